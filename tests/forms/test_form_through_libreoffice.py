"""Forms saved by LibreOffice and read back: the submission is what it was, and so is what is greyed."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from example_forms import DAY, EXAMPLES, pack_of, saved_forms
from filling import as_set, kept_pack, typed
from office import converted, needs_office
from trips import write_case

from checklist_engine.compiler.plan import compile_plan
from checklist_engine.evaluator.relevance import Relevance, relevance_map
from checklist_engine.forms.formulas import Standing
from checklist_engine.usecases.import_form import import_form, write_submission
from checklist_engine.usecases.write_form import filled_form

GREY = {
    Standing.FALSE: Relevance.IRRELEVANT,
    Standing.NEEDLESS: Relevance.IRRELEVANT,
    Standing.WAITING: Relevance.PENDING,
    Standing.TRUE: Relevance.ASKED,
}


def comes_back(form: Path, path: Path, pack: Path, output: Path, today: date = DAY) -> None:
    """That a form says what a submission says."""
    imported = import_form(form, output, pack=pack, profile=None, today=today)
    assert imported.report.notices == ()
    write_submission(imported, output, force=False)
    assert as_set(typed(path, pack)) == as_set(typed(output, pack))


@needs_office
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_form_that_libreoffice_saved_says_what_it_said(path: Path, tmp_path: Path) -> None:
    comes_back(saved_forms()[path], path, pack_of(path), tmp_path / "read.yaml")


@needs_office
def test_generated_submissions_come_back_from_libreoffice_too(tmp_path: Path) -> None:
    made = {}
    for seed in range(12):
        pack, path = write_case(tmp_path / str(seed), seed)
        form = filled_form(path, pack, None, as_of=DAY, today=DAY)
        file = tmp_path / f"form{seed}.xlsx"
        file.write_bytes(form.content)
        made[file] = (path, pack)
    saved = converted(list(made), "xlsx", tmp_path / "saved")
    for file, (path, pack) in zip(saved, made.values(), strict=True):
        comes_back(file, path, pack, file.with_suffix(".yaml"))


@needs_office
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_greyed_in_the_form_of_an_example_is_what_is_not_asked(path: Path) -> None:
    pack = kept_pack(pack_of(path))
    submission = typed(path, pack_of(path))
    plan = compile_plan(pack, pack.profiles[submission.profile])
    relevance = relevance_map(plan, submission.answers, DAY)
    book = openpyxl.load_workbook(saved_forms()[path], data_only=True, read_only=True)
    header, *rows = book["判断"].iter_rows(values_only=True)
    said = {str(row[0]): Standing(int(str(row[header.index("要否")]))) for row in rows}
    told = {name: standing for name, standing in said.items() if standing is not Standing.UNTOLD}
    assert {name: relevance.of(name) for name in told} == {
        name: GREY[standing] for name, standing in told.items()
    }
    # Few questions rest on what formulas cannot carry.
    assert len(told) > 0.8 * len(said)
