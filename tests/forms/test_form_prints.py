"""Forms on paper, and filled in: what LibreOffice makes of them."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT, Checklist
from forming import column_of, row_of
from office import converted, needs_office, text_of
from openpyxl.workbook import Workbook
from pypdf import PdfReader

from checklist_engine.questionnaire.build import questionnaire_of
from checklist_engine.usecases.shelf import Shelf
from checklist_engine.usecases.write_form import blank_form, filled_form, form_from_earlier

DAY = date(2021, 4, 15)
EXAMPLES = ROOT / "examples"
CASES = [
    EXAMPLES / "niiza-2021-04-15" / "furusato.yaml",
    EXAMPLES / "niiza-2021-04-15" / "notifications" / "n1.yaml",
    EXAMPLES / "library-cloud" / "library-system.yaml",
    EXAMPLES / "half-answered" / "school-library.yaml",
]
A3_LANDSCAPE = (1191, 842)


def filled_in(raw: bytes) -> bytes:
    """A blank form as an official begins to fill it in."""
    workbook = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = workbook["チェックリスト"]
    for fact, words in {
        "scope.cards": "いいえ",
        "scope.pupils": "いいえ",
        "scope.my_number": "未回答：照会中",
        "log.items": "該当なし",
        "log.audit": "１、2",
        "org.training": "3",
    }.items():
        sheet.cell(row_of(sheet, fact, 3), 8).value = words
    parties = workbook["委託先・再委託先"]
    for row, values in enumerate(
        [
            {
                "parties.id": "a",
                "parties.handles_personal_data": "はい",
                "parties.certificates": "1",
            },
            {"parties.id": "b", "parties@parent": "a", "parties.handles_personal_data": "いいえ"},
        ],
        start=8,
    ):
        for column_id, words in values.items():
            parties.cell(row, column_of(parties, column_id, 7)).value = words
    changed = io.BytesIO()
    workbook.save(changed)
    return changed.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forms of the examples, a blank one, and one that is half filled in; printed and saved again."""
    found = tmp_path_factory.mktemp("forms")
    pack = ROOT / "rules" / "municipal-privacy"
    empty = blank_form(pack, "external-connection", as_of=DAY, today=DAY).content
    forms = {"blank": empty, "filled": filled_in(empty)} | {
        case.stem: filled_form(case, None, None, as_of=DAY, today=DAY).content for case in CASES
    }
    files = {name: found / f"{name}.xlsx" for name in forms}
    for name, raw in forms.items():
        files[name].write_bytes(raw)
    converted(list(files.values()), "pdf", found)
    free = [found / f"free-{name}.xlsx" for name in ("blank", "furusato")]
    for name, path in zip(("blank", "furusato"), free, strict=True):
        path.write_bytes(without_heights(forms[name]))
    converted([*files.values(), *free], "xlsx", found / "again")
    return found


def without_heights(raw: bytes) -> bytes:
    """A form whose rows are as high as the program that opens it finds right."""
    workbook = openpyxl.load_workbook(io.BytesIO(raw))
    for sheet in workbook:
        for row in sheet.row_dimensions.values():
            row.height = None
    changed = io.BytesIO()
    workbook.save(changed)
    return changed.getvalue()


def again(folder: Path, name: str) -> Workbook:
    """A form as LibreOffice calculated and saved it."""
    return openpyxl.load_workbook(folder / "again" / f"{name}.xlsx", data_only=True)


def state_of(workbook: Workbook, fact: str) -> object:
    sheet = workbook["チェックリスト"]
    return sheet.cell(row_of(sheet, fact, 3), column_of(sheet, "入力状況", 4)).value


NAMES = ["blank", "filled", *(case.stem for case in CASES)]


@needs_office
@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_a3_landscape_and_no_cell_is_too_narrow(name: str, folder: Path) -> None:
    pages = PdfReader(folder / f"{name}.pdf").pages
    for page in pages:
        assert tuple(round(float(side)) for side in page.mediabox[2:]) == A3_LANDSCAPE
    words = text_of(folder / f"{name}.pdf")
    assert "###" not in words
    assert "Err:" not in words
    assert "#REF" not in words
    assert "#NAME" not in words
    assert f"{len(pages)} / {len(pages)} ページ" in words
    # What formulas need is nothing to be printed.
    assert "options_" not in words
    assert "@calc" not in words


@needs_office
@pytest.mark.parametrize("name", ["blank", "furusato"])
def test_every_row_is_high_enough_for_its_words(name: str, folder: Path) -> None:
    ours = openpyxl.load_workbook(folder / f"{name}.xlsx")
    right = openpyxl.load_workbook(folder / "again" / f"free-{name}.xlsx")
    compared = 0
    for sheet in ours:
        for number, row in sheet.row_dimensions.items():
            wanted = right[sheet.title].row_dimensions[number].height
            if row.height is None or wanted is None or sheet.sheet_state == "hidden":
                continue
            compared += 1
            assert row.height + 0.5 >= min(wanted, 409), (sheet.title, number)
    assert compared > 150


@needs_office
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_word_of_every_question_is_printed(case: Path, folder: Path) -> None:
    found = Shelf(given=None, faults=[], notices=[]).submission(case, case.parent)
    assert found is not None
    plan, submission = found
    asked = questionnaire_of(plan, DAY, answers=submission.answers)
    # Cells are folded, and columns stand side by side: so by characters, in each page's own order.
    printed = "".join(
        "".join(page.extract_text().split())
        for page in PdfReader(folder / f"{case.stem}.pdf").pages
    )
    for question in asked.questions():
        words = "".join((question.subject.question or "").split())
        assert words[-6:] in printed, question.subject.id
        for option in question.subject.options:
            assert "".join(option.label.split())[-4:] in printed, question.subject.id


@needs_office
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_filled_form_counts_what_the_questionnaire_counts(case: Path, folder: Path) -> None:
    found = Shelf(given=None, faults=[], notices=[]).submission(case, case.parent)
    assert found is not None
    plan, submission = found
    asked = questionnaire_of(plan, DAY, answers=submission.answers)
    form = again(folder, case.stem)
    for question in asked.questions():
        said, entry = state_of(form, question.subject.id), question.entry
        if said == "対象外":
            assert entry.relevance.value == "irrelevant", question.subject.id
        if said == "前の回答待ち":
            assert entry.relevance.value == "pending", question.subject.id
        if entry.is_open and question.subject.gate:
            assert said == "未記入", question.subject.id


@needs_office
def test_filling_in_changes_counts_and_greys_what_is_not_asked(folder: Path) -> None:
    before, after = again(folder, "blank"), again(folder, "filled")
    assert state_of(before, "card.handling") == "前の回答待ち"
    assert state_of(after, "card.handling") == "対象外"
    assert state_of(before, "scope.cards") == "未記入"
    assert state_of(after, "scope.cards") == "記入済"
    assert state_of(after, "scope.my_number") == "未回答"
    assert state_of(after, "legal.pia") == "前の回答待ち"
    assert state_of(after, "log.retention_months") == "対象外"
    assert state_of(after, "log.audit_months") == "未記入"
    assert state_of(after, "parties") == "2件"
    for workbook, fields in ((before, 0), (after, 4)):
        counts = {row[0].value: row[1].value for row in workbook["案件"].iter_rows(min_row=16)}
        states = [row[11].value for row in workbook["チェックリスト"].iter_rows(min_row=5)]
        assert counts["チェックリスト"] == states.count("未記入")
        # Of 甲社: access, measures, documents, and what was looked at of its certificate.
        assert counts["委託先・再委託先"] == fields


@needs_office
def test_a_field_of_an_element_is_asked_as_its_row_says(folder: Path) -> None:
    sheet = again(folder, "filled")["委託先・再委託先"]

    def asked(field: str, row: int) -> object:
        return sheet.cell(row, column_of(sheet, f"parties.{field}@asked@calc", 7)).value

    assert [asked("access", row) for row in (8, 9)] == [4, 0]
    # The tier of a row is one more than that of the row above it.
    assert [asked("inspected", row) for row in (8, 9)] == [0, 0]
    assert asked("certificate_checks", 8) == 4


def test_a_form_is_written_and_not_written_over(tmp_path: Path, checklist: Checklist) -> None:
    options = ("--pack", "rules/municipal-privacy", "--profile", "notification")
    form = tmp_path / "様式.xlsx"
    made = checklist("form", *options, "-o", form)
    assert made.code == 0
    assert "未記入" in made.out
    raw = form.read_bytes()
    refused = checklist("form", *options, "-o", form)
    assert refused.code == 3
    assert "--force" in refused.err
    assert form.read_bytes() == raw
    assert checklist("form", *options, "-o", form, "--force").code == 0
    assert form.read_bytes() == raw


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["-o", "form.xls"], 2, ".xlsx"),
        (
            ["--submission", "a.yaml", "--earlier", "b.yaml", "-o", "form.xlsx"],
            2,
            "一緒に使えません",
        ),
        (["--as-of", "昨日", "-o", "form.xlsx"], 2, "--as-of"),
        (["--pack", "rules/municipal-privacy", "-o", "form.xlsx"], 3, "--profile"),
        (["--profile", "external-conection", "-o", "form.xlsx"], 3, "external-connection"),
        (["--pack", "nowhere", "-o", "form.xlsx"], 3, "見つかりません"),
        (["--submission", "nowhere.yaml", "-o", "form.xlsx"], 3, "見つかりません"),
    ],
)
def test_what_is_asked_for_wrongly_is_said_in_words(
    options: list[str], code: int, words: str, checklist: Checklist
) -> None:
    ran = checklist("form", *options)
    assert ran.code == code
    assert words in ran.err
    assert not (ROOT / "form.xlsx").exists()


def test_an_earlier_case_gives_its_answers_and_nothing_else() -> None:
    form = form_from_earlier(CASES[0], None, None, as_of=DAY, today=DAY)
    workbook = openpyxl.load_workbook(io.BytesIO(form.content))
    sheet = workbook["チェックリスト"]
    assert sheet.cell(row_of(sheet, "hosting.country", 3), 8).value == "1 日本"
    assert sheet.cell(row_of(sheet, "hosting.country", 3), 10).value is None
    case = workbook["案件"]
    assert case.cell(row_of(case, "case.title", 2), 3).value is None
    assert case.cell(row_of(case, "profile", 2), 3).value == "external-connection"
    assert workbook["証跡"]["A4"].value is None
    assert workbook["覚え"]["A4"].value is None
    assert "評価結果" not in workbook.sheetnames
