"""Batches (束): past cases that are compared together, as they were read by one pack and profile."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from checklist_engine.bulk import Columns
from checklist_engine.bulk.evaluation import same_ground
from checklist_engine.compiler.pack_lines import PackLines
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Ruling, Submission
from checklist_engine.replay.edits import rule_edits
from checklist_engine.replay.fitting import Fit

if TYPE_CHECKING:
    from checklist_engine.replay.baselines import Baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseName:
    """What a person knows a case by; `place` is where it stands among all (the number of its entry)."""

    place: int
    id: str
    title: str
    system: str | None
    department: str | None
    meeting: str | None
    item: str | None
    notified: bool
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A submission in the words of a pack; `faults` say what the pack does not know."""

    submission: Submission
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """One case in full, read as before and as after: only where it has to be looked at closely."""

    name: CaseName
    before: Typed
    after: Typed
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two Plans that are compared. `before` and `after` have the rules alone that are written otherwise, where
    no others can come to anything else; `whole` gives both with all of their rules.
    """

    before: Plan
    after: Plan
    is_thin: bool
    whole: Callable[[], tuple[Plan, Plan]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Cases of one pack and profile.

    Attributes:
        pair: the Plans that are compared.
        columns: the answers, as far as they have to be read.
        rulings: by row.
        places: where each row stands among all cases.
        fitting: the answers that the other pack does not know.
        counted: the rows that count (a case in an older revision may not).
        case: the case of a row, in full.
        baseline: what `pair.before` comes to with all of its rules, where that is kept.
    """

    pair: Pair
    columns: Columns
    rulings: Mapping[int, Sequence[Ruling]]
    places: Sequence[int]
    fitting: Fit
    counted: int
    case: Callable[[int], PastCase]
    baseline: "Callable[[], Baseline] | None" = None


def pair_of(before: Plan, after: Plan) -> Pair:
    """Two Plans, with the rules alone that may say something else of a case."""
    if not same_ground(before, after):
        return Pair(before=before, after=after, is_thin=False, whole=lambda: (before, after))
    return _thin(before, after, lambda: (before, after))


def pair_of_lines(
    before: PackLines, after: PackLines, whole: Callable[[], tuple[Plan, Plan]]
) -> Pair:
    """The same of two packs as lines: of their rules only those are decoded that differ.

    Raises:
        Refused: a line is not as it was written.
    """
    before.share_with(after)
    if not same_ground(before.head, after.head):
        was, now = whole()
        return Pair(before=was, after=now, is_thin=False, whole=whole)
    plans = (
        replace(one.head, rules=tuple(map(one.rule, one.unlike(other))))
        for one, other in ((before, after), (after, before))
    )
    return _thin(next(plans), next(plans), whole)


def _thin(before: Plan, after: Plan, whole: Callable[[], tuple[Plan, Plan]]) -> Pair:
    edited = {each.rule for each in rule_edits(before, after)}
    thin = (
        replace(plan, rules=tuple(rule for rule in plan.rules if rule.id in edited))
        for plan in (before, after)
    )
    return Pair(before=next(thin), after=next(thin), is_thin=True, whole=whole)
