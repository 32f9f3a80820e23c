"""`checklist lint`: packs, or one file of a pack, or a meeting and its submissions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from checklist_engine.formats.files import exists, reason_of, shown_path
from checklist_engine.formats.reading import read_document
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place
from checklist_engine.lint.check import Severity
from checklist_engine.lint.desk import Desk
from checklist_engine.lint.message import Message
from checklist_engine.lint.reading import PackReader
from checklist_engine.lint.run import in_meeting, messages
from checklist_engine.lint.settings import active
from checklist_engine.lint.subject import LintedMeeting, LintSettings
from checklist_engine.lint.workbench import Workbench
from checklist_engine.usecases.find_pack import HEAD, find_base, pack_folder, packs_near

MEETING = "meeting.yaml"
_SUFFIXES = (".yaml", ".yml", ".json")
_ROUNDS = 5
"""How often files are mended and linted again: one edit can make room for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintOrder:
    """What lint is asked to do.

    Attributes:
        as_of: the day that counts; else `today`, in a meeting the meeting's own.
        today: the day it is.
        severities: how much checks weigh, by code.
        fix: whether files are mended where that is beyond doubt.
    """

    as_of: date | None
    today: date
    severities: Mapping[str, str] = field(default_factory=dict)
    fix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """What there is to say, and what was mended before."""

    messages: tuple[Message, ...]
    mended: tuple[Message, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(each.severity is Severity.ERROR for each in self.messages)


def lint_files(path: Path | None, here: Path, order: LintOrder) -> Linted:
    """Lint what is at `path` or, without one, every pack in the nearest `rules/` from `here` upward.

    Raises:
        InvalidFile: there is nothing at `path` that could be linted, or a file cannot be written.
    """
    folders, only = packs_at(path, here)
    if path is not None and not folders:
        return Linted(messages=_of_meeting(path, order))
    several = [_of_pack(folder, only, order) for folder in folders]
    return Linted(
        messages=tuple(each for linted in several for each in linted.messages),
        mended=tuple(each for linted in several for each in linted.mended),
    )


def packs_at(path: Path | None, here: Path) -> tuple[list[Path], Path | None]:
    """The folders of the packs that are asked for, and the file or folder if it is a part of one.

    There are none where the path is about submissions.

    Raises:
        InvalidFile: there is nothing at the path that could be linted, or no pack near `here`.
    """
    if path is None:
        return packs_near(here), None
    if not exists(path):
        raise _refusal(
            path, "E101", "ファイルもフォルダも見つかりません", "名前とフォルダを確かめてください"
        )
    if not path.is_dir() and path.suffix not in _SUFFIXES:
        raise _refusal(
            path,
            "E324",
            "点検できる種類のファイルではありません",
            "規則集のフォルダか、.yaml のファイルを指定してください",
        )
    # The way as it is written: a pack may be reached through a link.
    around = next((each for each in path.absolute().parents if exists(each / HEAD)), None)
    if path.is_dir() and exists(path / HEAD):
        return [path], None
    if around is not None:
        return [around], path
    if not path.is_dir() or _holds_cases(path):
        return [], None
    return sorted(head.parent for head in path.glob(f"*/{HEAD}")) or [pack_folder(path)], None


def workbench(folder: Path, order: LintOrder) -> Workbench:
    """A workbench for the pack in `folder`."""
    return Workbench(
        PackReader(
            desk=Desk(folder),
            find_base=find_base,
            severities=order.severities,
            as_of=order.as_of or order.today,
        )
    )


def _of_pack(folder: Path, only: Path | None, order: LintOrder) -> Linted:
    bench = workbench(folder, order)
    mended: list[Message] = []
    found = _about(bench.whole(), only)
    for _ in range(_ROUNDS if order.fix else 0):
        settled = _mend(bench, found)
        if not settled:
            break
        mended += settled
        found = _about(bench.whole(), only)
    return Linted(messages=found, mended=tuple(mended))


def _about(found: Iterable[Message], only: Path | None) -> tuple[Message, ...]:
    """The messages about one file or the files of one folder, where that is asked for."""
    if only is None:
        return tuple(found)
    wanted = only.absolute()
    return tuple(
        each
        for each in found
        if (file := Path(each.place.file).absolute()) == wanted or wanted in file.parents
    )


def _mend(bench: Workbench, found: Sequence[Message]) -> list[Message]:
    """Mend what can be mended at once; the messages that are settled by it."""
    # Loaded to mend alone: most runs only look.
    from checklist_engine.authoring.formatting.writing import write_whole  # noqa: PLC0415
    from checklist_engine.lint.fixing import mended_content, mendings  # noqa: PLC0415

    assert bench.read is not None
    documents, paths = bench.read.documents, bench.reader.desk.files()
    settled: list[Message] = []
    for mending in mendings(found, documents):
        path = paths[mending.file]
        try:
            content = mended_content(path.read_bytes(), mending, documents[mending.file].text)
            if content is None:
                continue
            write_whole(path.resolve(), content)
        except OSError as error:
            raise _refusal(
                path,
                "E323",
                f"ファイルに書き込めません（{reason_of(error)}）",
                "書き込む権限と、ディスクの空きを確かめてください",
            ) from error
        bench.reader.desk.forget(path)
        settled += mending.messages
    return settled


def _of_meeting(path: Path, order: LintOrder) -> tuple[Message, ...]:
    """The faults of a meeting or a submission, and what checks say of the rulings."""
    # Loaded for cases alone: packs are linted without it.
    from checklist_engine.usecases.assess_cases import assess_cases  # noqa: PLC0415

    subject, only = _case_at(path)
    checks = active(LintSettings(severities=order.severities))
    try:
        assessed = assess_cases(subject, as_of=order.as_of, pack=None, today=order.today)
    except InvalidFile as error:
        return _about(messages((), error.diagnostics, (), checks, ran=()), only)
    meeting = LintedMeeting(assessments=tuple(assessment for assessment, _ in assessed.cases))
    found = tuple(in_meeting(meeting, checks))
    files = {each.problem.place.file for each in found} | {
        status.ruling.place.file
        for assessment in meeting.assessments
        for status in assessment.rulings
    }
    ran = [code for code, (check, _) in checks.items() if check.of_meeting is not None]
    documents = [read_document(Path(file)) for file in sorted(files)]
    return _about(messages(found, (), documents, checks, ran=ran), only)


def _case_at(path: Path) -> tuple[Path, Path | None]:
    """What is to be assessed, and the file that is asked about where it is only a part of that."""
    if path.is_dir() or path.name == MEETING or not _holds_rulings(path):
        return path, None
    meeting = next(
        (each / MEETING for each in path.absolute().parents if exists(each / MEETING)), None
    )
    if meeting is None:
        raise _refusal(
            path,
            "E317",
            f"この裁定を使う会議（{MEETING}）が見つかりません",
            f"{MEETING} と同じフォルダに置いてください",
        )
    return meeting, path


def _holds_cases(folder: Path) -> bool:
    """Whether a folder is one of submissions: by its meeting, or by what its files begin with."""
    files = (each for each in folder.iterdir() if each.suffix in _SUFFIXES)
    return exists(folder / MEETING) or any("answers" in _keys(file) for file in files)


def _holds_rulings(path: Path) -> bool:
    keys = _keys(path)
    return "rulings" in keys and "meeting" not in keys


def _keys(path: Path) -> Collection[str]:
    """The keys of a file; none where it cannot be read."""
    try:
        root = read_document(path).root
    except InvalidFile:
        return ()
    return root.keys() if isinstance(root, dict) else ()


def _refusal(path: Path, code: str, message: str, hint: str) -> InvalidFile:
    place = Place(file=shown_path(path))
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=place)])
