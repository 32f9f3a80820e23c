"""Moves (動き): where two Plans come to something else over the same columns, as planes of rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TypeAlias

from checklist_engine.bulk import BulkResult, Columns, changed_rules, changed_scores, evaluate
from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.planes import union, without
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.assessment import Score
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Ruling
from checklist_engine.model.verdicts import Decision, Verdict
from checklist_engine.replay.edits import Edit, rule_edits

VerdictPair: TypeAlias = tuple[Verdict | None, Verdict | None]
"""The verdict of a rule before and after; None: there is no such rule."""
DecisionPair: TypeAlias = tuple[Decision | None, Decision | None]

PROBLEMS = frozenset({Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.UNPROVEN})
"""Verdicts that leave something to do."""
UNCOUNTED = frozenset({Verdict.NOT_APPLICABLE, Verdict.WAIVED})
"""Verdicts that a score does not count."""
BEARING = frozenset({Edit.GATE, Edit.CONDITIONS})
"""Edits by which the same verdict comes to another conclusion."""
SCORING = frozenset({Edit.WEIGHT, Edit.NEW, Edit.GONE})
"""Edits by which the same verdict comes to another score."""


class Sort(Enum):
    """How a verdict moved: what is newly open is never taken for what newly fails."""

    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    UNPROVEN = "unproven"
    BETTER = "better"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "not_met": "新たに不適合",
            "undetermined": "新たに判定保留",
            "unproven": "新たに証跡未確認",
            "better": "問題がなくなった",
            "other": "そのほか",
        }[self.value]


def sort_of(before: Verdict | None, after: Verdict | None) -> Sort:
    """How a verdict moved.

    >>> sort_of(Verdict.NOT_MET, Verdict.UNDETERMINED)
    <Sort.UNDETERMINED: 'undetermined'>
    """
    if before is after:
        return Sort.OTHER
    if after in PROBLEMS:
        return Sort(after.value)
    return Sort.BETTER if before in PROBLEMS else Sort.OTHER


def is_silent(before: Verdict | None, after: Verdict | None) -> bool:
    """Whether nobody need hear of it: a rule that is new, or gone, has nothing to say of the case.

    So it is with a rule that is about nothing in the case on both sides.
    """
    if before is None or after is None:
        return before not in PROBLEMS and after not in PROBLEMS
    return before is after is Verdict.NOT_APPLICABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a case stands: decision (None: the profile decides nothing), 暫定 or not, and score."""

    decision: Decision | None
    provisional: bool
    score: Score | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMoves:
    """A rule: by its verdicts before and after, the rows where any of its findings is another."""

    verdicts: Mapping[VerdictPair, Bits]

    @property
    def rows(self) -> Bits:
        return union(self.verdicts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Everything that comes out otherwise. `firmer` are rows that are no longer provisional, `looser` those
    that now are; `gained` and `lost` are conditions by id. `weighs` are, by rule that counts otherwise, the
    rows where that bears on what moved, whatever it finds. `standings` says where a row stands before and after.
    """

    rules: Mapping[str, RuleMoves]
    decisions: Mapping[DecisionPair, Bits]
    firmer: Bits
    looser: Bits
    gained: Mapping[str, Bits]
    lost: Mapping[str, Bits]
    scores: Bits
    weighs: Mapping[str, Bits]
    standings: Callable[[int], tuple[Standing, Standing]]

    @property
    def outcomes(self) -> Bits:
        """The rows where the decision, what it stands on, or a condition is another."""
        return (
            union(self.decisions.values())
            | self.firmer
            | self.looser
            | union(self.gained.values())
            | union(self.lost.values())
        )

    @property
    def rows(self) -> Bits:
        """Every row where anything is."""
        rules = 0
        for each in self.rules.values():
            rules |= each.rows
        return rules | self.outcomes | self.scores


def moves_over(
    before: Plan, after: Plan, columns: Columns, rulings: Mapping[int, Sequence[Ruling]]
) -> Moves:
    """What moves between two Plans; rules that mean the same are run once."""
    was = evaluate(before, columns, rulings=rulings)
    now = evaluate(after, columns, rulings=rulings, earlier=was)
    return moves_between(was, now)


def moves_between(was: BulkResult, now: BulkResult) -> Moves:
    """What moves between two results over the same columns."""
    moves = Moves(
        rules=moved_rules(was, now),
        decisions=decisions_between(was.decisions, now.decisions, was.columns.everywhere),
        firmer=without(was.provisional, now.provisional),
        looser=without(now.provisional, was.provisional),
        gained=beyond(now.conditions, was.conditions),
        lost=beyond(was.conditions, now.conditions),
        scores=changed_scores(was, now),
        weighs={},
        standings=lambda row: (
            standing_at(row, was.decisions, was.provisional, was.score(row)),
            standing_at(row, now.decisions, now.provisional, now.score(row)),
        ),
    )
    return replace(moves, weighs=dict(weighing(was, now, moves.outcomes, moves.scores)))


def weighing(
    was: BulkResult, now: BulkResult, outcomes: Bits, scores: Bits
) -> Iterator[tuple[str, Bits]]:
    """The rules that count otherwise, with the rows where they do so for what moved."""
    for each in rule_edits(was.plan, now.plan):
        sides = [one.rules[each.rule] for one in (was, now) if each.rule in one.rules]
        rows = 0
        if BEARING & set(each.edits):
            rows |= outcomes & union(side.has[verdict] for side in sides for verdict in PROBLEMS)
        if SCORING & set(each.edits):
            rows |= scores & union(
                side.worst[verdict]
                for side in sides
                for verdict in Verdict
                if verdict not in UNCOUNTED
            )
        if rows:
            yield each.rule, rows


def moved_rules(was: BulkResult, now: BulkResult) -> Mapping[str, RuleMoves]:
    """The rules that find something else, but for what nobody need hear of."""
    found = {
        name: RuleMoves(verdicts=_verdicts_between(was, now, name, rows))
        for name, rows in changed_rules(was, now).items()
    }
    return {name: each for name, each in found.items() if each.verdicts}


def beyond(one: Mapping[str, Bits], other: Mapping[str, Bits]) -> Mapping[str, Bits]:
    """By condition, the rows that get it by one, and not by the other."""
    found = {name: without(rows, other.get(name, 0)) for name, rows in one.items()}
    return {name: rows for name, rows in found.items() if rows}


def decisions_between(
    was: Mapping[Decision, Bits] | None, now: Mapping[Decision, Bits] | None, everywhere: Bits
) -> Mapping[DecisionPair, Bits]:
    """The rows by their decisions before and after, where these differ; None: nothing is decided."""
    old, new = _decided(was, everywhere), _decided(now, everywhere)
    return {
        (one, other): plane
        for one, ours in old.items()
        for other, theirs in new.items()
        if one is not other and (plane := ours & theirs)
    }


def standing_at(
    row: int, decisions: Mapping[Decision, Bits] | None, provisional: Bits, score: Score | None
) -> Standing:
    """Where a row stands."""
    return Standing(
        decision=next((each for each, rows in (decisions or {}).items() if rows >> row & 1), None),
        provisional=bool(provisional >> row & 1),
        score=score,
    )


def _verdicts_between(
    was: BulkResult, now: BulkResult, name: str, rows: Bits
) -> Mapping[VerdictPair, Bits]:
    """How a rule moves in some rows."""
    old, new = (
        {**each.rules[name].worst} if name in each.rules else {None: rows} for each in (was, now)
    )
    return {
        (one, other): plane
        for one, ours in old.items()
        for other, theirs in new.items()
        if not is_silent(one, other) and (plane := ours & theirs & rows)
    }


def _decided(
    decisions: Mapping[Decision, Bits] | None, everywhere: Bits
) -> Mapping[Decision | None, Bits]:
    if decisions is None:
        return {None: everywhere}
    return dict(decisions.items())
