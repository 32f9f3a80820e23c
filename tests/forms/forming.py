"""Forms of small packs, for tests: questionnaires, workbooks, cells by sheet and ID."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from packs import DAY, load, submission, write_files, write_pack

from checklist_engine.compiler.plan import compile_plan
from checklist_engine.forms.writing_content import FormContent
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Submission
from checklist_engine.questionnaire.build import questionnaire_of
from checklist_engine.questionnaire.questionnaire import Questionnaire
from checklist_engine.usecases.shelf import Shelf
from checklist_engine.usecases.write_form import blank_form, filled_form

READS_ALL = """\
id: one-001
title: 全ての回答
gate: conditional
weight: 1
require:
  all:
    - {agreed: true, recorded: true, checked: true, place: JP, people: {at_least: 1}}
    - {means: {includes: audit}, rate: {at_least: 1}, day: {not_expired: true}, note: {answered: true}}
    - {chief: {answered: true}}
    - every:
        in: parties
        satisfies:
          .handles: true
          .papers: {includes: audit}
          some: {in: .sites, where: {.abroad: true}}
        if_none: holds
outcomes:
  not_met:
    condition: {use: agree}
"""
"""A rule of the small pack that reads every fact."""


def plan_of(folder: Path, files: Mapping[str, str | None] | None = None) -> Plan:
    """The plan of the small pack, with a rule that reads all of it."""
    pack = load(folder, {"one/one-001.yaml": READS_ALL, **(files or {})})
    return compile_plan(pack, pack.profiles["all"])


def read(
    folder: Path,
    answers: str = "{}",
    rest: str = "",
    files: Mapping[str, str | None] | None = None,
) -> tuple[Plan, Submission]:
    """A submission to the small pack, whose rule reads every fact."""
    write_pack(folder / "rules" / "small", {"one/one-001.yaml": READS_ALL, **(files or {})})
    write_files(folder, {"s.yaml": submission(answers, rest)})
    found = Shelf(given=None, faults=[], notices=[]).submission(folder / "s.yaml", folder)
    assert found is not None
    return found


def questionnaire(folder: Path, answers: str = "{}", rest: str = "") -> Questionnaire:
    """The questionnaire of a submission to the small pack."""
    plan, found = read(folder, answers, rest)
    return questionnaire_of(
        plan, DAY, answers=found.answers, evidence=found.evidence, claims=found.claims
    )


def content(folder: Path, answers: str = "{}", rest: str = "") -> FormContent:
    """What the form of a submission to the small pack is written from."""
    return FormContent(questionnaire=questionnaire(folder, answers, rest))


def opened(raw: bytes, *, calculated: bool = False) -> Workbook:
    """A workbook as openpyxl reads it; formulas, or what they came to."""
    return openpyxl.load_workbook(io.BytesIO(raw), data_only=calculated)


def form(
    folder: Path,
    answers: str = "{}",
    rest: str = "",
    files: Mapping[str, str | None] | None = None,
    as_of: date = DAY,
) -> Workbook:
    """The form of a submission to the small pack."""
    read(folder, answers, rest, files)
    made = filled_form(folder / "s.yaml", None, None, as_of=as_of, today=DAY)
    return opened(made.content)


def blank(folder: Path, files: Mapping[str, str | None] | None = None) -> Workbook:
    """The blank form of the small pack."""
    pack = write_pack(folder / "small", {"one/one-001.yaml": READS_ALL, **(files or {})})
    return opened(blank_form(pack, None, as_of=DAY, today=DAY).content)


def row_of(sheet: Worksheet, row_id: str, column: int) -> int:
    """The row whose cell in a column is this ID."""
    [found] = [
        row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == row_id
    ]
    return found


def column_of(sheet: Worksheet, word: str, row: int) -> int:
    """The column whose cell in a row is this word."""
    [found] = [
        column for column in range(1, sheet.max_column + 1) if sheet.cell(row, column).value == word
    ]
    return found


def answer_of(workbook: Workbook, fact: str, word: str = "回答") -> object:
    """What stands in a column of チェックリスト, in the row of a question."""
    sheet = workbook["チェックリスト"]
    return sheet.cell(row_of(sheet, fact, 3), column_of(sheet, word, 4)).value


def field_of(workbook: Workbook, sheet_name: str, row: int, column_id: str) -> object:
    """What stands on the sheet of a list, in a row of its elements (from 0) below an ID."""
    sheet = workbook[sheet_name]
    return sheet.cell(8 + row, column_of(sheet, column_id, 7)).value
