"""What `lazy_dataclasses` writes behaves as what the standard library writes."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from types import ModuleType
from typing import Any, Generic, TypeVar

import pytest

from checklist_engine.ground import lazy_dataclasses

_T = TypeVar("_T")
_LIBRARIES = (dataclasses, lazy_dataclasses)


def _point(library: Any) -> Any:
    @library.dataclass(frozen=True, slots=True, kw_only=True)
    class Point:
        """A place."""

        x: int
        y: int = 2
        tags: list[str] = library.field(default_factory=list, repr=False)
        seen: str = library.field(default="", compare=False)

        def moved(self) -> "Point":
            return library.replace(self, x=self.x + 1)  # type: ignore[no-any-return]

    return Point


def _pair(library: Any) -> Any:
    @library.dataclass(frozen=True, slots=True)
    class Pair(Generic[_T]):
        left: _T
        right: _T | None = None

    return Pair


def _counter(library: Any) -> Any:
    @library.dataclass(slots=True)
    class Counter:
        name: str
        count: int = 0
        steps: list[int] = library.field(default_factory=list)

    return Counter


def _derived(library: Any) -> Any:
    @library.dataclass(frozen=True, slots=True, kw_only=True)
    class Derived(_point(library)):  # type: ignore[misc]
        z: int
        total: int = library.field(init=False)
        kind: str = library.field(default="plain", init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "total", self.x + self.y + self.z)

    return Derived


def _same(library: Any) -> Any:
    @library.dataclass(frozen=True, slots=True, eq=False)
    class Same:
        a: int

    return Same


def _empty(library: Any) -> Any:
    @library.dataclass(frozen=True, slots=True)
    class Empty:
        pass

    return Empty


_PROBES: tuple[tuple[Callable[[Any], Any], Callable[[Any], object]], ...] = (
    (_point, lambda c: repr(c(x=1))),
    (_point, lambda c: c(x=1).tags is c(x=1).tags),
    (_point, lambda c: c(x=1, seen="a") == c(x=1, seen="b")),
    (_point, lambda c: c(x=1) == c(x=1, y=3)),
    (_point, lambda c: c(x=1) == (1, 2, [])),
    (_point, lambda c: hash(c(x=1))),
    (_point, lambda c: repr(c(x=1).moved())),
    (_point, lambda c: c(1)),
    (_point, lambda c: c()),
    (_point, lambda c: c(x=1, w=1)),
    (_point, lambda c: c(y=1)),
    (_point, lambda c: setattr(c(x=1), "x", 2)),
    (_point, lambda c: delattr(c(x=1), "x")),
    (_point, lambda c: hasattr(c(x=1), "__dict__")),
    (_point, lambda c: c.__match_args__),
    (_point, lambda c: c.__qualname__),
    (_point, lambda c: c.__doc__),
    (_point, lambda c: c.__annotations__),
    (_point, lambda c: repr(copy.copy(c(x=1, tags=["a"])))),
    (_point, lambda c: repr(copy.deepcopy(c(x=1, tags=["a"])))),
    (_point, lambda c: dataclasses.asdict(c(x=1))),
    (_point, lambda c: repr(dataclasses.replace(c(x=1), y=5))),
    (_point, lambda c: [each.name for each in dataclasses.fields(c)]),
    (_point, lambda c: [each.compare for each in dataclasses.fields(c(x=1))]),
    (_point, dataclasses.is_dataclass),
    (_pair, lambda c: repr(c(1, right=2))),
    (_pair, lambda c: (hash(c(1)) == hash(c(1)), hash(c(1)) == hash(c(2)))),
    (_pair, lambda c: c(1) == c(1)),
    (_pair, lambda c: c.__match_args__),
    (_pair, lambda c: c()),
    (_pair, lambda c: c(1, 2, 3)),
    (_counter, lambda c: repr(c("a"))),
    (_counter, lambda c: hash(c("a"))),
    (_counter, lambda c: setattr(c("a"), "count", 2)),
    (_counter, lambda c: setattr(c("a"), "other", 2)),
    (_counter, lambda c: c("a") == c("a", 0, [])),
    (_derived, lambda c: repr(c(x=1, z=3))),
    (_derived, lambda c: c(x=1, z=3, total=3)),
    (_derived, lambda c: c(x=1, z=3) == c(x=1, y=2, z=3)),
    (_derived, lambda c: [each.name for each in dataclasses.fields(c)]),
    (_derived, lambda c: repr(dataclasses.replace(c(x=1, z=3), z=4))),
    (_derived, lambda c: dataclasses.replace(c(x=1, z=3), kind="odd")),
    (_same, lambda c: c(1) == c(1)),
    (_same, lambda c: len({c(1), c(1)})),
    (_empty, lambda c: (repr(c()), c() == c(), hash(c()) == hash(c()))),
)


@pytest.mark.parametrize("number", range(len(_PROBES)))
def test_a_class_does_what_the_standard_library_makes_it_do(number: int) -> None:
    make, probe = _PROBES[number]
    standard, ours = (make(library) for library in _LIBRARIES)
    # Also when so many have been made that `__init__` has been written.
    for _ in range(40):
        assert _outcome(ours, probe) == _outcome(standard, probe)


def _outcome(cls: Any, probe: Callable[[Any], object]) -> object:
    try:
        return probe(cls)
    except Exception as error:  # noqa: BLE001 - whatever it is, both must raise it
        return type(error), str(error)


@lazy_dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """A class that pickle finds by its name."""

    a: int
    b: tuple[int, ...] = ()


def test_what_is_frozen_can_be_pickled() -> None:
    pickled = pickle.dumps(Kept(1, (2,)))
    assert pickle.loads(pickled) == Kept(1, (2,))  # noqa: S301 - our own


def test_fields_and_replace_are_those_of_the_class() -> None:
    assert [each.name for each in lazy_dataclasses.fields(Kept)] == ["a", "b"]
    assert lazy_dataclasses.replace(Kept(1), b=(3,)) == Kept(1, (3,))
    assert lazy_dataclasses.is_dataclass(Kept)
    assert not lazy_dataclasses.is_dataclass(int)


def test_nothing_is_written_before_it_is_needed() -> None:
    before = Kept.__dict__["__init__"]

    @lazy_dataclasses.dataclass(frozen=True, slots=True)
    class Fresh:
        a: int

    waiting = Fresh.__dict__["__init__"]
    assert Fresh(a=1).a == 1
    assert Fresh.__dict__["__init__"] is waiting
    assert Fresh(1).a == 1
    assert Fresh.__dict__["__init__"] is not waiting
    assert Kept.__dict__["__init__"] is before


@pytest.mark.parametrize("library", _LIBRARIES, ids=lambda each: each.__name__)
def test_a_default_that_changes_is_refused(library: ModuleType) -> None:
    with pytest.raises(ValueError, match="default_factory"):

        @library.dataclass(slots=True)
        class Refused:
            a: list[int] = []  # noqa: RUF012 - what is refused


def test_a_class_without_slots_is_refused() -> None:
    with pytest.raises(TypeError, match="slots"):
        lazy_dataclasses.dataclass(slots=False)
