"""Fitting (当てはめ): which past answers another pack does not know, found in the columns.

What a pack has given up altogether no rule of it reads, so planes stay right where it was answered. Where
a fact is there and the answer does not fit it, or might read otherwise, the submission has to be typed again.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, pairwise

from checklist_engine.bulk import Columns
from checklist_engine.bulk.columns import CASES, Bits, Codes
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.pack_parts import EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Rows with answers that are not carried over. `gone`: by what is gone, where planes are right
    nonetheless; `anew`: those that have to be typed by the other pack; `subjects`: how who types them begins
    what it says of the same, by what is said here.
    """

    gone: Mapping[str, Bits]
    anew: Bits
    subjects: Mapping[str, str] = field(default_factory=dict)

    def reasons(self, row: int, faults: Iterable[str] = ()) -> tuple[str, ...]:
        """What is gone of a row, and what its typing found beside that."""
        gone = [words for words, rows in self.gone.items() if rows >> row & 1]
        said = tuple(self.subjects[words] for words in gone if words in self.subjects)
        beside = (fault for fault in faults if not said or not fault.startswith(said))
        return tuple(dict.fromkeys((*gone, *beside)))

    @property
    def unfit(self) -> Bits:
        """Rows where something is gone."""
        found = 0
        for rows in self.gone.values():
            found |= rows
        return found


def facts_that_fit_otherwise(own: Vocabulary, other: Vocabulary) -> frozenset[str]:
    """The facts whose columns `fit` has to look at: all that one pack types otherwise than the other."""
    return frozenset(name for name, *_ in _unlike(own, other))


def fit(
    columns: Columns, own: Vocabulary, other: Vocabulary, kinds: Mapping[str, EvidenceKind]
) -> Fit:
    """How past answers, read in the words of `own`, stand to another vocabulary and its kinds of evidence."""
    gone: dict[str, Bits] = {}
    subjects: dict[str, str] = {}
    anew = 0
    for name, fact, now in _unlike(own, other):
        if now is None:
            rows = _rows(columns, name, _answered(columns, name))
            if rows:
                words = f"「{fact.label}」（{name}）という事実がありません"
                gone[words] = rows
                subjects[words] = f"事実「{name}」"
        else:
            anew |= _rows(columns, name, _doubtful(columns, name, now))
    for code, kind in enumerate(columns.records.kinds):
        if kind.kind not in kinds:
            rows = 0
            for row, each in zip(columns.records.rows, columns.records.codes, strict=True):
                rows |= (each == code) << row
            words = f"証跡の種類「{kind.kind}」がありません"
            gone[words] = gone.get(words, 0) | rows
            subjects[words] = f"証跡の種類「{kind.kind}」"
    gone = {words: rows for words, rows in gone.items() if rows}
    return Fit(gone=gone, anew=anew, subjects={words: subjects[words] for words in gone})


def _unlike(own: Vocabulary, other: Vocabulary) -> Iterator[tuple[str, Fact, Fact | None]]:
    """The facts of one vocabulary that another does not have, or types otherwise."""
    theirs = {each.full_id: each for each in other.all_facts()}
    away: set[str] = set()
    for fact in own.all_facts():
        now = theirs.get(fact.full_id)
        if fact.full_id.rpartition(".")[0] in away:
            # With its list it is gone, or typed anew.
            away.add(fact.full_id)
        elif now is None:
            away.add(fact.full_id)
            yield fact.full_id, fact, None
        elif _typing(fact) != _typing(now):
            if FactType.LIST in (fact.type, now.type):
                away.add(fact.full_id)
            yield fact.full_id, fact, now


def _typing(fact: Fact) -> object:
    """All of a fact that decides how an answer to it is read."""
    shape = fact.shape
    return (
        fact.type,
        frozenset(fact.choices) if fact.choices is not None else None,
        fact.key_of,
        fact.min,
        fact.max,
        shape and (shape.key, shape.name, shape.children),
    )


def _answered(columns: Columns, name: str) -> Iterable[bool]:
    column = columns.lists.get(name)
    if column is not None:
        return (code > 1 for code in column.lengths)
    return map(bool, columns.facts[name].codes) if name in columns.facts else ()


def _doubtful(columns: Columns, name: str, now: Fact) -> Iterable[bool]:
    """Where the answer does not fit the fact as it is now, or would be read as something else."""
    column = columns.facts.get(name)
    if column is None or column.type is not now.type or now.key_of is not None:
        return _answered(columns, name)
    fits = [False, *(not _holds(value, now) for value in column.values)]
    return (fits[code] for code in column.codes)


def _holds(value: Value, fact: Fact) -> bool:
    match value:
        case bool():
            return True
        case frozenset():
            return value <= (fact.choices or {}).keys()
        case str() if fact.type is FactType.CHOICE:
            return value in (fact.choices or {})
        case str():
            return True
        case _ if fact.type in (FactType.INTEGER, FactType.NUMBER):
            return _within(value, fact)
        case _:
            return True


def _within(value: object, fact: Fact) -> bool:
    low, high = fact.min, fact.max
    return (low is None or value >= low) and (high is None or value <= high)  # type: ignore[operator]


def _rows(columns: Columns, name: str, places: Iterable[bool]) -> Bits:
    """Places of a fact or of a field (where the flag stands) as rows."""
    around = name.rpartition(".")[0]
    around = around if around in columns.lists else CASES
    flags = [place for place, flag in enumerate(places) if flag]
    while around != CASES and flags:
        column = columns.lists[around]
        owners = _owners(column.lengths)
        flags = sorted({owners[place] for place in flags})
        around = column.around
    rows = 0
    for row in flags:
        rows |= 1 << row
    return rows


def _owners(lengths: Codes) -> list[int]:
    """For every element of a list, the place in the list around it (or the row) that has it."""
    ends = accumulate((max(code - 1, 0) for code in lengths), initial=0)
    starts = list(ends)
    owners = [0] * starts[-1]
    for place, (start, end) in enumerate(pairwise(starts)):
        owners[start:end] = [place] * (end - start)
    return owners
