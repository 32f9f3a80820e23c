"""Slots: the elements that a list may have, those that are there and a few that may come."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from checklist_engine.analysis.space import Worlds
from checklist_engine.model.facts import Fact
from checklist_engine.model.submission import Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Room for one element of a list.

    Attributes:
        name: how its variables are called: the path of an element that is there, or `parties[/1]`.
        fact: the list.
        element: the element that is there; None for one that may come.
        number: counts those that may come, from 0.
        present: the worlds that have it.
        tiers: by tier, the worlds where it stands at it.
    """

    name: str
    fact: Fact
    element: Element | None
    number: int
    present: Worlds
    tiers: Mapping[int, Worlds] = field(repr=False)

    @property
    def key(self) -> str:
        """The key of its element."""
        return self.element.key if self.element else f"new{self.number + 1}"
