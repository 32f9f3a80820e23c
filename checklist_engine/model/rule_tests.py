"""Rule tests (規則の試験): answers, and the verdict that is expected of them (§10)."""

from collections.abc import Mapping
from datetime import date

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import Value
from checklist_engine.model.submission import Answers, Evidence
from checklist_engine.model.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What is expected: of the rule, or of its finding on one element.

    `waiting_for` (paths) and `conditions` (ids) are whole sets; None where nothing is said of them.
    """

    element: str | None
    verdict: Verdict
    waiting_for: frozenset[str] | None
    conditions: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTestCase:
    """One case; `profile` None: every rule, parameters as the pack has them."""

    name: str
    profile: str | None
    parameters: Mapping[str, Value]
    as_of: date
    answers: Answers
    evidence: tuple[Evidence, ...]
    expect: Expectation
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTest:
    """The cases of one rule."""

    rule: str
    cases: tuple[RuleTestCase, ...]
