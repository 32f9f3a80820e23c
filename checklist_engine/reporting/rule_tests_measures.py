"""What the tests of a pack are worth: truths that no case shows, slips that no test would notice."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from checklist_engine.ground.places import Place
from checklist_engine.ground.truth import Truth
from checklist_engine.phrasing.recitation import Reciter
from checklist_engine.reporting.layout import Canvas, Tone
from checklist_engine.rule_tests.coverage import LeafCoverage
from checklist_engine.rule_tests.mutants import Mutant
from checklist_engine.rule_tests.outcome import PackCoverage, PackMutation, TestedPack

_TRUTHS = {Truth.TRUE: "真", Truth.FALSE: "偽", Truth.UNKNOWN: "不明"}


def coverage_text(coverage: PackCoverage, canvas: Canvas) -> Iterator[str]:
    """Every leaf of which something is not shown, with its place; then one line that counts."""
    reciter = Reciter.of(coverage.vocabulary)
    for rule in coverage.rules:
        for each in rule.leaves:
            if each.missing:
                lacking = "・".join(_TRUTHS[truth] for truth in each.missing)
                words = f"{reciter.words(each.leaf.test)}（{each.leaf.part.label}）"
                told = f"{rule.rule}　{lacking}が判定を決める場合がありません: {words}"
                yield from canvas.hang("△ ", told, tone=Tone.CARE)
                yield canvas.paint(f"    {each.leaf.place}", Tone.QUIET)
    counts = _counts(coverage)
    counted = (
        f"枝 {sum(counts.values())} 本のうち、全て試したもの {counts['full']} 本、"
        f"一部だけのもの {counts['partly']} 本、試していないもの {counts['not']} 本"
    )
    yield _summary(f"網羅率 {_percent(coverage.share)}: {counted}", coverage.share, canvas)


def mutation_text(mutation: PackMutation, canvas: Canvas) -> Iterator[str]:
    """Every change that no test noticed, with its place; then one line that counts."""
    for rule in mutation.rules:
        for survivor in rule.survivors:
            told = f"{rule.rule}　{_unnoticed(survivor)}"
            yield from canvas.hang("△ ", told, tone=Tone.CARE)
            yield canvas.paint(f"    {survivor.place}", Tone.QUIET)
    counted = f"変更 {mutation.tried} 通りのうち、試験が気づいたもの {mutation.noticed} 通り"
    yield _summary(f"検出率 {_percent(mutation.share)}: {counted}", mutation.share, canvas)


def coverage_json(coverage: PackCoverage) -> dict[str, object]:
    """The coverage, for a program."""
    reciter = Reciter.of(coverage.vocabulary)
    counts = _counts(coverage)
    return {
        "percent": _number(coverage.share),
        "leaves": {kind: counts[kind] for kind in ("full", "partly", "not")},
        "rules": [
            {
                "rule": rule.rule,
                "percent": _number(rule.share),
                "leaves": [
                    {
                        "part": each.leaf.part.value,
                        "words": reciter.words(each.leaf.test),
                        **_where(each.leaf.place),
                        "shown": [truth.value for truth in Truth if truth in each.shown],
                        "missing": [truth.value for truth in each.missing],
                    }
                    for each in rule.leaves
                ],
            }
            for rule in coverage.rules
        ],
    }


def mutation_json(mutation: PackMutation) -> dict[str, object]:
    """What came of the changes, for a program."""
    return {
        "percent": _number(mutation.share),
        "tried": mutation.tried,
        "noticed": mutation.noticed,
        "survivors": [
            {"rule": rule.rule, "words": _unnoticed(survivor), **_where(survivor.place)}
            for rule in mutation.rules
            for survivor in rule.survivors
        ],
    }


def measures_words(tested: TestedPack) -> Iterator[str]:
    """Each share that was measured, in words."""
    if tested.coverage is not None:
        yield f"網羅率 {_percent(tested.coverage.share)}"
    if tested.mutation is not None:
        yield f"検出率 {_percent(tested.mutation.share)}"


def _unnoticed(mutant: Mutant) -> str:
    return f"{mutant.words}ても、どの試験も気づきません"


def _percent(share: Fraction) -> str:
    """A share in percent, never rounded up to what it does not reach."""
    return f"{_number(share)}%"


def _number(share: Fraction) -> float:
    return float(Fraction(int(share * 1000), 10))


def _summary(words: str, share: Fraction, canvas: Canvas) -> str:
    whole = share == 1
    return canvas.paint(f"{'○' if whole else '△'} {words}", Tone.GOOD if whole else Tone.CARE)


def _counts(coverage: PackCoverage) -> Counter[str]:
    return Counter(_kind(each) for rule in coverage.rules for each in rule.leaves)


def _kind(each: LeafCoverage) -> str:
    if not each.missing:
        return "full"
    return "partly" if each.shown & each.demanded else "not"


def _where(place: Place) -> dict[str, object]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
    }
