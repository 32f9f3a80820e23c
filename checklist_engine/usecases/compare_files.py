"""`checklist diff`: two packs, or two submissions (folders and meetings, too), by what they mean."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.comparing.pack_diff import PackDiff, compare_packs
from checklist_engine.comparing.sides import Side
from checklist_engine.comparing.submission_diff import (
    CaseDiff,
    SubmissionDiff,
    compare_case,
    compare_cases,
)
from checklist_engine.compiler.plan import compile_plan
from checklist_engine.formats.files import exists, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack import pack_of
from checklist_engine.loader.pack_parts import read_parts
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.usecases.assess_cases import Assessed, assess_cases
from checklist_engine.usecases.describe_pack import every_rule
from checklist_engine.usecases.find_pack import HEAD, find_base, pack_folder


class Incomparable(Exception):
    """What is asked for cannot be compared; `str()` is Japanese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The differences; `notices` are what a person should know beside them."""

    diff: PackDiff | SubmissionDiff
    notices: tuple[str, ...]


def compare_files(
    old: Path, new: Path, *, rule: str | None, as_of: date | None, pack: Path | None, today: date
) -> Compared:
    """Compare two packs, or two submissions.

    Args:
        old: the folder of a pack, or a submission, a folder of them, a meeting.
        new: likewise, of the same kind.
        rule: the id of the only rule to look at.
        as_of: the day on which dates are judged; else the new pack's `test_date`, or the day on which
            the new submissions are assessed, or `today`.
        pack: the folder of a pack to assess submissions by whatever they name.
        today: the day it is.

    Raises:
        Incomparable: one is a pack and the other is not; neither knows the rule.
        InvalidFile: all faults of all files at once.
    """
    raise_faults(_missing((old, new)))
    are_packs = [_is_pack(path) for path in (old, new)]
    if all(are_packs):
        if pack is not None:
            raise Incomparable("--pack は、提出内容を比べるときに使います")
        return _compare_packs(_folder(old), _folder(new), rule=rule, as_of=as_of, today=today)
    if any(are_packs):
        names = [
            f"{shown_path(path)} は{'規則集' if is_pack else '提出内容'}"
            for path, is_pack in zip((old, new), are_packs, strict=True)
        ]
        raise Incomparable(
            f"{'、'.join(names)}なので、比べられません。規則集と規則集、又は提出内容と提出内容を指定してください"
        )
    for path in (old, new):
        _check_no_rule(path)
    return _compare_submissions(old, new, rule=rule, as_of=as_of, pack=pack, today=today)


def _missing(paths: Iterable[Path]) -> Iterable[Diagnostic]:
    return [
        Diagnostic(
            code="E101",
            message="ファイル又はフォルダが見つかりません",
            hint="名前とフォルダを確かめてください",
            place=Place(file=shown_path(path)),
        )
        for path in paths
        if not exists(path)
    ]


def _is_pack(path: Path) -> bool:
    """Whether it is the folder of a pack, or its pack.yaml, or a folder of packs (told later)."""
    if path.is_dir():
        return (path / HEAD).is_file() or any(path.glob(f"*/{HEAD}"))
    return path.name == HEAD


def _folder(path: Path) -> Path:
    return pack_folder(path if path.is_dir() else path.parent)


def _check_no_rule(path: Path) -> None:
    if path.is_file() and (path.resolve().parent.parent / HEAD).is_file():
        raise Incomparable(
            f"{shown_path(path)} は規則集の中のファイルです。"
            "規則集のフォルダを二つ指定し、一つの規則だけを比べるときは --rule を付けてください"
        )


def _compare_packs(
    old: Path, new: Path, *, rule: str | None, as_of: date | None, today: date
) -> Compared:
    faults: list[Diagnostic] = []
    before, after = _side(old, faults), _side(new, faults)
    raise_faults(faults)
    assert before is not None and after is not None
    _check_rule(rule, [*after.rules, *before.rules])
    day = as_of or after.pack.test_date
    notices = () if day else (_today_notice(today),)
    return Compared(diff=compare_packs(before, after, day or today, rule), notices=notices)


def _side(folder: Path, faults: list[Diagnostic]) -> Side | None:
    """The pack of a folder; None after faults."""
    own: list[Diagnostic] = []
    try:
        parts = read_parts(folder, find_base, own)
        raise_faults(own)
        assert parts is not None
        pack = pack_of(parts, own)
        raise_faults(own)
        return Side(
            pack=pack,
            plan=compile_plan(pack, every_rule(pack)),
            retired=frozenset(item.text for head in parts.heads for item in head.listed("retired")),
        )
    except InvalidFile as error:
        faults += error.diagnostics
        return None


def _compare_submissions(
    old: Path,
    new: Path,
    *,
    rule: str | None,
    as_of: date | None,
    pack: Path | None,
    today: date,
) -> Compared:
    faults: list[Diagnostic] = []

    def assessed(path: Path, day: date | None) -> Assessed | None:
        try:
            return assess_cases(path, as_of=day, pack=pack, today=today)
        except InvalidFile as error:
            faults.extend(error.diagnostics)
            return None

    after = assessed(new, as_of)
    # Judged on one day, so that only what is said makes a difference.
    before = assessed(old, as_of or (_common_day(after) if after else None))
    raise_faults(faults)
    assert before is not None and after is not None
    plans = [plan for side in (after, before) for _, plan in (*side.cases, *side.notifications)]
    _check_rule(rule, [each.id for plan in plans for each in plan.rules])
    return Compared(
        diff=SubmissionDiff(cases=tuple(_paired(before, after, rule)), rule=rule),
        notices=tuple(dict.fromkeys((*before.notices, *after.notices))),
    )


def _common_day(assessed: Assessed) -> date | None:
    """The day on which all cases were assessed; None where they differ."""
    days = {each.as_of for each, _ in (*assessed.cases, *assessed.notifications)}
    return days.pop() if len(days) == 1 else None


def _paired(before: Assessed, after: Assessed, rule: str | None) -> Sequence[CaseDiff]:
    """Two submissions with each other; in folders and meetings, cases by their ids."""
    earlier, later = _sides(before.cases), _sides(after.cases)
    if not before.together and not after.together:
        return [compare_case(earlier[0], later[0], rule)]
    if not before.together:
        later = [_of_same_case(earlier[0], later)]
    elif not after.together:
        earlier = [_of_same_case(later[0], earlier)]
    cases = compare_cases(earlier, later, rule)
    if not (before.together and after.together):
        return list(cases)
    notified = compare_cases(
        _sides(before.notifications), _sides(after.notifications), rule, are_notifications=True
    )
    return [*cases, *notified]


def _sides(cases: Iterable[tuple[Assessment, Plan]]) -> list[CaseSide]:
    return [CaseSide(assessment=assessment, plan=plan) for assessment, plan in cases]


def _of_same_case(one: CaseSide, among: Sequence[CaseSide]) -> CaseSide:
    """The case of a folder or a meeting that a single submission is to be held against."""
    name = one.submission.case.id
    by_id = {each.submission.case.id: each for each in among}
    if name in by_id:
        return by_id[name]
    raise Incomparable(
        f"案件の id「{name}」の提出内容が、もう一方にありません（あるのは {'、'.join(by_id)} です）"
    )


def _check_rule(rule: str | None, known: Sequence[str]) -> None:
    if rule is None or rule in known:
        return
    near = nearest(rule, known)
    hint = f"もしかして {near} ですか" if near else "規則の id を確かめてください"
    raise Incomparable(f"規則「{rule}」は、どちらにもありません。{hint}")


def _today_notice(today: date) -> str:
    return (
        f"規則集に test_date がないので、今日（{today.isoformat()}）の時点で比べました"
        "（--as-of で変えられます）"
    )
