"""Why nothing helps: the findings that no change does away with, and what cannot be changed about them."""

from collections.abc import Iterator

from checklist_engine.conclusion.answers import Located, answer_index
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.inquiry.flip import Obstacle
from checklist_engine.inquiry.flipped import FlippedCase
from checklist_engine.model.plan import PlannedRule
from checklist_engine.model.submission import elements_by_path
from checklist_engine.model.verdicts import Verdict
from checklist_engine.reporting.layout import Canvas, Tone

_NO_DECISION = (
    "この適用区分は結論を出さないので、目指す結論案がありません。"
    "--condition で、条件が付かないようにする方法を調べられます"
)
_NOT_EXACT = "調べきれませんでした（方法がないとは限りません）"
_ANSWER_FIRST = (
    "規則を満たすために選べるものではありません。事実のとおりに回答してから、もう一度調べてください"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldObstacle:
    """An obstacle with all that is told about it; `owner` names its element."""

    obstacle: Obstacle
    rule: PlannedRule
    owner: str | None
    verdict: Verdict | None
    fixed: tuple[tuple[str, Located], ...]


def told_obstacles(case: FlippedCase) -> Iterator[ToldObstacle]:
    """What is in the way of a case."""
    submission = case.assessment.submission
    index = answer_index(case.plan.vocabulary, submission.answers)
    elements = elements_by_path(submission.answers)
    rules = {rule.id: rule for rule in case.plan.rules}
    verdicts = {
        (rule.rule, finding.element): finding.verdict
        for rule in case.assessment.rules
        for finding in rule.findings
    }
    for each in case.flips.obstacles:
        element = elements.get(each.element or "")
        yield ToldObstacle(
            obstacle=each,
            rule=rules[each.rule],
            owner=(element.name or element.key) if element else None,
            verdict=verdicts.get((each.rule, each.element)),
            fixed=tuple((path, index.located[path]) for path in each.fixed),
        )


def obstacle_lines(case: FlippedCase, canvas: Canvas) -> Iterator[str]:
    """A case for which nothing helps, as lines."""
    if case.aim is None and case.condition is None:
        yield from canvas.hang("", _NO_DECISION)
        return
    wanted = f"「{case.aim.label}」になる" if case.aim else "この条件が付かないようにする"
    yield from canvas.hang("", f"{wanted}方法は、見付かりませんでした", tone=Tone.BAD)
    if not case.flips.exact:
        yield from canvas.hang("※ ", _NOT_EXACT, tone=Tone.CARE)
    found = list(told_obstacles(case))
    if found:
        several = len(found) > 1
        which = (
            "次の判定の全てを改めることはできません"
            if several
            else "次の判定を改めることができません"
        )
        yield from canvas.hang("", f"変えられる回答と証跡だけでは、{which}")
        yield ""
    index = answer_index(case.plan.vocabulary, case.assessment.submission.answers)
    for each in found:
        owner = f"（{each.owner}）" if each.owner else ""
        now = f": {each.verdict.label}" if each.verdict else ""
        words = f"{each.rule.title}{owner}［{each.rule.gate.label}］{now}"
        yield from canvas.hang(f"× {each.rule.id}　", words, indent=2, tone=Tone.BAD)
        for path, located in each.fixed:
            yield from canvas.hang("・", _fixed_words(located, index.words(path)), indent=6)
        if not each.fixed:
            yield from canvas.hang("・", "どのように回答しても、満たすことができません", indent=6)
        if each.rule.may_claim:
            kinds = "、".join(f"「{kind.label}」" for kind in each.rule.may_claim)
            words = f"{kinds}との申出ができます（判定は変わらず、審査者に示されます）"
            yield from canvas.hang("・", words, indent=6)


def _fixed_words(located: Located, answer: str) -> str:
    label = f"「{located.label}」"
    if located.fact.shape is not None:
        if located.answer is None:
            return f"{label}は、未記入です。記入してから、もう一度調べてください"
        return f"{label}の要素を増やし、又は減らすことは、調べていません"
    if located.answer is None:
        return f"{label}は、未回答です。{_ANSWER_FIRST}"
    return f"{label}（{answer}）は、規則を満たすために変えられない事実です"
