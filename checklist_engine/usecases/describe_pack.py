"""`checklist docs`: the pages that describe a pack."""

from pathlib import Path

from checklist_engine.compiler.plan import compile_plan
from checklist_engine.drafting.papers import Paper
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.reporting.pack_pages import pack_pages
from checklist_engine.usecases.find_pack import find_base, pack_folder


def describe_pack(folder: Path) -> tuple[Paper, ...]:
    """The pages of the pack in `folder`, all of its rules in them.

    Raises:
        InvalidFile: the pack is faulty.
    """
    pack = load_pack(pack_folder(folder), find_base)
    plan = compile_plan(pack, every_rule(pack))
    return tuple(Paper(name=name, text=text) for name, text in pack_pages(plan))


def every_rule(pack: RulePack) -> Profile:
    """A profile that asks for all rules of a pack and changes nothing."""
    return Profile(id="all", label="", decision="none", rules=None, families=None, place=pack.place)
