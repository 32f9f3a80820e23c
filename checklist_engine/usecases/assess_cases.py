"""`checklist assess`: a submission, a folder of them, or a meeting → assessments."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checklist_engine.conclusion.assess import assess
from checklist_engine.formats.files import exists, shown_path
from checklist_engine.formats.reading import read_document
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.meeting.precedents import with_precedents
from checklist_engine.model.assessment import Assessment, RulingStatus
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum, Ruling, Submission
from checklist_engine.usecases.find_pack import pack_folder
from checklist_engine.usecases.shelf import Shelf

if TYPE_CHECKING:
    from checklist_engine.model.meeting import Meeting

MEETING = "meeting.yaml"
_SUFFIXES = (".yaml", ".yml", ".json")
_SUBMISSION_KEYS = frozenset({"case", "answers", "profile", "extends"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """Assessments with their Plans, in order; `notices` are what a person should know beside them.

    `together` marks a folder or a meeting; `meeting` and `notifications` (届出) are a meeting's.
    """

    cases: tuple[tuple[Assessment, Plan], ...]
    together: bool
    meeting: "Meeting | None"
    notifications: tuple[tuple[Assessment, Plan], ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be assessed: (item, file), the folder it may not leave, and a meeting's own."""

    agenda: tuple[tuple[str | None, Path], ...]
    inside: Path
    together: bool
    meeting: "Meeting | None" = None
    notifications: tuple[Path, ...] = ()
    rulings: tuple[Ruling, ...] = ()


def assess_cases(path: Path, *, as_of: date | None, pack: Path | None, today: date) -> Assessed:
    """Assess a submission file, a folder, or a meeting.

    Args:
        path: a submission, or a folder with a meeting.yaml or with submissions directly inside.
        as_of: the assessment date; else the meeting's, else the case's `submitted_on`, else `today`.
        pack: the folder of a pack to use whatever the submissions name.
        today: the day it is.

    Raises:
        InvalidFile: all faults of all files at once.
    """
    notices: list[str] = []
    faults: list[Diagnostic] = []
    order = _order(path, faults, notices)
    shelf = Shelf(given=pack_folder(pack) if pack else None, faults=faults, notices=notices)
    found = [
        (item, typed)
        for item, file in order.agenda
        if (typed := shelf.submission(file, order.inside)) is not None
    ]
    notified = [
        typed
        for file in order.notifications
        if (typed := shelf.submission(file, order.inside)) is not None
    ]
    if order.meeting is not None:
        together = [*(typed for _, typed in found), *notified]
        _check_ids([submission for _, submission in together], faults)
    raise_faults(faults)

    def day_of(submission: Submission) -> date:
        meeting_day = order.meeting.date if order.meeting is not None else None
        for day in (as_of, meeting_day, submission.case.submitted_on):
            if day is not None:
                return day
        notices.append(
            f"{submission.file}: 日付が分からないので、今日（{today.isoformat()}）の時点で評価しました"
            "（--as-of で変えられます）"
        )
        return today

    cases = []
    for item, (plan, submission) in found:
        rulings = [each for each in order.rulings if each.case == submission.case.id]
        agendum = Agendum(item=item, submission=submission)
        cases.append((assess(plan, agendum, day_of(submission), rulings), plan))
    notices += _ruling_notices(order.rulings, [assessment for assessment, _ in cases])
    referring = with_precedents(
        [assessment for assessment, _ in cases], [plan.sentences for _, plan in cases]
    )
    return Assessed(
        cases=tuple(zip(referring, (plan for _, plan in cases), strict=True)),
        together=order.together,
        meeting=order.meeting,
        notifications=tuple(
            (assess(plan, Agendum(item=None, submission=submission), day_of(submission)), plan)
            for plan, submission in notified
        ),
        notices=tuple(dict.fromkeys(notices)),
    )


def _check_ids(submissions: Sequence[Submission], faults: list[Diagnostic]) -> None:
    """Rulings, papers and the archive tell a meeting's submissions apart by their id.

    So no two may have the same, be they cases (諮問) or notifications (届出).
    """
    first: dict[str, Place] = {}
    for submission in submissions:
        name, place = submission.case.id, submission.case.place
        if name in first:
            faults.append(
                Diagnostic(
                    code="E314",
                    message=f"案件の id「{name}」が二つあります"
                    f"（一つ目は {first[name].file} の {first[name].line} 行目）",
                    hint="同じ提出内容を二度挙げていないか確かめ、別の id にしてください",
                    place=place,
                )
            )
        first.setdefault(name, place)


def _ruling_notices(rulings: Sequence[Ruling], assessments: Sequence[Assessment]) -> Iterator[str]:
    """What did not come of rulings: it is announced, never passed over."""
    cases = [assessment.submission.case.id for assessment in assessments]
    for ruling in rulings:
        if ruling.case not in cases:
            near = nearest(ruling.case, cases)
            hint = f"（もしかして「{near}」ですか）" if near else ""
            yield f"{ruling.place}: 裁定「{ruling.id}」の案件「{ruling.case}」がありません{hint}"
    for assessment in assessments:
        for each in assessment.rulings:
            if each.status is not RulingStatus.APPLIED:
                yield (
                    f"{each.ruling.place}: 裁定「{each.ruling.id}」は、判定を変えませんでした"
                    f"（{each.status.label}）"
                )


def _order(path: Path, faults: list[Diagnostic], notices: list[str]) -> _Order:
    is_folder = exists(path) and path.is_dir()
    meeting = path / MEETING if is_folder else path
    if meeting.name == MEETING and exists(meeting):
        from checklist_engine.loader.meeting import read_meeting  # noqa: PLC0415 - most have none

        written = read_meeting(meeting, faults)
        raise_faults(faults)
        assert written is not None
        return _Order(
            agenda=written.agenda,
            inside=meeting.parent,
            together=True,
            meeting=written.meeting,
            notifications=written.notifications,
            rulings=written.rulings,
        )
    if is_folder:
        files = tuple((None, file) for file in _submissions(path, notices))
        if not files:
            faults.append(
                Diagnostic(
                    code="E317",
                    message="フォルダの中に、提出内容も meeting.yaml もありません",
                    hint="提出内容のファイルを直接指定するか、別のフォルダを指定してください",
                    place=Place(file=shown_path(path)),
                )
            )
            raise_faults(faults)
        return _Order(agenda=files, inside=path, together=True)
    return _Order(agenda=((None, path),), inside=path.parent, together=False)


def _submissions(folder: Path, notices: list[str]) -> Iterator[Path]:
    """Submissions directly inside a folder, by name; what is something else is announced."""
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() not in _SUFFIXES or file.name.startswith(".") or not file.is_file():
            continue
        if _is_submission(file):
            yield file
        else:
            near = nearest(file.name, [MEETING])
            hint = f"（もしかして {near} ですか）" if near else ""
            notices.append(f"{shown_path(file)}: 提出内容ではないので、評価していません{hint}")


def _is_submission(file: Path) -> bool:
    try:
        root = read_document(file).root
    except InvalidFile:
        # Whatever it was meant to be, its faults must be seen.
        return True
    return isinstance(root, dict) and bool(_SUBMISSION_KEYS & root.keys())
