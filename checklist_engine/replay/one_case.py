"""What moved in one case: taken from planes, or from two assessments."""

from collections.abc import Mapping

from checklist_engine.evaluator.tables import worst
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Assessment, RuleFindings
from checklist_engine.model.verdicts import Verdict
from checklist_engine.replay.moves import (
    DecisionPair,
    Moves,
    Standing,
    VerdictPair,
    is_silent,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMoves:
    """As `Moves`, for one case: rules with their verdicts before and after, and so on."""

    rules: Mapping[str, VerdictPair]
    decision: DecisionPair | None
    firmer: bool
    looser: bool
    gained: frozenset[str]
    lost: frozenset[str]
    score: bool

    @property
    def outcome(self) -> bool:
        """Whether the decision, what it stands on, or a condition is another."""
        return any((self.decision, self.firmer, self.looser, self.gained, self.lost))

    @property
    def any(self) -> bool:
        """Whether anything moved."""
        return bool(self.rules) or self.outcome or self.score


def moves_at(moves: Moves, row: int) -> CaseMoves:
    """What moved in one row."""

    def here(plane: int) -> bool:
        return bool(plane >> row & 1)

    return CaseMoves(
        rules={
            name: pair
            for name, rule in moves.rules.items()
            for pair, plane in rule.verdicts.items()
            if here(plane)
        },
        decision=next((pair for pair, plane in moves.decisions.items() if here(plane)), None),
        firmer=here(moves.firmer),
        looser=here(moves.looser),
        gained=frozenset(name for name, plane in moves.gained.items() if here(plane)),
        lost=frozenset(name for name, plane in moves.lost.items() if here(plane)),
        score=here(moves.scores),
    )


def moves_of(before: Assessment, after: Assessment) -> CaseMoves:
    """What moved between two assessments of a case."""
    had, has = ({each.id for each in one.conditions} for one in (before, after))
    decision = (before.decision, after.decision)
    return CaseMoves(
        rules=dict(_rules(before, after)),
        decision=decision if before.decision is not after.decision else None,
        firmer=before.provisional and not after.provisional,
        looser=after.provisional and not before.provisional,
        gained=frozenset(has - had),
        lost=frozenset(had - has),
        score=before.score != after.score,
    )


def standing_of(assessment: Assessment) -> Standing:
    """Where a case stands."""
    return Standing(
        decision=assessment.decision,
        provisional=assessment.provisional,
        score=assessment.score,
    )


def _rules(before: Assessment, after: Assessment) -> Mapping[str, VerdictPair]:
    old, new = ({each.rule: each for each in one.rules} for one in (before, after))
    found: dict[str, VerdictPair] = {}
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        pair = _worst(was), _worst(now)
        if _findings(was) != _findings(now) and not is_silent(*pair):
            found[name] = pair
    return found


def _worst(rule: RuleFindings | None) -> Verdict | None:
    return worst(rule.verdicts) if rule else None


def _findings(rule: RuleFindings | None) -> object:
    if rule is None:
        return None
    return rule.by_element, {(each.element, each.open_list): each.verdict for each in rule.findings}
