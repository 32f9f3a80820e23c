"""Cases of small packs flipped: what would change their outcome."""

from collections.abc import Mapping
from pathlib import Path

from packs import assessed

from checklist_engine.inquiry.flipped import FlippedCase, flip_case
from checklist_engine.model.verdicts import Decision
from checklist_engine.reporting.flip_text import flip_text
from checklist_engine.reporting.layout import Canvas


def flipped(
    folder: Path,
    files: Mapping[str, str | None] | None = None,
    answers: str = "{}",
    rest: str = "",
    *,
    profile: str = "all",
    aim: Decision | None = None,
    condition: str | None = None,
) -> FlippedCase:
    """One submission, assessed by a small pack (see `packs.assessed`), and flipped."""
    assessment, plan = assessed(folder, files, answers, rest, profile=profile)
    return flip_case(assessment, plan, aim=aim, condition=condition)


def ways(case: FlippedCase) -> list[set[str]]:
    """What each alternative changes, by path, and proves, by `path?`."""
    return [
        {change.path for change in each.changes} | {f"{proof.path}?" for proof in each.proofs}
        for each in case.flips.alternatives
    ]


def told(case: FlippedCase) -> str:
    """The case as it is printed, in one long line a paragraph."""
    return "\n".join(flip_text(case, Canvas(cells=4000, colour=False)))
