"""Frozen dataclasses as JSON and back, by their type hints: nothing is listed by hand.

What a class of the model looks like follows from its fields, so a field that it gains is written and
read without a word here. The set of types is closed: a hint that is none of them is a TypeError when
the codec is built, a value that does not fit its hint is `Refused` when it is read.

    dataclass       {"field": …}, every field, no other; with "class": "Name" where several may stand
    tuple, Mapping  [ … ], { … }
    Enum, Literal   its value
    frozenset, date, Decimal, Fraction    {"set": […]}, {"date": "…"}, {"decimal": "…"}, {"fraction": "n/d"}
    object          what a YAML file holds; a mapping of it is {"mapping": { … }}

Fields that are not compared (`compare=False`) say where in a file something stands. They are not
written: what is read back has no place, and nobody who assesses asks for one.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from json import dumps
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from checklist_engine.ground.lazy_dataclasses import MISSING, dataclass, fields, is_dataclass
from checklist_engine.ground.places import Place

CLASS = "class"
"""The key that names a class. No field is called so: Python keeps the word to itself."""
_NOWHERE = Place(file="")
_MAPPING = "mapping"
_NATIVE = (NoneType, bool, int, str)
_T = TypeVar("_T")


class Refused(ValueError):
    """What was read is not what was written: an unknown class, a wrong type, a missing field."""


Dump: TypeAlias = Callable[[Any], Any]
Load: TypeAlias = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """How the values of a hint are written (`dump`) and read (`load`).

    `reads` is the type that its JSON has, `of` the types of its values. What tells one JSON object from
    another is the `tag` that is its only key, or the class of its `record`.
    """

    reads: type
    of: tuple[type, ...]
    dump: Dump
    load: Load
    tag: str | None = None
    record: "_Record | None" = None


class Codecs:
    """The codecs of hints, each built once."""

    def __init__(self) -> None:
        self._built: dict[object, Codec] = {}

    def of(self, hint: object) -> Codec:
        """The codec of a hint."""
        if hint not in self._built:
            self._built[hint] = self._build(hint)
        return self._built[hint]

    def _build(self, hint: Any) -> Codec:
        origin, arguments = get_origin(hint), get_args(hint)
        if hint in _NATIVE:
            return _native(hint)
        if hint in _TAGGED:
            return _TAGGED[hint]
        if hint is object:
            return _ANYTHING
        if origin in (Union, UnionType):
            return _union([self.of(each) for each in arguments])
        if origin is Literal:
            return _closed(str, {value: value for value in arguments}, {v: v for v in arguments})
        if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
            return _sequence(self.of(arguments[0]))
        if origin is frozenset:
            return _set(self.of(arguments[0]))
        if origin is Mapping:
            return _mapping(self.of(arguments[0]), self.of(arguments[1]))
        if isinstance(hint, type) and issubclass(hint, Enum):
            return _closed(
                hint, {each: each.value for each in hint}, {each.value: each for each in hint}
            )
        if isinstance(hint, type) and is_dataclass(hint):
            record = _Record(hint, self)
            return Codec(reads=dict, of=(hint,), dump=record.dump, load=record.load, record=record)
        raise TypeError(f"{hint} has no form in JSON")


class _Record:
    """The codec of a dataclass; its fields are looked at when first one is met, for they may hold it."""

    __slots__ = ("_codecs", "_dumps", "_fixed", "_loads", "_named", "_names", "kind")

    def __init__(self, kind: type, codecs: Codecs) -> None:
        self.kind, self._codecs = kind, codecs
        self._names: frozenset[str] | None = None
        self._named: frozenset[str] = frozenset()
        self._dumps: tuple[tuple[str, Dump], ...] = ()
        self._loads: tuple[tuple[str, Load], ...] = ()
        self._fixed: dict[str, object] = {}

    def dump(self, value: object) -> dict[str, object]:
        if self._names is None:
            self._prepare()
        return {name: dump(getattr(value, name)) for name, dump in self._dumps}

    def dump_named(self, value: object) -> dict[str, object]:
        """With its class, where several may stand."""
        return {CLASS: self.kind.__name__, **self.dump(value)}

    def load(self, raw: object) -> object:
        names = self._names if self._names is not None else self._prepare()
        if type(raw) is not dict or raw.keys() != names:
            raise Refused(f"no {self.kind.__name__}")
        return self.kind(**{name: load(raw[name]) for name, load in self._loads}, **self._fixed)

    def load_named(self, raw: dict[str, Any]) -> object:
        """What was written with its class, which has been looked at."""
        if self._names is None:
            self._prepare()
        if raw.keys() != self._named:
            raise Refused(f"no {self.kind.__name__}")
        return self.kind(**{name: load(raw[name]) for name, load in self._loads}, **self._fixed)

    def _prepare(self) -> frozenset[str]:
        hints = get_type_hints(self.kind)
        compared = []
        for field in fields(self.kind):
            if field.compare:
                compared.append((field.name, self._codecs.of(hints[field.name])))
            elif hints[field.name] is Place:
                self._fixed[field.name] = _NOWHERE
            elif field.default is field.default_factory is MISSING:
                raise TypeError(
                    f"{self.kind.__name__}.{field.name} is neither compared nor optional"
                )
        self._dumps = tuple((name, codec.dump) for name, codec in compared)
        self._loads = tuple((name, codec.load) for name, codec in compared)
        self._names = frozenset(name for name, _ in compared)
        self._named = self._names | {CLASS}
        return self._names


def _native(kind: type) -> Codec:
    def load(raw: object) -> object:
        if type(raw) is not kind:
            raise Refused(f"{raw!r:.40} is no {kind.__name__}")
        return raw

    return Codec(reads=kind, of=(kind,), dump=lambda value: value, load=load)


def _closed(kind: type, written: Mapping[Any, object], known: Mapping[Any, object]) -> Codec:
    """Values of a closed set, by the words that they are written with."""

    def load(raw: object) -> object:
        if type(raw) is not str or raw not in known:
            raise Refused(f"{raw!r:.40} is none of {list(known)}")
        return known[raw]

    if not all(type(word) is str for word in known):
        raise TypeError(f"{list(known)} are not all words")
    return Codec(reads=str, of=(kind,), dump=written.__getitem__, load=load)


def _sequence(of: Codec) -> Codec:
    dump, load_one = of.dump, of.load

    def load(raw: object) -> object:
        if type(raw) is not list:
            raise Refused(f"{raw!r:.40} is no list")
        return tuple([load_one(each) for each in raw])

    return Codec(
        reads=list, of=(tuple,), dump=lambda value: [dump(each) for each in value], load=load
    )


def _mapping(keys: Codec, values: Codec) -> Codec:
    if keys.reads is not str:
        raise TypeError("the keys of a mapping are words in JSON")
    dump_key, load_key, dump, load_one = keys.dump, keys.load, values.dump, values.load

    def load(raw: object) -> object:
        if type(raw) is not dict:
            raise Refused(f"{raw!r:.40} is no mapping")
        return {load_key(key): load_one(value) for key, value in raw.items()}

    return Codec(
        reads=dict,
        of=(dict, Mapping),
        dump=lambda value: {dump_key(key): dump(each) for key, each in value.items()},
        load=load,
    )


def _tagged(kind: type, tag: str, reads: type, dump: Dump, load_inner: Load) -> Codec:
    """A value that JSON has no type for: {tag: what it is written as}."""

    def load(raw: object) -> object:
        if type(raw) is not dict or len(raw) != 1 or type(raw.get(tag)) is not reads:
            raise Refused(f"{raw!r:.40} is no {tag}")
        return load_inner(raw[tag])

    return Codec(reads=dict, of=(kind,), dump=lambda value: {tag: dump(value)}, load=load, tag=tag)


def _set(of: Codec) -> Codec:
    def dump(value: frozenset[object]) -> list[object]:
        # By what is written, so that the same set gives the same bytes whatever its order in memory.
        return sorted((of.dump(each) for each in value), key=dumps)

    def load(raw: list[object]) -> frozenset[object]:
        found = frozenset([of.load(each) for each in raw])
        if len(found) != len(raw):
            raise Refused("a set that has something twice")
        return found

    return _tagged(frozenset, "set", list, dump, load)


def _load_date(raw: str) -> date:
    try:
        found = date.fromisoformat(raw)
    except ValueError as error:
        raise Refused(f"{raw!r:.40} is no date") from error
    return _same(found, raw)


def _load_decimal(raw: str) -> Decimal:
    try:
        found = Decimal(raw)
    except InvalidOperation as error:
        raise Refused(f"{raw!r:.40} is no decimal") from error
    if not found.is_finite():
        raise Refused(f"{raw!r:.40} is no number")
    return _same(found, raw)


def _load_fraction(raw: str) -> Fraction:
    above, _, below = raw.partition("/")
    try:
        found = Fraction(int(above), int(below))
    except (ValueError, ZeroDivisionError) as error:
        raise Refused(f"{raw!r:.40} is no fraction") from error
    return found


def _same(found: _T, raw: str) -> _T:
    """The value, which is written in one way only."""
    if str(found) != raw:
        raise Refused(f"{raw!r:.40} is not how {found} is written")
    return found


_TAGGED: Mapping[object, Codec] = {
    date: _tagged(date, "date", str, str, _load_date),
    Decimal: _tagged(Decimal, "decimal", str, str, _load_decimal),
    Fraction: _tagged(
        Fraction,
        "fraction",
        str,
        lambda each: f"{each.numerator}/{each.denominator}",
        _load_fraction,
    ),
}


def _union(members: list[Codec]) -> Codec:
    """One of several; the type of its JSON says which, then its class or its tag."""
    by_type: dict[type, Load] = {}
    for reads in {each.reads for each in members} - {dict}:
        alike = [each for each in members if each.reads is reads]
        if len(alike) > 1:
            raise TypeError(f"{alike} look the same in JSON")
        by_type[reads] = alike[0].load
    objects = [each for each in members if each.reads is dict]
    records = {each.record.kind: each.record for each in objects if each.record is not None}
    tagged = {each.tag: each.load for each in objects if each.tag is not None}
    dumpers = {of: each.dump for each in members for of in each.of}
    if len(objects) == 1:
        by_type[dict] = objects[0].load
    elif objects:
        named = {kind.__name__: record.load_named for kind, record in records.items()}
        if len(named) + len(tagged) != len(objects):
            raise TypeError(f"{objects} look the same in JSON")
        by_type[dict] = _load_one_of(named, tagged)
        dumpers |= {kind: record.dump_named for kind, record in records.items()}

    def dump(value: object) -> object:
        found = dumpers.get(type(value)) or dumpers[Mapping]
        return found(value)

    def load(raw: object) -> object:
        found = by_type.get(type(raw))
        if found is None:
            raise Refused(f"{raw!r:.40} is none of {[each.of[0].__name__ for each in members]}")
        return found(raw)

    return Codec(reads=object, of=tuple(dumpers), dump=dump, load=load)


def _load_one_of(named: Mapping[str, Load], tagged: Mapping[str, Load]) -> Load:
    def load(raw: dict[str, Any]) -> object:
        name = raw.get(CLASS)
        found = tagged.get(next(iter(raw), "")) if name is None else named.get(str(name))
        if found is None:
            raise Refused(f"{raw!r:.40} is none of {[*named, *tagged]}")
        return found(raw)

    return load


def _dump_anything(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return _TAGGED[Decimal].dump(value)
        case list() | tuple():
            return [_dump_anything(each) for each in value]
        case dict():
            return {_MAPPING: {str(key): _dump_anything(each) for key, each in value.items()}}
        case _:
            raise TypeError(f"{value!r} is nothing that a YAML file holds")


def _load_anything(raw: object) -> object:
    match raw:
        case None | bool() | int() | str():
            return raw
        case list():
            return [_load_anything(each) for each in raw]
        case {"mapping": dict() as inner, **others} if not others:
            return {key: _load_anything(each) for key, each in inner.items()}
        case _:
            return _TAGGED[Decimal].load(raw)


_ANYTHING = Codec(reads=object, of=(object,), dump=_dump_anything, load=_load_anything)
