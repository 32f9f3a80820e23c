"""`checklist form`: the form of a profile, blank or filled in, as a workbook."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from checklist_engine.authoring.formatting.writing import write_whole
from checklist_engine.compiler.plan import compile_plan
from checklist_engine.conclusion.assess import assess
from checklist_engine.formats.document import Cursor
from checklist_engine.formats.files import exists, reason_of, shown_path
from checklist_engine.formats.xlsx_book import cut_rows
from checklist_engine.formats.xlsx_writing import book_bytes
from checklist_engine.forms.writing import form_book
from checklist_engine.forms.writing_content import FormContent
from checklist_engine.forms.writing_refusals import book_faults, form_faults
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.submission import (
    WrittenSubmission,
    read_submission,
    type_submission,
)
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum, Submission
from checklist_engine.questionnaire.build import questionnaire_of
from checklist_engine.questionnaire.questionnaire import Counts
from checklist_engine.usecases.find_pack import find_base, find_pack, pack_folder, packs_near

_CASE_TEXTS = ("id", "title", "system", "department", "supersedes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that is not written yet; `notices` are what a person should know beside it."""

    content: bytes
    counts: Counts
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    """A submission that fills a form; `root` is its file as it is written."""

    plan: Plan
    label: str
    submission: Submission
    root: Cursor


def blank_form(pack: Path | None, profile: str | None, *, as_of: date | None, today: date) -> Form:
    """The form that nothing is filled into.

    Args:
        pack: the folder of the pack; else the only one of the nearest `rules/`.
        profile: the name of the profile; else the only one of the pack.
        as_of: the day on which it is made; else `today`.
        today: the day it is.

    Raises:
        InvalidFile: the pack is faulty, or there is no such profile.
    """
    found = load_pack(pack_folder(pack) if pack else _only_pack(), find_base)
    chosen = _profile(found, profile, found.place)
    plan = compile_plan(found, chosen)
    asked = questionnaire_of(plan, as_of or today, profile_label=chosen.label)
    return _form(FormContent(questionnaire=asked), {}, "", [])


def filled_form(
    path: Path, pack: Path | None, profile: str | None, *, as_of: date | None, today: date
) -> Form:
    """The form of a case, with everything of its submission in it, and what was concluded.

    Args:
        path: of a submission; what it extends is filled in, too.
        pack: the folder of a pack to use whatever the submission names.
        profile: the name of a profile to use whatever the submission names.
        as_of: the assessment date; else the case's `submitted_on`, else `today`.
        today: the day it is.

    Raises:
        InvalidFile: a file is faulty, or holds what no form can (E360 to E367).
    """
    notices: list[str] = []
    filled = _read(path, pack, profile, notices)
    submission = filled.submission
    day = as_of or submission.case.submitted_on or today
    if as_of is None and submission.case.submitted_on is None:
        notices.append(
            f"{submission.file}: 日付が分からないので、今日（{today.isoformat()}）の時点の様式です"
            "（--as-of で変えられます）"
        )
    asked = questionnaire_of(
        filled.plan,
        day,
        answers=submission.answers,
        evidence=submission.evidence,
        claims=submission.claims,
        profile_label=filled.label,
    )
    content = FormContent(
        questionnaire=asked,
        case=_case(filled),
        notes=_notes(filled.root),
        assessment=(
            assess(filled.plan, Agendum(item=None, submission=submission), day),
            filled.plan,
        ),
    )
    return _form(content, submission.answers.places, submission.file, notices)


def form_from_earlier(
    path: Path, pack: Path | None, profile: str | None, *, as_of: date | None, today: date
) -> Form:
    """The form of a new case, with the answers of an earlier one, and nothing else of it.

    Args:
        path: of the earlier submission.
        pack: the folder of a pack to use whatever the submission names.
        profile: the name of a profile to use whatever the submission names.
        as_of: the day on which it is made; else `today`.
        today: the day it is.

    Raises:
        InvalidFile: a file is faulty, or holds what no form can (E360 to E367).
    """
    notices: list[str] = []
    filled = _read(path, pack, profile, notices)
    answers = filled.submission.answers
    asked = questionnaire_of(
        filled.plan, as_of or today, answers=answers, profile_label=filled.label
    )
    content = FormContent(questionnaire=asked)
    return _form(content, answers.places, filled.submission.file, notices)


def write_form(form: Form, path: Path, *, force: bool) -> None:
    """Write a form as a whole or not at all.

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
        write_whole(path, form.content)
    except (OSError, ValueError) as error:
        raise _unwritable(
            path,
            f"ファイルに書き込めません（{reason_of(error)}）",
            "Excel などで開いていないか、フォルダに書き込む権限があるかを確かめてください",
        ) from error


def _form(content: FormContent, places: Mapping[str, Place], file: str, notices: list[str]) -> Form:
    raise_faults(form_faults(content, places, file))
    book = form_book(content)
    raise_faults(book_faults(book, file))
    notices += [
        f"シート「{sheet}」の {row} 行目は長い文なので、印刷では終わりが切れます。"
        "列の幅を広げるか、全文を別の資料にしてください"
        for sheet, row in cut_rows(book)
    ]
    return Form(
        content=book_bytes(book),
        counts=content.questionnaire.counts,
        notices=tuple(dict.fromkeys(notices)),
    )


def _read(path: Path, pack: Path | None, profile: str | None, notices: list[str]) -> _Filled:
    faults: list[Diagnostic] = []
    written = read_submission(path, path.parent, faults)
    raise_faults(faults)
    assert written is not None
    found = load_pack(pack_folder(pack) if pack else _named_pack(written, path), find_base)
    if written.pack is not None and written.pack.text != found.id:
        notices.append(
            f"{written.file}: 提出内容の規則集は「{written.pack.text}」ですが、"
            f"規則集「{found.id}」の様式にしました"
        )
    named = written.profile
    chosen = (
        _profile(found, named.text, named.place)
        if named is not None and profile is None
        else _profile(found, profile, found.place)
    )
    plan = compile_plan(found, chosen)
    submission = type_submission(written, found, chosen.id, faults)
    raise_faults(faults)
    return _Filled(plan=plan, label=chosen.label, submission=submission, root=written.cursor)


def _named_pack(written: WrittenSubmission, path: Path) -> Path:
    """The folder of the pack that a submission names."""
    if written.pack is None:
        fault = written.cursor.fault(
            "E316",
            "どの規則集の様式かが書かれていません",
            "pack: municipal-privacy のように書くか、--pack で規則集のフォルダを指定してください",
        )
        raise InvalidFile([fault])
    return find_pack(written.pack, path)


def _case(filled: _Filled) -> dict[str, str | int | date]:
    written = filled.root["case"]
    found: dict[str, str | int | date] = {
        f"case.{name}": written[name].text for name in _CASE_TEXTS if name in written
    }
    if "revision" in written:
        found["case.revision"] = written["revision"].wanted(int)
    if filled.submission.case.submitted_on is not None:
        found["case.submitted_on"] = filled.submission.case.submitted_on
    return found


def _notes(root: Cursor) -> dict[str, dict[str, str]]:
    if "notes" not in root:
        return {}
    return {
        note.key: {part.key: part.text for part in note.entries()}
        for note in root["notes"].entries()
    }


def _only_pack() -> Path:
    packs = packs_near(Path.cwd())
    if len(packs) == 1:
        return packs[0]
    named = "、".join(shown_path(each) for each in packs)
    raise _fault(
        "E316",
        f"規則集が {len(packs)} あります（{named}）",
        "--pack で一つを指定してください",
        Path.cwd(),
    )


def _profile(pack: RulePack, name: str | None, place: Place) -> Profile:
    """The profile of this name, which stands at `place`; without one, the only one of the pack."""
    profiles = pack.profiles
    if name is None and len(profiles) == 1:
        return next(iter(profiles.values()))
    if name is not None and name in profiles:
        return profiles[name]
    listed = "、".join(f"{each.id}（{each.label}）" for each in profiles.values())
    near = nearest(name, profiles) if name else None
    message = (
        f"適用区分「{name}」は規則集「{pack.id}」にありません"
        if name
        else "どの適用区分の様式かが分かりません"
    )
    hint = (
        f"もしかして「{near}」ですか"
        if near
        else f"--profile で次のどれかを指定してください: {listed}"
    )
    raise InvalidFile([Diagnostic(code="E318", message=message, hint=hint, place=place)])


def _unwritable(path: Path, message: str, hint: str) -> InvalidFile:
    return _fault("E323", message, hint, path)


def _fault(code: str, message: str, hint: str, path: Path) -> InvalidFile:
    place = Place(file=shown_path(path))
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=place)])
