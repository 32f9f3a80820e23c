"""Expression (式) as an author wrote it: names are not resolved yet, every part knows its place."""

from typing import Literal, TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place

IfNone: TypeAlias = Literal["holds", "fails", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """The right side of a comparison: a raw value of the file, and where each part of it stands."""

    raw: object
    place: Place = field(compare=False, repr=False)
    parts: tuple["Argument", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`path: {operator: argument}`."""

    path: str
    operator: str
    argument: Argument
    place: Place = field(compare=False, repr=False)
    operator_place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """`all:`, and the entries of one mapping."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """`any:`."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """`not:`."""

    part: "Expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOf:
    """`count_of:`: how many of the parts hold."""

    parts: tuple["Expression", ...]
    at_least: int | None
    at_most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """`every:`."""

    path: str
    where: "Expression"
    satisfies: "Expression"
    if_none: IfNone
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """`some:`, or (negated) `none:`."""

    path: str
    where: "Expression"
    satisfies: "Expression"
    negated: bool
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`count:`: how many elements match."""

    path: str
    where: "Expression"
    at_least: int | None
    at_most: int | None
    place: Place = field(compare=False, repr=False)


Expression: TypeAlias = Comparison | All | Any | Not | CountOf | Every | Some | Count

ALWAYS = All(parts=())
"""What a `where` says that was left out."""
