"""Pictures of cases: what assessments hold, as the plain words and numbers that pictures are drawn from."""

from collections.abc import Iterable, Iterator

from checklist_engine.comparing.outcomes import Outcome
from checklist_engine.comparing.submission_diff import CaseDiff
from checklist_engine.drafting.html.rule_table import RuleTable
from checklist_engine.drafting.html.words import decision_mark, verdict_mark, waiting_words
from checklist_engine.model.assessment import Assessment, Score
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import Verdict
from checklist_engine.pictures import before_after
from checklist_engine.pictures.heat_map import HeatCase, HeatFamily, heat_maps
from checklist_engine.pictures.marks import Mark
from checklist_engine.pictures.score_bars import Interval, score_bars
from checklist_engine.reporting.text import score_words

WHOLE = "全体"


def verdict_maps(name: str, table: RuleTable) -> tuple[str, ...]:
    """Cases × rules, as the table has them."""
    rows = [row for group in table.groups for row in group.rows]
    return heat_maps(
        name,
        "規則ごとの判定の一覧図",
        [
            HeatFamily(label=group.label, rules=tuple(row.id for row in group.rows))
            for group in table.groups
        ],
        [
            HeatCase(
                label=label,
                marks={row.id: mark for row in rows if (mark := row.marks[at]) is not None},
            )
            for at, label in enumerate(table.cases)
        ],
    )


def score_picture(name: str, assessment: Assessment, plan: Plan) -> tuple[str, ...]:
    """The score and those of its families that weigh anything."""
    intervals = [
        _interval(WHOLE, assessment.score, whole=True),
        *(_interval(family.label, assessment.families.get(family.id)) for family in plan.families),
    ]
    shown = [each for each in intervals if each is not None]
    return score_bars(name, "分野ごとの評点", shown) if shown else ()


def correction_picture(name: str, diff: CaseDiff) -> tuple[str, ...]:
    """The decision before and after, and the scores and verdicts that moved."""
    assert diff.before is not None and diff.after is not None
    outcome = diff.outcome
    if outcome is None or not outcome.moved:
        return ()
    sides = (diff.before.assessment, diff.after.assessment)
    decides = any(each.decision for each in sides)
    return before_after.before_and_after(
        name,
        "訂正の前と後",
        (_decided("訂正前", sides[0]), _decided("訂正後", sides[1])) if decides else None,
        list(_score_moves(outcome)),
        list(_verdict_moves(outcome)),
    )


def _interval(label: str, score: Score | None, *, whole: bool = False) -> Interval | None:
    if score is None:
        return None
    return Interval(
        label=label,
        low=float(score.low),
        high=float(score.high),
        words=score_words(score),
        whole=whole,
    )


def _decided(heading: str, assessment: Assessment) -> before_after.Outcome:
    return before_after.Outcome(
        heading=heading,
        mark=decision_mark(assessment.decision),
        note=waiting_words(assessment),
    )


def _score_moves(outcome: Outcome) -> Iterator[before_after.ScoreMove]:
    for each in outcome.scores:
        label = each.label if each.family else WHOLE
        yield before_after.ScoreMove(
            label=label,
            before=_interval(label, each.before),
            after=_interval(label, each.after),
        )


def _verdict_moves(outcome: Outcome) -> Iterator[before_after.VerdictMove]:
    for each in outcome.verdicts:
        about = f"（{each.owner}）" if each.owner else ""
        yield before_after.VerdictMove(
            label=f"{each.rule}　{each.title}{about}",
            before=_mark(each.before),
            after=_mark(each.after),
        )


def _mark(verdict: Verdict | None) -> Mark | None:
    return verdict_mark(verdict) if verdict else None


def legend(assessments: Iterable[Assessment]) -> tuple[Mark, ...]:
    """The marks that stand for the verdicts in these, in the order of the verdicts' vocabulary."""
    found = {
        finding.verdict for each in assessments for rule in each.rules for finding in rule.findings
    }
    return tuple(verdict_mark(each) for each in Verdict if each in found)
