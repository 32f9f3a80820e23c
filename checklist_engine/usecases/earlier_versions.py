"""訂正前の提出内容: those that another submission of the same folder takes the place of (`supersedes`)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from checklist_engine.formats.reading import read_document
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.submission import path_inside
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan

Case = tuple[Assessment, Plan]


def earlier_first(cases: Sequence[Case], inside: Path) -> tuple[Case, ...]:
    """The cases in their order, but none before one that it takes the place of.

    Where two take the place of each other, both stay where they are.
    """
    earlier, by_file = _earlier(cases, inside), {_file(each): each for each in cases}
    found: dict[Path, Case] = {}

    def take(file: Path, later: frozenset[Path]) -> None:
        before = earlier.get(file)
        if before is not None and before not in later:
            take(before, later | {file})
        found.setdefault(file, by_file[file])

    for each in cases:
        take(_file(each), frozenset())
    return tuple(found.values())


def superseded(cases: Sequence[Case], inside: Path) -> frozenset[str]:
    """The files of the cases that another of them takes the place of, but for those that go round in a circle."""
    earlier = _earlier(cases, inside)
    circles = {file for file in earlier if _comes_back(file, earlier)}
    return frozenset(
        each[0].submission.file
        for each in cases
        if _file(each) in earlier.values() and _file(each) not in circles
    )


def _comes_back(file: Path, earlier: Mapping[Path, Path]) -> bool:
    seen: set[Path] = set()
    at = earlier.get(file)
    while at is not None and at not in seen and at != file:
        seen.add(at)
        at = earlier.get(at)
    return at == file


def _earlier(cases: Sequence[Case], inside: Path) -> Mapping[Path, Path]:
    """By the file of a case, the file among these that it takes the place of. Only cases of one id can."""
    by_id: dict[str, list[Path]] = {}
    for each in cases:
        by_id.setdefault(each[0].submission.case.id, []).append(_file(each))
    found: dict[Path, Path] = {}
    for files in by_id.values():
        for file in files if len(files) > 1 else ():
            named = read_document(file).cursor()["case"].get("supersedes")
            faults: list[Diagnostic] = []
            before = path_inside(named, file.parent, inside.resolve(), faults) if named else None
            if before in files and before != file:
                found[file] = before
    return found


def _file(case: Case) -> Path:
    return Path(case[0].submission.file).resolve()
