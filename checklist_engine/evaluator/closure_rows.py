"""What an answer says to the tests that are put to it alone, remembered by the answer.

A pack asks the same again and again, and departments answer the same again and again: a fact has a few
tests and, but for texts, a few answers. So a test is run once for each answer that it meets.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, TypeAlias

from checklist_engine.ground.atoms import Atom, holds

Known: TypeAlias = bool | None
"""A truth: None is UNKNOWN."""
Pick: TypeAlias = Callable[[Sequence[Any]], tuple[Any, ...]]
"""What stands at some places."""
_MOST_ANSWERS = 4_096


class Rows:
    """The tests of one kind of record (a submission, or an element of a list), by the name that they ask.

    Each test has a place among the truths of a record.
    """

    def __init__(self, tests: Iterable[tuple[str, Atom]]) -> None:
        atoms: dict[str, dict[Atom, None]] = {}
        for name, atom in tests:
            atoms.setdefault(name, {})[atom] = None
        self._atoms = {name: tuple(those) for name, those in atoms.items()}
        self._first: dict[str, int] = {}
        self._places: dict[tuple[str, Atom], int] = {}
        for name, those in self._atoms.items():
            self._first[name] = len(self._places)
            for atom in those:
                self._places[name, atom] = len(self._places)
        self._day: date | None = None
        self._rows: list[tuple[str, _Row]] = []

    def place(self, name: str, atom: Atom) -> int:
        """Where the truth of a test stands."""
        return self._places[name, atom]

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._places)

    def truths(self, answers: Mapping[str, Any], day: date) -> list[Known]:
        """What these answers, by name, say to all tests."""
        if day != self._day:
            self._day = day
            self._rows = [(name, _Row(those, day)) for name, those in self._atoms.items()]
        found: list[Known] = []
        for name, row in self._rows:
            found += row[answers[name]]
        return found

    def take_away(self, name: str, truths: list[Known]) -> None:
        """Make the truths those of a record without this answer."""
        if name in self._first:
            first, several = self._first[name], len(self._atoms[name])
            truths[first : first + several] = [None] * several


class _Row(dict[Any, tuple[Known, ...]]):
    """The truths of the tests of one fact on a day, by its answer."""

    def __init__(self, atoms: Iterable[Atom], day: date) -> None:
        super().__init__()
        self._atoms, self._day = tuple(atoms), day

    def __missing__(self, answer: Any) -> tuple[Known, ...]:
        if len(self) >= _MOST_ANSWERS:
            self.clear()
        found: tuple[Known, ...] = tuple(
            None if answer is None else holds(atom, answer, self._day) for atom in self._atoms
        )
        self[answer] = found
        return found


def picking(places: Sequence[int]) -> Pick:
    """What takes what stands at these places, in their order."""
    if not places:
        return lambda _: ()
    if len(places) == 1:
        [place] = places
        return lambda row: (row[place],)
    return itemgetter(*places)
