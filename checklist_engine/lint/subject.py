"""What is linted: a pack with its documents, its rules as written and as planned, and their tests."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from checklist_engine.analysis.rules import Part, Study
from checklist_engine.formats.document import Cursor, Document
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place
from checklist_engine.lint.comments import Comment
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.rule_tests import RuleTest
from checklist_engine.model.rules import Rule
from checklist_engine.rule_tests.tries import Tried


@dataclass(frozen=True, slots=True, kw_only=True)
class LintSettings:
    """What a pack's `lint.yaml` sets: severities by code (`off`, too), and the limits of checks."""

    severities: Mapping[str, str] = field(default_factory=dict)
    family_share: Fraction = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedRule:
    """A rule of the pack itself (not of one that it extends). `planned` is None where the rule has
    faults; `tests` is None where it has no test file, or a faulty one.
    """

    written: Rule
    cursor: Cursor
    planned: PlannedRule | None
    tests: RuleTest | None

    def place(self, *steps: str | int) -> Place:
        """Where the value at this pointer of the rule file stands, or what is nearest to it."""
        return self.cursor.document.place(steps)

    def key_place(self, *steps: str | int) -> Place:
        """Where its key stands."""
        return self.cursor.document.key_place(steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedPack:
    """A pack, read as far as it can be.

    Attributes:
        pack: without what could not be read.
        plan: every rule without faults, no profile's choice of them.
        rules: by id, in the order of the pack; those of a pack below are left out.
        conditions: by id, the entries of the pack's own conditions.yaml.
        documents: every YAML file of the pack that could be read, by its shown path.
        kinds: what each of them is, as `loader.pack_files` calls it.
        as_of: the day on which bases are in force or not.
        unread: the files, and entries of files, that could not be read: what they use is not known.
    """

    pack: RulePack
    plan: Plan
    rules: Mapping[str, LintedRule]
    conditions: Mapping[str, Cursor]
    documents: Mapping[str, Document]
    settings: LintSettings
    as_of: date
    kinds: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    studies: dict[str, tuple[PlannedRule, Study | None]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What has been found out of rules in all worlds, with the very rule that it is about."""
    idle: dict[str, tuple[PlannedRule, tuple[Part, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """The parts of rules that say nothing, likewise."""
    tried: dict[str, tuple[PlannedRule, RuleTest, tuple[Tried, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What came of the tests of rules, with the very tests, too."""
    comments: dict[str, tuple[Document, tuple[Comment, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """The comments of files, with the very documents that they are in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedMeeting:
    """The cases of a meeting, assessed; what became of its rulings stands in the assessments."""

    assessments: tuple[Assessment, ...]
