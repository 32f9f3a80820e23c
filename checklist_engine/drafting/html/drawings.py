"""Pictures of cases: what assessments hold, as the plain words and numbers that pictures are drawn from."""

from collections.abc import Iterable, Iterator, Sequence

from checklist_engine.comparing.outcomes import Outcome
from checklist_engine.comparing.submission_diff import CaseDiff
from checklist_engine.drafting.html.words import (
    decision_mark,
    verdict_mark,
    waiting_words,
    worst_mark,
)
from checklist_engine.model.assessment import Assessment, Score
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import Verdict
from checklist_engine.pictures import before_after
from checklist_engine.pictures.heat_map import HeatCase, HeatFamily, heat_maps
from checklist_engine.pictures.marks import Mark
from checklist_engine.pictures.score_bars import Interval, score_bars
from checklist_engine.reporting.text import score_words

WHOLE = "全体"


def verdict_maps(name: str, cases: Sequence[tuple[str, Assessment, Plan]]) -> tuple[str, ...]:
    """Cases (each with what it is called) × the rules of all of them."""
    families: dict[str, tuple[str, dict[str, None]]] = {}
    for _, assessment, plan in cases:
        for family in plan.families:
            rules = families.setdefault(family.id, (family.label, {}))[1]
            rules.update((rule.rule, None) for rule in assessment.rules if rule.family == family.id)
    return heat_maps(
        name,
        "規則ごとの判定の一覧図",
        [HeatFamily(label=label, rules=tuple(rules)) for label, rules in families.values()],
        [
            HeatCase(
                label=label,
                marks={rule.rule: worst_mark(rule.verdicts) for rule in assessment.rules},
            )
            for label, assessment, _ in cases
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


def legend(verdicts: Iterable[Verdict]) -> tuple[Mark, ...]:
    """The marks that stand for these verdicts, in the order of the verdicts' vocabulary."""
    found = set(verdicts)
    return tuple(verdict_mark(each) for each in Verdict if each in found)
