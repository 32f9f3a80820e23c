"""`checklist recite`: a rule read aloud part by part, as text and as JSON."""

from collections.abc import Iterator

from checklist_engine.model.bases import Period
from checklist_engine.model.plan import TRUE
from checklist_engine.model.verdicts import Verdict
from checklist_engine.phrasing.bases import basis_words
from checklist_engine.phrasing.recitation import recite
from checklist_engine.reporting.expression_tree import Branch, branch_of
from checklist_engine.reporting.layout import Canvas, Tone
from checklist_engine.reporting.recital import Recital, period_words

_SPOKEN_OF = (Verdict.NOT_MET, Verdict.UNPROVEN, Verdict.UNDETERMINED)


def recital_text(recital: Recital, canvas: Canvas) -> Iterator[str]:
    """The rule as a person checks it: does it mean what was meant?"""
    rule, plan = recital.rule, recital.plan
    yield canvas.paint(f"■ {rule.id}　{rule.title}［{rule.gate.label}］", Tone.STRONG)

    def part(label: str, words: str, *, indent: int = 2) -> Iterator[str]:
        yield from canvas.hang(f"{label}　", words, indent=indent)

    head = f"{plan.pack} {plan.pack_version}　分野: {recital.family()}　重み: {rule.weight}"
    yield from part("規則集", head)
    yield from part("ファイル", recital.file)
    profiles = "、".join(each.label for each in recital.profiles())
    yield from part("適用区分", profiles or "なし（どの適用区分でも使いません）")
    for words in recital.changes():
        yield from part("変更", words)
    if rule.in_force is not None:
        yield from part("施行期間", period_words(rule.in_force))
    yield from part("規則", recite(rule, plan.vocabulary).sentence())
    if rule.applies_when == TRUE:
        yield from part("適用条件", "なし（いつも適用します）")
    for _, label, words, node in recital.expressions():
        yield from part(label, words)
        branch = branch_of(node, recital.reciter)
        if branch.is_nested:
            for depth, line in branch.lines():
                yield from canvas.hang("・", line, indent=6 + 2 * depth)
    for words in recital.parameters():
        yield from part("設定値", words)
    for _, words in recital.proofs():
        yield from part("証跡", words)
    for words in recital.bases():
        yield from part("根拠", words)
    for kind in rule.may_claim:
        yield from part("申出", f"{kind.label}（{kind.value}）")
    if rule.guidance:
        yield from part("手引", rule.guidance)
    for verdict in _SPOKEN_OF:
        lines = list(_outcome(recital, verdict, canvas))
        if lines:
            yield f"  {verdict.label}のとき"
            yield from lines


def _outcome(recital: Recital, verdict: Verdict, canvas: Canvas) -> Iterator[str]:
    for _, label, words in recital.texts(verdict):
        yield from canvas.hang(f"{label}　", words, indent=4)
    for words in recital.usual_questions(verdict):
        yield from canvas.hang("質問　", words, indent=4)
    for name, subject, words in recital.conditions(verdict):
        yield from canvas.hang("条件　", f"{name}　{subject}", indent=4)
        yield from canvas.hang("", words, indent=10)


def recital_json(recital: Recital) -> dict[str, object]:
    """The same, for a program."""
    rule, plan = recital.rule, recital.plan
    return {
        "pack": {"id": plan.pack, "version": plan.pack_version},
        "file": recital.file,
        "changes": list(recital.changes()),
        "rule": rule.id,
        "title": rule.title,
        "family": rule.family,
        "gate": rule.gate.value,
        "weight": rule.weight,
        "profiles": [each.id for each in recital.profiles()],
        "in_force": _period(rule.in_force),
        "reading": recite(rule, plan.vocabulary).sentence(),
        **{
            key: {"reading": words, "tree": _tree(branch_of(node, recital.reciter))}
            for key, _, words, node in recital.expressions()
        },
        "parameters": list(recital.parameters()),
        "evidence": [words for _, words in recital.proofs()],
        "basis": [
            {"text": basis_words(basis), "in_force": _period(basis.in_force)}
            for basis in rule.basis
        ],
        "may_claim": [kind.value for kind in rule.may_claim],
        "guidance": rule.guidance,
        "outcomes": {
            verdict.value: {
                **{key: words for key, _, words in recital.texts(verdict)},
                "usual_questions": list(recital.usual_questions(verdict)),
                "conditions": [
                    {"id": name, "subject": subject, "text": words}
                    for name, subject, words in recital.conditions(verdict)
                ],
            }
            for verdict in _SPOKEN_OF
        },
    }


def _tree(branch: Branch) -> dict[str, object]:
    return {"words": branch.words, "below": [_tree(each) for each in branch.below]}


def _period(period: Period | None) -> dict[str, str | None] | None:
    if period is None:
        return None
    return {
        "from": period.start.isoformat() if period.start else None,
        "until": period.until.isoformat() if period.until else None,
    }
