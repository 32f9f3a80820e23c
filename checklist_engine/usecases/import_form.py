"""`checklist import`: a filled-in form, read back as a submission; all of it, or nothing."""

import os
from datetime import date
from pathlib import Path

from checklist_engine.authoring.formatting.writing import write_whole
from checklist_engine.authoring.schemas.modelines import named_schema
from checklist_engine.authoring.submission_text import submission_text
from checklist_engine.compiler.plan import compile_plan
from checklist_engine.formats.document import PlacedDocument
from checklist_engine.formats.files import exists, read_text, reason_of, shown_path
from checklist_engine.formats.xlsx_reading import read_workbook
from checklist_engine.forms.layout import CASE_ROWS
from checklist_engine.forms.reading import read_form
from checklist_engine.forms.reading_case import FormCase, read_case
from checklist_engine.forms.reading_checklist import checklist_tables
from checklist_engine.forms.reading_ledger import Ledger
from checklist_engine.forms.reading_report import FormReport
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.submission import submission_of, type_submission
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.questionnaire.build import questionnaire_of
from checklist_engine.usecases.find_pack import HEAD, find_base, find_pack, pack_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedForm:
    """A form that was read, and the submission file that it makes, not written yet."""

    text: str
    report: FormReport


def import_form(
    path: Path, output: Path, *, pack: Path | None, profile: str | None, today: date
) -> ImportedForm:
    """The submission that a form says.

    Args:
        path: of the form.
        output: where the submission is to be written; its schema is named from there.
        pack: the folder of a pack to use whatever the form names.
        profile: the name of a profile to use whatever the form names.
        today: the day on which it is judged what is asked, where the form has no `submitted_on`.

    Raises:
        InvalidFile: all faults of the form at once, each with its cell.
        MissingExtra: the parts that read workbooks are not installed.
    """
    ledger = Ledger(read_workbook(path))
    case = read_case(ledger)
    if case is None or not checklist_tables(ledger):
        raise_faults(ledger.faults)
    assert case is not None
    folder = pack_folder(pack) if pack else _pack_of(case, path, ledger)
    found = load_pack(folder, find_base)
    chosen = _profile(case, found, profile, ledger)
    _compare_packs(case, found, ledger)
    form = read_form(case, found, chosen.id, ledger)
    faults = list(ledger.faults)
    written = submission_of(form.document, faults)
    if written is None:
        raise_faults(faults)
    assert written is not None
    submission = type_submission(written, found, chosen.id, faults)
    raise_faults(faults)
    plan = compile_plan(found, chosen)
    asked = questionnaire_of(
        plan,
        submission.case.submitted_on or today,
        answers=submission.answers,
        evidence=submission.evidence,
        claims=submission.claims,
        profile_label=chosen.label,
    )
    return ImportedForm(
        text=submission_text(form.document, _schema_for(folder, output)),
        report=FormReport(
            form=form.document.file,
            submission=submission,
            questionnaire=asked,
            notes=len(ledger.notes),
            asked=form.asked,
            notices=tuple(ledger.notices),
        ),
    )


def write_submission(imported: ImportedForm, path: Path, *, force: bool) -> None:
    """Write the submission as a whole or not at all.

    Raises:
        InvalidFile: it cannot be written, or (without `force`) there is such a file.
    """
    if exists(path) and path.is_dir():
        raise _unwritable(path, "フォルダがあります", "別の名前にしてください")
    if exists(path) and not force:
        raise _unwritable(
            path,
            "同じ名前のファイルがあります",
            "別の名前にするか、--force を付けて上書きしてください",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path.resolve(), imported.text.encode())
    except (OSError, ValueError) as error:
        raise _unwritable(
            path,
            f"ファイルに書き込めません（{reason_of(error)}）",
            "フォルダに書き込む権限と、ディスクの空きを確かめてください",
        ) from error


def _pack_of(case: FormCase, path: Path, ledger: Ledger) -> Path:
    """The folder of the pack that the form names."""
    if case.text("pack") is None:
        ledger.fault(
            "E316",
            case.place("pack"),
            "どの規則集の様式かが書かれていません",
            "--pack で規則集のフォルダを指定してください",
        )
        raise_faults(ledger.faults)
    document = PlacedDocument(
        file=ledger.workbook.file,
        root={"pack": case.text("pack")},
        places={("pack",): case.place("pack")},
    )
    return find_pack(document.cursor()["pack"], path)


def _profile(case: FormCase, pack: RulePack, wanted: str | None, ledger: Ledger) -> Profile:
    name = wanted or case.text("profile")
    if name is not None and name in pack.profiles:
        return pack.profiles[name]
    listed = "、".join(f"{each.id}（{each.label}）" for each in pack.profiles.values())
    near = nearest(name, pack.profiles) if name else None
    ledger.fault(
        "E318",
        case.place("profile") if wanted is None else Place(file=ledger.workbook.file),
        f"適用区分「{name}」は規則集「{pack.id}」にありません"
        if name
        else "どの適用区分の様式かが書かれていません",
        f"もしかして「{near}」ですか"
        if near
        else f"--profile で次のどれかを指定してください: {listed}",
    )
    raise InvalidFile(ledger.faults)


def _compare_packs(case: FormCase, pack: RulePack, ledger: Ledger) -> None:
    """Say where a form was made for another pack, or another version of this one."""
    for name, now in (("pack", pack.id), ("pack.version", pack.version)):
        made_for = case.text(name)
        if made_for is not None and made_for != now:
            ledger.left(
                case.place(name),
                f"様式の{CASE_ROWS[name]}は「{made_for}」ですが、「{now}」で読みました。"
                "変わった質問がないか確かめてください",
            )


def _schema_for(pack: Path, output: Path) -> str | None:
    """The schema that the submission names for editors: beside that of its pack, seen from `output`."""
    where = named_schema(read_text(pack / HEAD)) or ""
    wanted = where.replace("pack.schema.json", "submission.schema.json")
    if wanted == where:
        return None
    if "://" in wanted:
        return wanted
    file = (pack / wanted).resolve()
    try:
        near = Path(os.path.relpath(file, output.resolve().parent)).as_posix()
    except ValueError:
        return None
    return near if exists(file) else None


def _unwritable(path: Path, message: str, hint: str) -> InvalidFile:
    place = Place(file=shown_path(path))
    return InvalidFile([Diagnostic(code="E323", message=message, hint=hint, place=place)])
