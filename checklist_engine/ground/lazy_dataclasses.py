"""`dataclass` of the standard library, with methods that are written when they are first needed.

Writing the methods of one frozen, slotted dataclass takes Python half a millisecond, and a program has
hundreds of classes, of which a run makes a few dozen. Two thirds of the time that imports took went there.
What is written here behaves as what the standard library writes (a test holds the two together, class by
class), and `dataclasses.fields`, `replace` and `is_dataclass` know it. Type checkers see the original.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["MISSING", "dataclass", "field", "fields", "is_dataclass", "replace"]


class _Missing:
    """What stands where there is nothing."""


_MISSING: Any = _Missing()
_FEW = 16
"""For so many objects, writing `__init__` takes longer than doing without."""


class Field:
    """What a class says of one of its fields."""

    __slots__ = ("compare", "default", "default_factory", "init", "kw_only", "name", "repr", "type")

    def __init__(
        self,
        *,
        default: object = _MISSING,
        default_factory: Any = _MISSING,
        init: bool = True,
        repr: bool = True,  # noqa: A002 - as it is called in the standard library
        compare: bool = True,
        kw_only: bool | None = None,
    ) -> None:
        self.name = ""
        self.type: object = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.compare, self.kw_only = init, repr, compare, kw_only


def _dataclass(
    *, frozen: bool = False, slots: bool, kw_only: bool = False, eq: bool = True
) -> Callable[[type], type]:
    if not slots:
        raise TypeError("a class without slots is one for the standard library")
    return lambda cls: _made(cls, frozen=frozen, kw_only=kw_only, eq=eq)


def _fields(of: Any) -> tuple[Field, ...]:
    return tuple(of.__lazy_fields__.values())


def _is_dataclass(of: object) -> bool:
    return hasattr(of, "__lazy_fields__")


def _replace(of: Any, /, **changes: object) -> Any:
    for each in _fields(of):
        if each.init:
            changes.setdefault(each.name, getattr(of, each.name))
    return type(of)(**changes)


def _made(cls: type, *, frozen: bool, kw_only: bool, eq: bool) -> type:
    """The class once more, with slots, and with methods that stand for those that are not written yet."""
    inherited: dict[str, Field] = {}
    for base in reversed(cls.__mro__[1:]):
        inherited |= getattr(base, "__lazy_fields__", {})
    namespace = dict(cls.__dict__)
    own = {
        name: _field(name, hint, namespace.pop(name, _MISSING), kw_only=kw_only)
        for name, hint in cls.__annotations__.items()
    }
    known = {**inherited, **own}
    for name in ("__dict__", "__weakref__"):
        namespace.pop(name, None)
    compared = tuple(name for name, each in known.items() if each.compare)
    written: dict[str, object] = {
        "__slots__": tuple(name for name in own if name not in inherited),
        "__lazy_fields__": known,
        "__dataclass_fields__": _StandardFields(),
        "__match_args__": tuple(
            name for name, each in known.items() if each.init and not each.kw_only
        ),
        "__repr__": _shown,
    }
    if eq:
        written |= _comparing(compared, frozen=frozen)
    if frozen:
        written |= _FROZEN
    found = type(cls)(cls.__name__, cls.__bases__, {**written, **namespace})
    found.__qualname__ = cls.__qualname__
    if "__init__" not in namespace:
        _write_when_called(found, frozen=frozen)
    return found


def _field(name: str, hint: object, given: object, *, kw_only: bool) -> Field:
    found = given if isinstance(given, Field) else Field(default=given)
    if type(found.default).__hash__ is None:
        raise ValueError(f"a default that changes is no default for {name}: use default_factory")
    found.name, found.type = name, hint
    if found.kw_only is None:
        found.kw_only = kw_only
    return found


def _write_when_called(cls: Any, *, frozen: bool) -> None:
    """Fields are set one by one for the first few, if all are given by name; then `__init__` is written."""
    known: Mapping[str, Field] = cls.__lazy_fields__
    plain = all(each.init for each in known.values()) and not hasattr(cls, "__post_init__")
    calls = 0

    def __init__(self: object, /, *args: object, **given: object) -> None:  # noqa: N807
        nonlocal calls
        calls += 1
        if plain and calls <= _FEW and not args and given.keys() == known.keys():
            for name, value in given.items():
                getattr(cls, name).__set__(self, value)
            return
        cls.__init__ = _init(cls, frozen=frozen)
        cls.__init__(self, *args, **given)

    __init__.__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = __init__


def _init(cls: Any, *, frozen: bool) -> Callable[..., None]:
    """`__init__`, as one would write it by hand."""
    known: Mapping[str, Field] = cls.__lazy_fields__
    names: dict[str, object] = {"_MISSING": _MISSING}
    places: list[str] = []
    words: list[str] = []
    lines: list[str] = []
    for name, each in known.items():
        names[f"_set_{name}"] = getattr(cls, name).__set__
        names[f"_default_{name}"] = each.default
        names[f"_make_{name}"] = each.default_factory
        made = each.default_factory is not _MISSING
        if each.init:
            default = "" if each.default is _MISSING else f" = _default_{name}"
            (words if each.kw_only else places).append(name + (" = _MISSING" if made else default))
            value = f"_make_{name}() if {name} is _MISSING else {name}" if made else name
        elif made or each.default is not _MISSING:
            value = f"_make_{name}()" if made else f"_default_{name}"
        else:
            continue
        lines.append(f"_set_{name}(self, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    arguments = ", ".join(("self", *places, *(("*", *words) if words else ())))
    body = "\n ".join(lines or ("pass",))
    exec(f"def __init__({arguments}):\n {body}", names)  # noqa: S102 - names of fields alone
    written: Any = names["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    return written  # type: ignore[no-any-return]


def _comparing(compared: tuple[str, ...], *, frozen: bool) -> dict[str, object]:
    # Of one attribute alone attrgetter makes no tuple; and tuples are equal where their items are the same.
    get = attrgetter(*compared) if len(compared) > 1 else None

    def key(self: object) -> object:
        return get(self) if get else tuple(getattr(self, name) for name in compared)

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(key(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}


def _shown(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in _fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(_: object, name: str, __: object) -> NoReturn:
    _refuse("assign to", name)


def _refuse_to_delete(_: object, name: str) -> NoReturn:
    _refuse("delete", name)


def _refuse(what: str, name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - only bugs come here

    raise FrozenInstanceError(f"cannot {what} field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in _fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for each, value in zip(_fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_FROZEN = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    # What is copied or pickled cannot be set, either.
    "__getstate__": _state,
    "__setstate__": _set_state,
}


class _StandardFields:
    """The fields as the standard library wants them, once somebody asks."""

    def __get__(self, _: object, cls: Any) -> object:
        import dataclasses  # noqa: PLC0415 - it is what is avoided

        standard = [
            (
                each.name,
                each.type,
                dataclasses.field(
                    **{
                        name: value
                        for name in ("default", "default_factory")
                        if (value := getattr(each, name)) is not _MISSING
                    },
                    init=each.init,
                    repr=each.repr,
                    compare=each.compare,
                    kw_only=bool(each.kw_only),
                ),
            )
            for each in _fields(cls)
        ]
        like: Any = dataclasses.make_dataclass(cls.__name__, standard)
        cls.__dataclass_fields__ = like.__dataclass_fields__
        return cls.__dataclass_fields__


if TYPE_CHECKING:
    from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
else:
    MISSING = _MISSING
    dataclass, field, fields, is_dataclass, replace = (
        _dataclass,
        Field,
        _fields,
        _is_dataclass,
        _replace,
    )
