"""`checklist docs`: the pages that describe a pack."""

from pathlib import Path

from checklist_engine.compiler.plan import compile_plan
from checklist_engine.drafting.papers import Paper
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.pack import Profile
from checklist_engine.reporting.pack_pages import pack_pages
from checklist_engine.usecases.find_pack import find_base, pack_folder


def describe_pack(folder: Path) -> tuple[Paper, ...]:
    """The pages of the pack in `folder`, all of its rules in them.

    Raises:
        InvalidFile: the pack is faulty.
    """
    pack = load_pack(pack_folder(folder), find_base)
    every = Profile(
        id="all", label="", decision="none", rules=None, families=None, place=pack.place
    )
    plan = compile_plan(pack, every)
    return tuple(Paper(name=name, text=text) for name, text in pack_pages(plan))
