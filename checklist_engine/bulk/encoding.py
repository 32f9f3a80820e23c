"""Encoding: typed submissions → columns. What a Plan may read is all there; words about it are not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from checklist_engine.bulk.columns import CASES, Columns, RecordKind
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.submission import Answer, Element, Submission, elements_of

if TYPE_CHECKING:
    from checklist_engine.bulk.tables import Tables

Places = dict[tuple[int, str], tuple[str, int]]
"""By row and path, an element: its list, and its place among all elements of the list."""


def encode(vocabulary: Vocabulary, cases: Sequence[tuple[Submission, date]]) -> Columns:
    """The columns of submissions, each with its assessment date."""
    # Most who load this package read columns that are stored; they need no tables.
    from checklist_engine.bulk.tables import BATCH, Tables  # noqa: PLC0415

    tables = Tables(vocabulary)
    for start in range(0, len(cases), BATCH):
        batch = cases[start : start + BATCH]
        add_typed(tables, vocabulary, batch, range(start, start + len(batch)))
    return tables.columns()


def add_typed(
    tables: "Tables",
    vocabulary: Vocabulary,
    cases: Sequence[tuple[Submission, date]],
    positions: Sequence[int],
) -> None:
    """More rows, of submissions that stand at these positions."""
    first = tables.add_cases(
        [each.case.id for each, _ in cases], positions, [day for _, day in cases]
    )
    rows = range(first, first + len(cases))
    places: Places = {}
    holders = [each.answers.values for each, _ in cases]
    _fill(tables, vocabulary.facts.values(), holders, rows, places)
    for row, (submission, _) in zip(rows, cases, strict=True):
        for record in submission.evidence:
            kind = RecordKind(
                kind=record.kind, issued_on=record.issued_on, valid_until=record.valid_until
            )
            tables.add_record(kind, row, supported(record.supports, row, vocabulary.facts, places))


def supported(
    paths: Iterable[str], row: int, facts: Mapping[str, Fact], places: Places
) -> Iterator[tuple[str, str, int]]:
    """What a record supports, as `Tables.add_record` wants it; what is not there is supported by nothing."""
    for path in dict.fromkeys(paths):
        element, _, last = path.rpartition(".")
        if path in facts:
            yield CASES, path, row
        elif (row, path) in places:
            name, place = places[row, path]
            yield name, "", place
        elif (row, element) in places:
            name, place = places[row, element]
            yield name, f"{name}.{last}", place


def _fill(
    tables: "Tables",
    facts: Iterable[Fact],
    holders: Sequence[Mapping[str, Answer]],
    rows: Sequence[int],
    places: Places,
) -> None:
    """One answer to each of the facts for every holder (a submission, or an element), which is of a row;
    `places` learns where elements went.
    """
    for fact in facts:
        answers = [each.get(fact.id) for each in holders]
        if fact.shape is None:
            # INVARIANT: the loader gives elements to lists and values to all other facts.
            tables.values[fact.full_id].add(
                [None if isinstance(each, tuple) else each for each in answers]
            )
            continue
        table = tables.lists[fact.full_id]
        elements: list[Element] = []
        owners: list[int] = []
        for answer, row in zip(answers, rows, strict=True):
            listed = elements_of(answer)
            for place, element in enumerate(listed, start=len(table.trails) + len(elements)):
                places[row, element.path] = fact.full_id, place
            elements += listed
            owners += [row] * len(listed)
        table.add(
            [0 if each is None else len(elements_of(each)) + 1 for each in answers],
            [each.path[each.path.rindex("[") + 1 : -1] for each in elements],
            [each.tier for each in elements],
        )
        values = [each.values for each in elements]
        _fill(tables, fact.shape.fields.values(), values, owners, places)
