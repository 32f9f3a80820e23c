"""Rules (規則) and conditions (ただし書き) as authors wrote them, read but not compiled."""

from collections.abc import Mapping
from typing import Literal

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place
from checklist_engine.model.bases import Basis, Period
from checklist_engine.model.expression import Argument, Expression
from checklist_engine.model.texts import Text
from checklist_engine.model.verdicts import ClaimKind, Gate, Obligation, Route, Strength, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ForEach:
    """`for_each`: one finding for each element of the list that matches."""

    path: str
    where: Expression
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofNeed:
    """証跡: the proof that the answer at `path` needs; None where nothing is asked for."""

    path: str
    kinds: tuple[str, ...] | None
    strength: Strength | None
    max_age_months: int | None
    place: Place = field(compare=False, repr=False)
    kind_places: tuple[Place, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLabels:
    """`{labels: path}` or, with `codes`, `{lacking: path, of: [codes]}` in a `with`."""

    path: str
    codes: tuple[Argument, ...] | None
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenUse:
    """`condition: {use, with}`: a list is a tuple of entries, a text stands alone."""

    condition: str
    arguments: Mapping[str, "Text | tuple[Text | WrittenLabels, ...]"]
    place: Place = field(compare=False, repr=False)
    argument_places: Mapping[str, Place] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOutcome:
    """What a rule says about a finding of one verdict."""

    finding: Text | None
    question: Text | None
    question_first: Text | None
    remark: Text | None
    uses: tuple[WrittenUse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """規則: one criterion, one file."""

    id: str
    family: str
    title: str
    gate: Gate
    weight: int
    basis: tuple[Basis, ...]
    in_force: Period | None
    applies_when: Expression
    for_each: ForEach | None
    require: Expression
    compensated_by: Expression | None
    evidence: tuple[ProofNeed, ...]
    may_claim: tuple[ClaimKind, ...]
    guidance: str | None
    outcomes: Mapping[Verdict, WrittenOutcome]
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """条件（ただし書き）: wording that findings may ask for.

    `parameters` gives `list` or `text` by name; `due_months` counts from the meeting date.
    """

    id: str
    subject: str
    obligation: Obligation
    text: Text
    text_open: Text | None
    parameters: Mapping[str, Literal["list", "text"]]
    order: int
    due_months: int | None
    discharged_by: Expression | None
    route: Route
    place: Place = field(compare=False, repr=False)
