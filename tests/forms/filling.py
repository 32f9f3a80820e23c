"""Forms of small packs, filled in and read back."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT
from openpyxl.worksheet.worksheet import Worksheet
from packs import submission, write_files, write_pack

from checklist_engine.forms.layout import CHECKLIST_SHEET, ChecklistColumn
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.submission import read_submission, type_submission
from checklist_engine.model.pack import RulePack
from checklist_engine.model.submission import Submission
from checklist_engine.usecases.find_pack import find_base
from checklist_engine.usecases.import_form import ImportedForm, import_form, write_submission
from checklist_engine.usecases.write_form import filled_form

DAY = date(2021, 4, 15)

# Every fact of the small pack is read by a rule, so that every one has a row.
READING = {
    "one/one-001.yaml": """\
id: one-001
title: 全てを見る規則
gate: conditional
weight: 1
may_claim: [not_applicable, alternative]
require:
  all:
    - {agreed: true, recorded: true, checked: true, place: JP, note: {answered: true}}
    - {people: {at_least: 1}, rate: {at_least: 1}, day: {answered: true}}
    - {means: {includes: audit}, chief: {answered: true}}
    - {every: {in: parties, satisfies: {.handles: true, .papers: {includes: audit}}, if_none: holds}}
outcomes:
  not_met:
    condition: {use: agree}
""",
}


class Filling:
    """A form of the small pack in a folder of its own, to be filled in by hand."""

    def __init__(self, folder: Path, answers: str = "{}", rest: str = "") -> None:
        self.folder = folder
        self.pack = write_pack(folder / "rules" / "small", READING)
        write_files(folder, {"s.yaml": submission(answers, rest)})
        form = filled_form(folder / "s.yaml", self.pack, None, as_of=DAY, today=DAY)
        self.path = folder / "form.xlsx"
        self.path.write_bytes(form.content)
        self.book = openpyxl.load_workbook(io.BytesIO(form.content))

    def sheet(self, name: str) -> Worksheet:
        """A sheet by its name."""
        found = self.book[name]
        assert isinstance(found, Worksheet)
        return found

    def cell(self, sheet: str, row: str | int, word: str) -> Any:
        """The cell in the row of an ID (or of a number), in the column of a header word or an ID."""
        found = self.sheet(sheet)
        column = next(
            cell.column for cells in found.iter_rows() for cell in cells if cell.value == word
        )
        assert column is not None
        if isinstance(row, str):
            row = next(
                cell.row
                for cells in found.iter_rows()
                for cell in cells
                if cell.value == row and cell.row is not None
            )
        return found.cell(row, column)

    def put(self, sheet: str, row: str | int, word: str, value: Any) -> str:
        """Write into a cell; its name (`H5`)."""
        cell = self.cell(sheet, row, word)
        cell.value = value
        return str(cell.coordinate)

    def answer(self, fact: str, value: Any) -> str:
        """Answer a question of the checklist; the name of the cell."""
        return self.put(CHECKLIST_SHEET, fact, ChecklistColumn.ANSWER, value)

    def read(self) -> ImportedForm:
        """The form as it is read back."""
        self.book.save(self.path)
        output = self.folder / "read.yaml"
        return import_form(self.path, output, pack=self.pack, profile=None, today=DAY)

    def written(self) -> Mapping[str, Any]:
        """The submission file that the form makes, as data."""
        faults: list[Diagnostic] = []
        write_submission(self.read(), self.folder / "read.yaml", force=True)
        found = read_submission(self.folder / "read.yaml", self.folder, faults)
        assert not faults
        assert found is not None
        root = found.cursor.value
        assert isinstance(root, dict)
        return root

    def faults(self) -> list[str]:
        """The faults that reading brings: 「E342 「チェックリスト」H5」."""
        return [f"{each.code} {each.place.cell}" for each in self.diagnostics()]

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The same, whole."""
        with pytest.raises(InvalidFile) as caught:
            self.read()
        return caught.value.diagnostics

    def notices(self) -> list[str]:
        """What is said beside it: 「「チェックリスト」H5 …」."""
        return [f"{each.place.cell} {each.words}" for each in self.read().report.notices]


def typed(path: Path, pack: Path) -> Submission:
    """A submission file, read."""
    faults: list[Diagnostic] = []
    found = kept_pack(pack) if pack.is_relative_to(ROOT) else load_pack(pack, find_base)
    written = read_submission(path, path.parent, faults)
    assert not faults, faults
    assert written is not None
    assert written.profile is not None
    submission = type_submission(written, found, written.profile.text, faults)
    assert not faults, faults
    return submission


def as_set(submission: Submission) -> Submission:
    """A submission without its file, and with its supports in one order."""
    evidence = tuple(
        replace(each, supports=tuple(sorted({*each.supports}))) for each in submission.evidence
    )
    return replace(submission, file="", digest="", evidence=evidence)


@cache
def kept_pack(pack: Path) -> RulePack:
    """A pack of the repository: no test changes it."""
    return load_pack(pack, find_base)
