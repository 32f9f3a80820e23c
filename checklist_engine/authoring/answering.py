"""Answers written into a submission file, where its author would have written them.

What is there stays as it is. An answer goes where its path is spelled already, else beside its
neighbours in the order of the form, nested or dotted as these are.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from checklist_engine.authoring.formatting.formatted import same
from checklist_engine.authoring.scaffolding.flow import flow
from checklist_engine.formats.document import Cursor, Document
from checklist_engine.formats.yaml_edits import Source, with_entry, with_item, with_value
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Pointer
from checklist_engine.loader.answer_tree import Tree, is_unanswered, nested
from checklist_engine.model.facts import ListShape, Vocabulary

ANSWERS = "answers"
_ROOT = ("case", "pack", "profile", "extends", ANSWERS, "evidence", "claims", "notes")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_STEP = re.compile(r"\[([^\]]*)\](?:\.([^\[]*))?")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A mapping inside the elements of a list: the way to it, itself, and the shape of its list."""

    way: Pointer
    mapping: dict[str, Any]
    shape: ListShape


class Answering:
    """Writes answers to one pack into one file; each of its texts has one change."""

    def __init__(
        self, document: Document, vocabulary: Vocabulary, answers: Mapping[str, Tree]
    ) -> None:
        """Args:
        document: the file as it is.
        vocabulary: of the pack.
        answers: what stands, inherited answers among it. A list that comes from another file is
            written here as a whole when it is changed.
        """
        self.document, self.vocabulary, self.answers = document, vocabulary, answers
        self._order = {name: at for at, name in enumerate(vocabulary.facts)}

    def with_answer(self, path: str, raw: object) -> str:
        """The text of the file with an answer at `path`: a value as files have it, `{unknown: 理由}` or a
        whole list.
        """
        name, steps = taken_apart(path)
        if not steps:
            return self._checked(self._with_fact(name, raw), name, raw)
        changed = deepcopy(self._list_at(name))
        spot = self._spot(name, steps, changed)
        return self._with_key(name, changed, spot, str(steps[-1][1]), raw)

    def with_element(self, path: str, below: str | None, element: Mapping[str, object]) -> str:
        """The text of the file with one more element in the list at `path`: below another one, which
        `below` is the path of, or at the top.
        """
        name, steps = taken_apart(below or path)
        changed = deepcopy(self._list_at(name))
        if not steps:
            changed.append(element)
            pointer = self._own_list(name)
            if pointer is not None:
                text = with_item(self.document, pointer, _source(element))
            else:
                text = self._with_fact(name, changed)
            return self._checked(text, name, changed)
        spot = self._spot(name, steps, changed)
        key = str(spot.shape.children if below else steps[-1][1])
        there = spot.mapping.get(key)
        pointer = self._own_list(name)
        if pointer is None or not isinstance(there, list):
            items = there if isinstance(there, list) else []
            return self._with_key(name, changed, spot, key, [*items, element])
        there.append(element)
        text = with_item(self.document, (*pointer, *spot.way, key), _source(element))
        return self._checked(text, name, changed)

    def _with_key(self, name: str, changed: list[Any], spot: _Spot, key: str, raw: object) -> str:
        """The text with one value of one element; `changed` is its list, and becomes what it is then."""
        before = list(spot.mapping)
        spot.mapping[key] = raw
        own = self._own_list(name)
        if own is None:
            text = self._with_fact(name, changed)
        elif key in before:
            text = with_value(self.document, (*own, *spot.way, key), _source(raw))
        else:
            fields = [*spot.shape.fields, spot.shape.children]
            ranks = {each: fields.index(each) for each in before if each in fields}
            after, behind = _neighbours(before, ranks, fields.index(key))
            text = with_entry(
                self.document, (*own, *spot.way), key, _source(raw), after=after, before=behind
            )
        return self._checked(text, name, changed)

    def _list_at(self, name: str) -> list[Any]:
        """The list that stands, inherited or not; empty where there is none."""
        tree: Tree | None = self.answers
        for word in name.split("."):
            tree = tree.get(word) if isinstance(tree, Mapping) else None
        return tree.value if isinstance(tree, Cursor) and isinstance(tree.value, list) else []

    def _own_list(self, name: str) -> Pointer | None:
        """Where this file has the list; None where it has none of its own."""
        pointer, rest = self._deepest(name.split("."))
        found = _value_at(self.document, pointer)
        return pointer if not rest and isinstance(found, list) else None

    def _spot(
        self, name: str, steps: Sequence[tuple[tuple[str, ...], str | None]], items: list[Any]
    ) -> _Spot:
        shape = self.vocabulary.facts[name].shape
        assert shape is not None
        way: Pointer = ()
        element: dict[str, Any] = {}
        field: str | None = None
        for keys, further in steps:
            if field is not None:
                way, items = (*way, field), element[field]
                shape = shape.fields[field].shape
                assert shape is not None
            for depth, key in enumerate(keys):
                if depth:
                    assert shape.children is not None
                    way, items = (*way, shape.children), element[shape.children]
                at = [normalize("NFC", each[shape.key]) for each in items].index(key)
                way, element = (*way, at), items[at]
            field = further
        return _Spot(way, element, shape)

    def _with_fact(self, name: str, raw: object) -> str:
        """The text with the answer to a fact."""
        pointer, words = self._deepest(name.split("."))
        source = _source(raw)
        if not words:
            return with_value(self.document, pointer, source)
        container = _value_at(self.document, pointer)
        if not isinstance(container, dict) or not container or is_unanswered(container):
            return with_value(self.document, pointer, _nested(words, source))
        root = not pointer
        key, value = words[0], _nested(words[1:], source)
        if not root and len(words) > 1 and _is_dotted(container, words[0]):
            key, value = ".".join(words), source
        ranks = self._ranks_of_root(container) if root else self._ranks(pointer, container)
        rank = _ROOT.index(ANSWERS) if root else self._order[name]
        after, before = _neighbours(list(container), ranks, rank)
        return with_entry(self.document, pointer, key, value, after=after, before=before)

    def _deepest(self, words: Sequence[str]) -> tuple[Pointer, Sequence[str]]:
        """How far into the file the path of a fact is spelled, and the words that are left of it."""
        return self._deeper((), (ANSWERS, *words))

    def _deeper(self, pointer: Pointer, left: Sequence[str]) -> tuple[Pointer, Sequence[str]]:
        container = _value_at(self.document, pointer)
        best = (pointer, left)
        if not isinstance(container, dict) or is_unanswered(container):
            return best
        for key in container:
            words = key.split(".")
            if left[: len(words)] == tuple(words):
                found = self._deeper((*pointer, key), left[len(words) :])
                best = min(best, found, key=lambda each: len(each[1]))
        return best

    def _ranks_of_root(self, container: Mapping[str, object]) -> Mapping[str, int]:
        return {key: _ROOT.index(key) for key in container if key in _ROOT}

    def _ranks(self, pointer: Pointer, container: Mapping[str, object]) -> Mapping[str, int]:
        """Where the keys of a mapping stand in the form: with the first fact below them."""
        before = ".".join(str(step) for step in pointer[1:])
        ranks = {}
        for key in container:
            path = f"{before}.{key}" if before else key
            below = [
                rank
                for name, rank in self._order.items()
                if name == path or name.startswith(f"{path}.")
            ]
            if below:
                ranks[key] = min(below)
        return ranks

    def _checked(self, text: str, name: str, raw: object) -> str:
        """The text, which says what the file says, and this answer."""
        wanted = {**self._flat(self.document), name: raw}
        after = parse_yaml(text, self.document.file)
        rest = [
            {key: value for key, value in each.cursor().wanted(dict).items() if key != ANSWERS}
            for each in (self.document, after)
        ]
        # INVARIANT: nothing is written that says anything but what was there and what is new.
        if not same(self._flat(after), wanted) or not same(*rest):
            raise AssertionError(f"writing {name} changes what else {self.document.file} says")
        return text

    def _flat(self, document: Document) -> dict[str, object]:
        """What a file itself says of facts, by their ids; what is no fact says nothing."""
        root = document.cursor()
        tree = nested(root[ANSWERS], []) if ANSWERS in root else {}
        found: dict[str, object] = {}
        waiting: list[tuple[str, Tree]] = list(tree.items())
        while waiting:
            path, each = waiting.pop()
            if isinstance(each, Mapping):
                waiting += ((f"{path}.{word}", inner) for word, inner in each.items())
            elif path in self._order:
                found[path] = each.value
        return found


def taken_apart(path: str) -> tuple[str, tuple[tuple[tuple[str, ...], str | None], ...]]:
    """The fact of a path, and its steps from lists to elements and their fields.

    >>> taken_apart("parties[sys/aws].sites[a].abroad")
    ('parties', ((('sys', 'aws'), 'sites'), (('a',), 'abroad')))
    """
    name, bracket, rest = path.partition("[")
    steps = _STEP.findall(bracket + rest)
    return name, tuple((tuple(keys.split("/")), field or None) for keys, field in steps)


def _value_at(document: Document, pointer: Pointer) -> Any:
    value: Any = document.root
    for step in pointer:
        value = value[step]
    return value


def _is_dotted(container: Mapping[str, object], word: str) -> bool:
    """Whether a mapping spells paths with dots: for the facts beside this one, or for all."""
    if any(key.startswith(f"{word}.") for key in container):
        return True
    nested_ones = any(isinstance(value, dict) and value for value in container.values())
    return not nested_ones and any("." in key for key in container)


def _neighbours(
    keys: Sequence[str], ranks: Mapping[str, int], rank: int
) -> tuple[str | None, str | None]:
    """(the key that a new one goes behind, the one that it goes before); one of them is None."""
    earlier = [key for key in keys if ranks.get(key, rank) < rank]
    later = [key for key in keys if ranks.get(key, rank) > rank]
    if earlier:
        return max(earlier, key=ranks.__getitem__), None
    return (None, min(later, key=ranks.__getitem__)) if later else (keys[-1], None)


def _nested(words: Sequence[str], source: Source) -> Source:
    """A value below further keys."""
    for word in reversed(words):
        lines = [f"{word}: {source.flow}"]
        if source.lines:
            lines = [f"{word}:", *(f"  {line}" for line in source.lines)]
        source = Source(flow=f"{{{word}: {source.flow}}}", lines=tuple(lines))
    return source


def _source(raw: object) -> Source:
    """A value as it is written: an element, or a list of elements, on lines of its own."""
    lines: list[str] = []
    if isinstance(raw, Mapping) and not is_unanswered(raw):
        lines = [f"{key}: {_line(value)}" for key, value in raw.items()]
    elif isinstance(raw, Sequence) and any(isinstance(each, Mapping) for each in raw):
        for each in raw:
            first, *rest = _source(each).lines if isinstance(each, Mapping) else [_line(each)]
            lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return Source(flow=_line(raw), lines=tuple(lines))


def _line(raw: object) -> str:
    if isinstance(raw, str) and _DAY.fullmatch(raw):
        # A day is no number, whatever it looks like to others.
        return raw
    return f"{raw:f}" if isinstance(raw, Decimal) else flow(raw)
