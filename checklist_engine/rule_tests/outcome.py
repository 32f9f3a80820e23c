"""What came of rule tests."""

from collections.abc import Sequence
from fractions import Fraction

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.verdicts import Verdict
from checklist_engine.rule_tests.coverage import RuleCoverage, share_of
from checklist_engine.rule_tests.mutation import RuleMutation


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCoverage:
    """The coverage of a pack's rules, in their order; `vocabulary` has the words of their leaves."""

    vocabulary: Vocabulary
    rules: tuple[RuleCoverage, ...]

    @property
    def demanded(self) -> int:
        """How many truths of leaves the tests can show."""
        return sum(each.demanded for each in self.rules)

    @property
    def shown(self) -> int:
        """How many of these they show."""
        return sum(each.shown for each in self.rules)

    @property
    def share(self) -> Fraction:
        return share_of(self.shown, self.demanded)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackMutation:
    """What came of the mutants of a pack's rules, in their order."""

    rules: tuple[RuleMutation, ...]

    @property
    def tried(self) -> int:
        """How many mutants there are."""
        return sum(each.tried for each in self.rules)

    @property
    def noticed(self) -> int:
        """How many of these some test noticed."""
        return sum(each.noticed for each in self.rules)

    @property
    def share(self) -> Fraction:
        return share_of(self.noticed, self.tried)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestedPack:
    """A pack with what came of its tests and, where that was wanted, what these are worth."""

    __test__ = False

    tests: PackTests
    coverage: PackCoverage | None = None
    mutation: PackMutation | None = None

    def reaches(self, percent: int) -> bool:
        """Whether what was measured comes to so many percent."""
        measured: Sequence[PackCoverage | PackMutation | None] = (self.coverage, self.mutation)
        return all(each is None or each.share * 100 >= percent for each in measured)
