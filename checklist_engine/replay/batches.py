"""Batches (束): past cases that are compared together, as they were read by one pack and profile."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from checklist_engine.bulk import Columns
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.submission import Ruling, Submission
from checklist_engine.replay.baselines import Baseline
from checklist_engine.replay.fitting import Fit
from checklist_engine.replay.pairs import Pair


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
    baseline: Callable[[], Baseline] | None = None
