"""What came of rule tests."""

from dataclasses import dataclass

from checklist_engine.ground.places import Place
from checklist_engine.model.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class TestOutcome:
    """What came of a case; `differences` is empty where all came out as expected."""

    __test__ = False  # pytest would collect a class of this name

    rule: str
    case: str
    place: Place
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackTests:
    """What came of the tests of a pack.

    `untested` are rules without a test file; `thin` says which of met, not_met and undetermined no
    case of a rule expects.
    """

    pack: str
    rules: int
    outcomes: tuple[TestOutcome, ...]
    untested: tuple[str, ...]
    thin: tuple[tuple[str, tuple[Verdict, ...]], ...]

    @property
    def passed(self) -> bool:
        """Whether there are tests, for every rule, and all came out as expected."""
        failed = any(outcome.differences for outcome in self.outcomes)
        return bool(self.outcomes) and not failed and not self.untested
