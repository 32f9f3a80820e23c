"""Import batch: parsed submissions checked and gathered column by column, then added all at once."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice, repeat
from typing import Any, TypeAlias

from checklist_engine.bulk.columns import Codes, RecordKind
from checklist_engine.bulk.encoding import Places, add_typed, supported
from checklist_engine.bulk.tables import Listed, Tables, Values
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.values import FactType, Misfit, Value, typed
from checklist_engine.loader.answer_tree import is_unanswered
from checklist_engine.model.facts import Fact, ListShape, Vocabulary
from checklist_engine.model.submission import Submission

_Words: TypeAlias = "dict[str, Fact | _Words]"

_NOTHING = type(None)
_KINDS: Mapping[FactType, frozenset[type]] = {
    FactType.BOOLEAN: frozenset({bool, _NOTHING}),
    FactType.CHOICE: frozenset({str, _NOTHING}),
    FactType.CHOICES: frozenset({tuple, _NOTHING}),
    FactType.INTEGER: frozenset({int, _NOTHING}),
    FactType.NUMBER: frozenset({int, Decimal, _NOTHING}),
    FactType.TEXT: frozenset({str, _NOTHING}),
    FactType.DATE: frozenset({str, _NOTHING}),
}
"""What JSON has for the values of a type; a list of codes is made a tuple."""

_CONFUSED = frozenset({FactType.BOOLEAN, FactType.INTEGER, FactType.NUMBER})
"""Types with values that are equal to some of another type, as `True` is to 1."""

_RECORD = frozenset({"id", "kind", "title", "issued_by", "issued_on", "valid_until", "supports"})
_FORBIDDEN_IN_KEY = frozenset("/[]")


class Shape:
    """A vocabulary as a tree of words, as answers are written; the keys that were found to be good ones."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.words: _Words = {}
        self.good_keys: set[str] = set()
        self.referred = {each.key_of for each in vocabulary.all_facts() if each.key_of is not None}
        """The lists whose keys are the codes of some fact."""
        for path, fact in vocabulary.facts.items():
            *before, last = path.split(".")
            words = self.words
            for word in before:
                inner = words.setdefault(word, {})
                # INVARIANT: no id of a fact is a prefix of another.
                assert isinstance(inner, dict)
                words = inner
            words[last] = fact

    def is_good_key(self, key: str) -> bool:
        """Whether a key is one as it stands."""
        if (
            not key.strip()
            or _FORBIDDEN_IN_KEY & set(key)
            or not unicodedata.is_normalized("NFC", key)
        ):
            return False
        self.good_keys.add(key)
        return True


@dataclass(slots=True)
class _Elements:
    """Elements of one list of a batch, with the submission that each is of."""

    items: list[Any] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    trails: list[str] = field(default_factory=list)
    tiers: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


def add_batch(
    tables: Tables,
    shape: Shape,
    roots: Sequence[Any],
    days: Sequence[date],
    start: int,
    careful: Callable[[int], Submission],
) -> None:
    """More rows, of parsed submissions that stand at `start` and after it; `careful` types those that are
    not as they should be, and they come last.
    """
    fitting = list(range(len(roots)))
    while (batch := _Batch(tables, shape, [roots[place] for place in fitting])).unfit:
        # What was gathered is of all of them, so it is gathered anew without these.
        fitting = [place for at, place in enumerate(fitting) if at not in batch.unfit]
    batch.add([start + place for place in fitting], [days[place] for place in fitting])
    others = sorted(set(range(len(roots))).difference(fitting))
    typed_cases = [(careful(start + place), days[place]) for place in others]
    add_typed(tables, shape.vocabulary, typed_cases, [start + place for place in others])


class _Batch:
    """Some parsed submissions. `unfit` are those, by their place, of which something is not as it should be."""

    def __init__(self, tables: Tables, shape: Shape, roots: Sequence[Any]) -> None:
        self.unfit: set[int] = set()
        self._tables = tables
        self._shape = shape
        self._roots = roots
        self._values: list[tuple[Values, bytes | Codes]] = []
        self._lists: list[tuple[Listed, list[int], _Elements]] = []
        self._places: Places = {}
        self._keys: dict[tuple[str, int], list[str]] = {}
        self._references: list[tuple[str, Sequence[Any], Sequence[int]]] = []
        self._has_evidence = any(
            isinstance(each, dict) and each.get("evidence") not in (None, []) for each in roots
        )
        rows = range(len(roots))
        self._branch(shape.words, [self._answers(at, root) for at, root in enumerate(roots)], rows)
        self._check_references()
        self._records = (
            [self._records_of(at, root) for at, root in enumerate(roots)]
            if self._has_evidence
            else []
        )

    def add(self, positions: Sequence[int], days: list[date]) -> None:
        """All of them, where none is unfit, as rows of the tables."""
        assert not self.unfit
        names = [root["case"]["id"] for root in self._roots]
        first = self._tables.add_cases(names, positions, days)
        for table, codes in self._values:
            table.add_coded(codes)
        for listed, lengths, elements in self._lists:
            listed.add(lengths, elements.trails, elements.tiers)
        facts = self._shape.vocabulary.facts
        for at, records in enumerate(self._records):
            for record, paths in records:
                found = supported(paths, at, facts, self._places)
                self._tables.add_record(
                    record,
                    first + at,
                    ((name, fact, place if name else first + at) for name, fact, place in found),
                )

    def _answers(self, at: int, root: Any) -> dict[str, Any]:
        case = root.get("case") if isinstance(root, dict) else None
        name = case.get("id") if isinstance(case, dict) else None
        if not isinstance(name, str) or "extends" in root:
            self.unfit.add(at)
            return {}
        answers = root.get("answers")
        return {} if answers is None else self._mapping(answers, at)

    def _mapping(self, written: Any, owner: int) -> dict[str, Any]:
        if isinstance(written, dict):
            return written
        self.unfit.add(owner)
        return {}

    def _branch(
        self, words: _Words, holders: Sequence[dict[str, Any]], owners: Sequence[int]
    ) -> None:
        """The answers below some words, in mappings as they are nested."""
        for inner, raws in zip(words.values(), self._gathered(words, holders, owners), strict=True):
            if isinstance(inner, dict):
                below = [
                    {} if is_unanswered(raw) else self._mapping(raw, owner)
                    for raw, owner in zip(raws, owners, strict=True)
                ]
                self._branch(inner, below, owners)
            else:
                self._fact(inner, raws, owners, "")

    def _fact(
        self, fact: Fact, raws: Sequence[Any], owners: Sequence[int], around: Sequence[str] | str
    ) -> None:
        """The answers to one fact; `around` are the paths of the elements that have it."""
        if fact.shape is None:
            self._column(fact, raws, owners)
        else:
            self._list(fact, fact.shape, raws, owners, around)

    def _column(self, fact: Fact, raws: Sequence[Any], owners: Sequence[int]) -> None:
        table = self._tables.values[fact.full_id]
        written = raws
        if fact.type is FactType.CHOICES:
            written = [tuple(raw) if type(raw) is list else raw for raw in raws]
        try:
            if fact.type in _CONFUSED and not _KINDS[fact.type].issuperset(map(type, raws)):
                codes = self._learned(fact, table, written, owners)
            else:
                codes = table.coded(written)
        except (KeyError, TypeError):
            codes = self._learned(fact, table, written, owners)
        if fact.key_of is not None:
            self._references.append((fact.key_of, raws, owners))
        self._values.append((table, codes))

    def _learned(
        self, fact: Fact, table: Values, raws: Sequence[Any], owners: Sequence[int]
    ) -> "bytes | Codes":
        """The codes of answers, some of which have not been seen before or are none."""
        raws = self._of_kinds(_KINDS[fact.type], raws, owners)
        wrong = set()
        for raw in set(raws).difference(table.known):
            value = _typed(fact, raw)
            if isinstance(value, Misfit):
                wrong.add(raw)
            else:
                table.learn(raw, value)
        self.unfit.update(owner for raw, owner in zip(raws, owners, strict=True) if raw in wrong)
        return table.coded([None if raw in wrong else raw for raw in raws] if wrong else raws)

    def _of_kinds(
        self, kinds: frozenset[type], raws: Sequence[Any], owners: Sequence[int]
    ) -> Sequence[Any]:
        """What is of these kinds, and codes that are texts; all else must stand for no answer."""
        if tuple not in kinds and kinds.issuperset(map(type, raws)):
            return raws
        kept = []
        for raw, owner in zip(raws, owners, strict=True):
            if type(raw) in kinds and (
                type(raw) is not tuple or all(isinstance(code, str) for code in raw)
            ):
                kept.append(raw)
                continue
            kept.append(None)
            if not is_unanswered(raw):
                self.unfit.add(owner)
        return kept

    def _gathered(
        self, names: Iterable[str], holders: Sequence[dict[str, Any]], owners: Sequence[int]
    ) -> Iterable[Sequence[Any]]:
        """Name by name, what every holder has for it; other names are not as it should be."""
        blank = dict.fromkeys(names)
        filled = [{**blank, **holder} for holder in holders]
        if not filled:
            return repeat((), len(blank))
        for holder, owner in zip(filled, owners, strict=True):
            if len(holder) > len(blank):
                self.unfit.add(owner)
        return islice(zip(*(holder.values() for holder in filled), strict=False), len(blank))

    def _list(
        self,
        fact: Fact,
        shape: ListShape,
        raws: Sequence[Any],
        owners: Sequence[int],
        around: Sequence[str] | str,
    ) -> None:
        table = self._tables.lists[fact.full_id]
        found = _Elements()
        lengths: list[int] = []
        paths: list[str] = []
        for at, (raw, owner) in enumerate(zip(raws, owners, strict=True)):
            before = len(found.items)
            if type(raw) is not list:
                lengths.append(0)
                if raw is not None and not is_unanswered(raw):
                    self.unfit.add(owner)
                continue
            if not self._walk(shape, raw, found, "", 1):
                self.unfit.add(owner)
            count = len(found.items) - before
            keys = found.keys[before:]
            if len(set(keys)) < count:
                self.unfit.add(owner)
            lengths.append(count + 1)
            found.owners += [owner] * count
            if self._has_evidence:
                prefix = around[at] if around else ""
                for place, trail in enumerate(found.trails[before:], start=before):
                    path = f"{prefix}{fact.id}[{trail}]"
                    paths.append(f"{path}.")
                    self._places[owner, path] = fact.full_id, len(table.trails) + place
            if fact.full_id in self._shape.referred:
                self._keys[fact.full_id, owner] = keys
        self._lists.append((table, lengths, found))
        names = [*shape.fields, *([shape.children] if shape.children else [])]
        gathered = self._gathered(names, found.items, found.owners)
        for each, below in zip(shape.fields.values(), gathered, strict=False):
            self._fact(each, below, found.owners, paths)

    def _walk(
        self, shape: ListShape, listed: list[Any], found: _Elements, way: str, tier: int
    ) -> bool:
        """Elements depth first, parents before children; whether all are as they should be."""
        good = self._shape.good_keys
        for item in listed:
            if type(item) is not dict:
                return False
            key = item.get(shape.key)
            if type(key) is not str or not (key in good or self._shape.is_good_key(key)):
                return False
            trail = f"{way}/{key}" if way else key
            found.items.append(item)
            found.trails.append(trail)
            found.tiers.append(tier)
            found.keys.append(key)
            below = item.get(shape.children) if shape.children else None
            if type(below) is list:
                if below and not self._walk(shape, below, found, trail, tier + 1):
                    return False
            elif below is not None and not is_unanswered(below):
                return False
        return True

    def _check_references(self) -> None:
        """Answers that name an element of another list must name one that is there."""
        for source, raws, owners in self._references:
            for raw, owner in zip(raws, owners, strict=True):
                if raw is not None and raw not in self._keys.get((source, owner), ()):
                    self.unfit.add(owner)

    def _records_of(self, at: int, root: Any) -> Sequence[tuple[RecordKind, Sequence[str]]]:
        if at in self.unfit or root.get("evidence") is None:
            return ()
        written = root["evidence"]
        records = [self._record(at, each) for each in written] if type(written) is list else [None]
        found = [each for each in records if each is not None]
        if len(found) < len(records) or len({each["id"] for each in written}) < len(written):
            self.unfit.add(at)
        return found

    def _record(self, at: int, written: Any) -> tuple[RecordKind, Sequence[str]] | None:
        """A record with the paths that it supports; None where something is not as it should be."""
        if type(written) is not dict or not written.keys() <= _RECORD:
            return None
        days = [_day(written.get(name)) for name in ("issued_on", "valid_until")]
        paths, kind = written.get("supports"), written.get("kind")
        if (
            not isinstance(written.get("id"), str)
            or not isinstance(kind, str)
            or type(paths) is not list
            or not all(isinstance(path, str) and self._is_there(at, path) for path in paths)
            or any(isinstance(day, Misfit) for day in days)
        ):
            return None
        issued, until = (None if isinstance(day, Misfit) else day for day in days)
        return RecordKind(kind=kind, issued_on=issued, valid_until=until), paths

    def _is_there(self, at: int, path: str) -> bool:
        """Whether a path names a fact, or an element of a submission or a field of one."""
        if path in self._shape.vocabulary.facts or (at, path) in self._places:
            return True
        element, _, last = path.rpartition(".")
        if (at, element) not in self._places:
            return False
        name = f"{self._places[at, element][0]}.{last}"
        return name in self._tables.values or name in self._tables.lists


def _typed(fact: Fact, raw: Any) -> Value | Misfit | None:
    """The value that an answer of the right kind stands for; None where it stands for none."""
    if is_unanswered(raw):
        return None
    value = typed(list(raw) if isinstance(raw, tuple) else raw, fact.type, fact.choices)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        low = fact.min is not None and value < fact.min
        if low or (fact.max is not None and value > fact.max):
            return Misfit(message="")
    return value


def _day(raw: Any) -> date | Misfit | None:
    if raw is None:
        return None
    value = typed(raw, FactType.DATE, None)
    return value if isinstance(value, date) else Misfit(message="")
