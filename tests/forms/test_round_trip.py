"""A law: a submission in normal form, written into a form and read back, is the same submission."""

import io
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

import openpyxl
import pytest
from example_forms import DAY, EXAMPLES, form_of, pack_of
from filling import as_set, typed
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from trips import write_case

from checklist_engine.formats.reading import read_document
from checklist_engine.forms.layout import NEVER_READ
from checklist_engine.model.submission import Submission
from checklist_engine.usecases.import_form import import_form, write_submission
from checklist_engine.usecases.write_form import filled_form


def notes_of(path: Path) -> object:
    cursor = read_document(path).cursor()
    return cursor["notes"].value if "notes" in cursor else {}


def read_back(form: bytes, folder: Path, pack: Path) -> Path:
    """The submission file that a form makes."""
    (folder / "form.xlsx").write_bytes(form)
    output = folder / "read.yaml"
    imported = import_form(folder / "form.xlsx", output, pack=pack, profile=None, today=DAY)
    write_submission(imported, output, force=True)
    return output


def shuffled(form: bytes, chance: Random) -> bytes:
    """The form with the rows of its tables in another order, and without what helps to fill it in."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    for name in NEVER_READ:
        if name in book.sheetnames:
            del book[name]
    for sheet in book:
        assert isinstance(sheet, Worksheet)
        first = _first_row(sheet)
        merged = {row for area in sheet.merged_cells.ranges for row, _ in area.cells}
        rows = [row for row in sheet.iter_rows(min_row=first) if row[0].row not in merged]
        values = [
            [(cell.value, cell.number_format, cell.data_type) for cell in row] for row in rows
        ]
        chance.shuffle(values)
        for row, shuffled_values in zip(rows, values, strict=True):
            for cell, (value, number_format, kind) in zip(row, shuffled_values, strict=True):
                assert isinstance(cell, Cell)
                cell.value, cell.number_format, cell.data_type = value, number_format, kind
        sheet.title = f"写し {sheet.title}"[:31]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _first_row(sheet: Worksheet) -> int:
    """The row below the header."""
    marks = ("ID", "証跡の記号", "規則", "対象のID")
    rows = [
        cell.row
        for cells in sheet.iter_rows()
        for cell in cells
        if cell.value in marks and cell.row is not None
    ]
    return min(rows) + 1


def same_but_for_order(one: Submission, other: Submission) -> bool:
    """Whether they are the same, whatever the order of records."""

    def sorted_records(each: Submission) -> Submission:
        return replace(
            as_set(each), evidence=tuple(sorted(as_set(each).evidence, key=lambda e: e.id))
        )

    return sorted_records(one) == sorted_records(other)


def trip(seed: int, chance: Random | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pack, path = write_case(folder, seed)
        form = filled_form(path, pack, None, as_of=DAY, today=DAY).content
        if chance is not None:
            form = shuffled(form, chance)
        output = read_back(form, folder, pack)
        before, after = typed(path, pack), typed(output, pack)
        if chance is None:
            assert as_set(before) == as_set(after)
        else:
            assert same_but_for_order(before, after)
        assert notes_of(path) == notes_of(output)


BUDGET = settings(
    max_examples=15,
    deadline=None,
    # A seed has no smaller one that says more.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


@BUDGET
@given(st.integers(0, 10**6))
def test_a_submission_comes_back_from_a_form_as_it_was(seed: int) -> None:
    trip(seed, None)


@settings(BUDGET, max_examples=6)
@given(st.integers(0, 10**6))
def test_neither_the_order_of_rows_nor_the_names_of_sheets_nor_helper_sheets_matter(
    seed: int,
) -> None:
    trip(seed, Random(seed))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_example_comes_back_from_a_form_as_it_was(path: Path, tmp_path: Path) -> None:
    pack = pack_of(path)
    output = read_back(form_of(path), tmp_path, pack)
    assert as_set(typed(path, pack)) == as_set(typed(output, pack))
    assert notes_of(path) == notes_of(output)
