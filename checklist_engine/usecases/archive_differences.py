"""Where two assessments of one case differ, by their JSON contracts, what matters most first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checklist_engine.ground.canonical import canonical_json
from checklist_engine.ground.lazy_dataclasses import dataclass

_LISTS = {
    "findings": ("rule", "element"),
    "conditions": ("id", "text"),
    "questions": ("text",),
    "remarks": ("text",),
    "claims": ("rule", "element"),
    "rulings": ("id",),
    "citywide": ("id", "text"),
}
"""Lists of the contract whose entries are known by what they say, not by where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One spot of the contract, with what stood there and what stands there now (None: nothing).

    `key` is its first key (`findings`), `subject` what in it (`sub-003[parties[sys]]`; empty: all of it) and
    `part` what of that (`verdict`).
    """

    key: str
    subject: str
    part: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    """Every difference but that of the engine's version."""
    for key in dict.fromkeys((*_FIRST, *before, *after)):
        old, new = before.get(key), after.get(key)
        if key == "versions":
            old, new = _without_engine(old), _without_engine(new)
        if _is_same(old, new):
            continue
        if key in _LISTS and isinstance(old, list) and isinstance(new, list):
            yield from _of_list(key, old, new)
        elif key == "score" and isinstance(old, dict) and isinstance(new, dict):
            yield from _of_score(old, new)
        elif isinstance(old, dict) and isinstance(new, dict):
            yield from _of_mapping(key, "", old, new)
        else:
            yield Difference(key=key, subject="", part="", before=old, after=new)


_FIRST = ("decision", "provisional", "conclusion", "precedent", "score", "findings", "conditions")


def _without_engine(versions: object) -> object:
    if not isinstance(versions, dict):
        return versions
    return {key: value for key, value in versions.items() if key != "engine"}


def _of_list(key: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Difference]:
    before, after = _named(key, old), _named(key, new)
    if _is_same(before, after):
        # The same, in another order.
        yield Difference(key=key, subject="", part="", before=list(before), after=list(after))
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            yield Difference(key=key, subject=name, part="", before=one, after=other)
        elif not _is_same(one, other):
            yield from _of_mapping(key, name, one, other)


def _of_score(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """The score as a whole, then family by family."""
    before, after = old.get("families"), new.get("families")
    if not isinstance(before, dict) or not isinstance(after, dict):
        yield from _of_mapping("score", "", old, new)
        return
    without = [{**one, "families": None} for one in (old, new)]
    yield from _of_mapping("score", "", *without)
    for family in dict.fromkeys((*before, *after)):
        one, other = before.get(family), after.get(family)
        if isinstance(one, dict) and isinstance(other, dict):
            yield from _of_mapping("score", family, one, other)
        elif not _is_same(one, other):
            yield Difference(key="score", subject=family, part="", before=one, after=other)


def _of_mapping(
    key: str, subject: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Difference]:
    for part in dict.fromkeys((*old, *new)):
        if not _is_same(old.get(part), new.get(part)):
            yield Difference(
                key=key, subject=subject, part=part, before=old.get(part), after=new.get(part)
            )


def _is_same(one: object, other: object) -> bool:
    """Whether both are written the same: to Python 0 and False are equal, to a reader they are not."""
    return canonical_json(one) == canonical_json(other)


def _named(key: str, entries: Sequence[Any]) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for position, each in enumerate(entries):
        if not isinstance(each, dict):
            found[str(position)] = {"": each}
            continue
        name = " ".join(str(each[part]) for part in _LISTS[key] if each.get(part) is not None)
        # Two of one name stay apart by which of them comes first.
        while name in found:
            name += "′"
        found[name] = each
    return found
