"""The parts of a score as tables for a person, and as JSON for a program."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from checklist_engine.evaluator.score import rounded
from checklist_engine.ground.widths import width
from checklist_engine.model.assessment import Assessment, Credit
from checklist_engine.reporting.contract import score_interval
from checklist_engine.reporting.explanation_score import FamilyShare, RuleShare
from checklist_engine.reporting.layout import Canvas, Tone
from checklist_engine.reporting.text import score_words

_HEAD = ("規則", "重み", "充足", "得点", "残り", "改善", "判定")
_RIGHT = range(1, 6)


def score_text(
    assessment: Assessment, families: Sequence[FamilyShare], canvas: Canvas
) -> Iterator[str]:
    """One table a family, and the totals."""
    label = f"諮問{assessment.item}　" if assessment.item else "案件　"
    yield from canvas.hang(label, assessment.submission.case.title, tone=Tone.STRONG)
    yield ""
    if assessment.score is None:
        yield "評点　数える規則がありません"
        yield ""
        return
    coverage = f"確定した割合 {rounded(assessment.score.coverage):.1f}%"
    yield f"評点　{score_words(assessment.score)}点（{coverage}）"
    yield from canvas.hang("得点　", "評点の下限のうち、その規則による点", indent=2)
    yield from canvas.hang(
        "残り　", "回答や証跡しだいで、まだ得られる点（得点と合わせると、評点の上限）", indent=2
    )
    yield from canvas.hang(
        "改善　", "その規則だけを満たしたときに、評点の下限/上限が増える点", indent=2
    )
    yield ""
    for each in families:
        yield from _family(each, canvas)
    given = sum((each.given for each in families), Fraction())
    possible = sum((each.possible for each in families), Fraction())
    yield canvas.paint(
        f"合計　得点 {_points(given)}　残り {_points(possible)}　合わせて {_points(given + possible)}",
        Tone.STRONG,
    )
    yield ""


def _family(share: FamilyShare, canvas: Canvas) -> Iterator[str]:
    own = "数える規則なし" if share.score is None else f"{score_words(share.score)}点"
    head = f"■ {share.family.label}（{share.family.id}）　{own}"
    yield canvas.paint(head, Tone.STRONG)
    if share.rules:
        total = ("計", str(share.weight), "", _points(share.given), _points(share.possible), "", "")
        rows = [_HEAD, *(_row(each) for each in share.rules), total]
        yield from (line.rstrip() for line in canvas.table(_aligned(rows), indent=2))
    if share.uncounted:
        words = f"{'、'.join(share.uncounted)}（対象外又は例外承認）"
        for line in canvas.hang("数えない規則　", words, indent=2):
            yield canvas.paint(line, Tone.QUIET)
    yield ""


def _row(share: RuleShare) -> Sequence[str]:
    low, high = share.gain
    return (
        share.rule,
        str(share.weight),
        _credit(share.credit),
        _points(share.given),
        _points(share.possible),
        f"+{_points(low)}/+{_points(high)}" if low else "－",
        f"{share.verdict.label}　{share.title}",
    )


def _aligned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Numbers to the right of their columns."""
    widest = [max(width(row[column]) for row in rows) for column in range(len(_HEAD))]
    return [
        [
            " " * (widest[column] - width(cell)) + cell if column in _RIGHT else cell
            for column, cell in enumerate(row)
        ]
        for row in rows
    ]


def _credit(credit: Credit) -> str:
    low, high = f"{float(credit.low):.2f}", f"{float(credit.high):.2f}"
    return low if low == high else f"{low}～{high}"


def _points(points: Fraction) -> str:
    return f"{rounded(points):.1f}"


def score_json(assessment: Assessment, families: Sequence[FamilyShare]) -> dict[str, object]:
    """The same; shares are not rounded, so that they add up to the score."""
    return {
        "case": assessment.submission.case.id,
        "item": assessment.item,
        "score": assessment.score and score_interval(assessment.score),
        "families": [
            {
                "family": each.family.id,
                "label": each.family.label,
                "score": each.score and score_interval(each.score),
                "given": float(each.given),
                "possible": float(each.possible),
                "rules": [_share(one) for one in each.rules],
                "uncounted": list(each.uncounted),
            }
            for each in families
        ],
    }


def _share(share: RuleShare) -> Mapping[str, object]:
    low, high = share.gain
    return {
        "rule": share.rule,
        "title": share.title,
        "verdict": share.verdict.value,
        "weight": share.weight,
        "credit": [float(share.credit.low), float(share.credit.high)],
        "given": float(share.given),
        "possible": float(share.possible),
        "gain": {"low": float(low), "high": float(high)},
    }
