"""Dossiers of the small pack: a submission with these answers under these rules."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from packs import FACTS, run, submission, write_files, write_pack

from checklist_engine.drafting.case_view import case_view
from checklist_engine.drafting.dossier import Dossier, View
from checklist_engine.model.meeting import Adopted, Meeting

DAY = date(2021, 4, 15)
MORE = """\
  - {id: fixed, label: 固定, question: 固定ですか, type: boolean, mutable: false}
  - {id: also_fixed, label: もう一つ, question: もう一つですか, type: boolean, mutable: false}
"""


def facts() -> str:
    """The facts of the small pack, with two more that cannot be changed to please a rule."""
    return FACTS.replace("  - {id: agreed,", f"{MORE}  - {{id: agreed,")


def dossier(
    folder: Path,
    answers: str = "{}",
    rest: str = "",
    files: Mapping[str, str | None] | None = None,
) -> Dossier:
    """A case under the small pack with these files."""
    write_pack(folder / "rules" / "small", files)
    write_files(folder, {"s.yaml": submission(answers, rest)})
    [(assessment, plan)] = run(folder / "s.yaml").cases
    return Dossier(assessment=assessment, plan=plan)


def meeting(adopted: Mapping[str, Adopted] | None = None) -> Meeting:
    """A meeting of which only what it must have is known."""
    return Meeting(
        id="m",
        title="第1回審議会",
        council=None,
        date=DAY,
        time=None,
        place=None,
        adopted=adopted or {},
    )


def view(of: Dossier) -> View:
    """The words of a case outside a meeting."""
    return case_view(of, meeting())
