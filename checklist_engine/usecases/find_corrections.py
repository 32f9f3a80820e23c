"""Corrections (訂正): the submissions that those of a case, a folder or a meeting supersede.

A submission names the file that it takes the place of: `case: {supersedes: first.yaml}`. Both are
assessed on the same day and under the same rulings, so that only what is said makes a difference.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.comparing.submission_diff import CaseDiff, compare_case
from checklist_engine.conclusion.assess import assess
from checklist_engine.formats.document import Cursor
from checklist_engine.formats.files import shown_path
from checklist_engine.formats.reading import read_document
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.loader.submission import path_inside
from checklist_engine.meeting.precedents import with_precedents
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum
from checklist_engine.usecases.assess_cases import Assessed
from checklist_engine.usecases.find_pack import pack_folder
from checklist_engine.usecases.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What was corrected, by the file of the submission that corrects; cases, and 届出 of a meeting.

    `superseded` are files that another one takes the place of; `notices` are for a person.
    """

    by_file: Mapping[str, CaseDiff]
    superseded: frozenset[str]
    notices: tuple[str, ...]

    def earlier_than(self, files: Iterable[str]) -> frozenset[str]:
        """What these files supersede, and what that supersedes, and so on."""
        found: set[str] = set()
        waiting = list(files)
        while waiting:
            diff = self.by_file.get(waiting.pop())
            if diff is not None and diff.before is not None:
                earlier = diff.before.submission.file
                if earlier not in found:
                    found.add(earlier)
                    waiting.append(earlier)
        return frozenset(found)


def find_corrections(path: Path, assessed: Assessed, *, pack: Path | None) -> Corrections:
    """The corrections among what was assessed at `path`.

    That a submission names no file, or one that is faulty, is a notice: what stands now can be
    reported without what stood before.

    Args:
        path: what `assess_cases` was given.
        assessed: what came of it.
        pack: the folder of a pack to use whatever the submissions name.
    """
    finder = _Finder(
        inside=(path if path.is_dir() else path.parent).resolve(),
        pack=pack_folder(pack) if pack else None,
        notices=[],
    )
    by_file = {
        **finder.corrections(assessed.cases),
        **finder.corrections(assessed.notifications),
    }
    return Corrections(
        by_file=by_file,
        superseded=frozenset(
            diff.before.submission.file for diff in by_file.values() if diff.before is not None
        ),
        notices=tuple(finder.notices),
    )


Case = tuple[Assessment, Plan]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finder:
    """Looks for what submissions supersede; nothing outside the folder `inside` is read."""

    inside: Path
    pack: Path | None
    notices: list[str]

    def corrections(self, cases: Sequence[Case]) -> Mapping[str, CaseDiff]:
        found: dict[str, CaseDiff] = {}
        for at, (after, plan) in enumerate(cases):
            case = read_document(Path(after.submission.file)).cursor()["case"]
            cursor = case.get("supersedes")
            if cursor is None:
                self._check_revision(case)
            earlier = self._earlier(after, cursor) if cursor is not None else None
            if earlier is not None:
                found[after.submission.file] = compare_case(
                    CaseSide(assessment=_in_place(cases, at, earlier), plan=earlier[1]),
                    CaseSide(assessment=after, plan=plan),
                )
        return found

    def _earlier(self, after: Assessment, cursor: Cursor) -> Case | None:
        """The superseded submission as it comes out today; None, with a notice, where it does not."""
        faults: list[Diagnostic] = []
        file = path_inside(cursor, Path(after.submission.file).parent, self.inside, faults)
        if file is None or file == Path(after.submission.file).resolve():
            self._without(
                cursor, f"「{cursor.text}」は、この提出内容のフォルダにあるファイルではない"
            )
            return None
        shelf = Shelf(given=self.pack, faults=faults, notices=[])
        read = shelf.submission(file, self.inside)
        if read is None or faults:
            check = f"checklist assess {shown_path(file)} で確かめられます"
            self._without(cursor, f"{shown_path(file)} に誤りがある（{check}）")
            return None
        plan, submission = read
        rulings = [each.ruling for each in after.rulings]
        agendum = Agendum(item=after.item, submission=submission)
        return assess(plan, agendum, after.as_of, rulings), plan

    def _check_revision(self, case: Cursor) -> None:
        """A later revision that names no earlier one has probably forgotten to."""
        revision = case.get("revision")
        if revision is not None and revision.integer > 1:
            self.notices.append(
                f"{revision.place}: {revision.integer} 版ですが、supersedes に前の提出内容がないので、"
                "訂正前との違いは示しません"
            )

    def _without(self, cursor: Cursor, why: str) -> None:
        self.notices.append(f"{cursor.place}: supersedes の{why}ので、訂正前との違いは示しません")


def _in_place(cases: Sequence[Case], at: int, earlier: Case) -> Assessment:
    """The earlier assessment with the precedent that it would refer to, were it the one that counts."""
    meeting = [*cases[:at], earlier, *cases[at + 1 :]]
    referring = with_precedents(
        [assessment for assessment, _ in meeting], [plan.sentences for _, plan in meeting]
    )
    return referring[at]
