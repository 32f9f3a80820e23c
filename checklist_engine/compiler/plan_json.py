"""A Plan as JSON: the same Plan, the same bytes; what is read back is equal to what was written.

>>> from checklist_engine.model.paths import FactRef
>>> dump_json(FactRef(fact="a.b"))
b'{"checklist":1,"FactRef":{"fact":"a.b"}}'
>>> load_json(dump_json(FactRef(fact="a.b")), FactRef)
FactRef(fact='a.b')
"""

import json
from typing import NoReturn, TypeVar

from checklist_engine.compiler.plan_json_hints import Codecs, Refused
from checklist_engine.model.plan import Plan

FORMAT = 1
"""The version of the form. What a class looks like in it follows the class."""
LARGEST = 64 * 1024 * 1024
_VERSION_KEY = "checklist"
_CODECS = Codecs()
_T = TypeVar("_T")


def dump_plan(plan: Plan) -> bytes:
    """The Plan as JSON."""
    return dump_json(plan)


def load_plan(content: bytes) -> Plan:
    """The Plan that JSON holds.

    Raises:
        Refused: it is not the JSON of a Plan.
    """
    return load_json(content, Plan)


def dump_json(value: object) -> bytes:
    """A dataclass of the model, of any class whose hints the codec knows, as JSON."""
    kind = type(value)
    written = {_VERSION_KEY: FORMAT, kind.__name__: _CODECS.of(kind).dump(value)}
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A text of a rule may hold half a pair of surrogates; JSON readers of Python pass them, too.
    return text.encode("utf-8", "surrogatepass")


def load_json(content: bytes, kind: type[_T]) -> _T:
    """The dataclass of this kind that JSON holds.

    Raises:
        Refused: it is too large or too deep, of another version or kind, or not as it was written.
    """
    if len(content) > LARGEST:
        raise Refused("too large")
    try:
        found: _T = _CODECS.of(kind).load(_content(content, kind.__name__))
    except RecursionError as error:
        raise Refused("too deep") from error
    return found


def _content(content: bytes, name: str) -> object:
    try:
        raw = json.loads(
            content,
            object_pairs_hook=_without_repeats,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except ValueError as error:
        raise Refused(str(error)) from error
    if type(raw) is not dict or list(raw) != [_VERSION_KEY, name]:
        raise Refused(f"no JSON of a {name}")
    if type(raw[_VERSION_KEY]) is not int or raw[_VERSION_KEY] != FORMAT:
        raise Refused("of another version")
    return raw[name]


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused("a key that is there twice")
    return found


def _refuse_number(written: str) -> NoReturn:
    # Decimals are written as words, so that none is rounded.
    raise Refused(f"{written:.40} is no number of a Plan")
