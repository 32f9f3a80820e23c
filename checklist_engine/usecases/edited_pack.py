"""A pack of which only rules have changed since it was compiled: these alone are read and compiled."""

from pathlib import Path

from checklist_engine.compiler.pack_lines import PackLines
from checklist_engine.compiler.plan import compile_rules
from checklist_engine.compiler.plan_json import dump_json, load_json
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import raise_faults
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.loader.edited_rules import read_edited_rules
from checklist_engine.model.pack import RulePack
from checklist_engine.usecases.pack_cache import Outdated

_MOST = 64
"""With more changed files than this the whole pack is read, so that it is kept as it is now."""


def edited_lines(outdated: Outdated, folder: Path) -> PackLines | None:
    """The lines of the pack as it is now, without `edition`; None where it had better be read whole.

    Raises:
        InvalidFile: all faults of the files that changed at once; the others have none.
        Refused: what was kept is not as it was written.
    """
    if len(outdated.changed) > _MOST:
        return None
    lines = outdated.lines
    source = load_json(lines.shared["source"], RulePack)
    faults: list[Diagnostic] = []
    rules = read_edited_rules([folder / name for name in outdated.changed], faults)
    profile = source.profiles[lines.head.profile]
    planned = compile_rules(replace(source, rules=rules), profile, faults)
    raise_faults(faults)
    shared = dict(lines.shared)
    del shared["edition"]
    now = {**lines.names.may_claim, **{name: rule.may_claim for name, rule in rules.items()}}
    if now != lines.names.may_claim:
        shared["names"] = dump_json(replace(lines.names, may_claim=now))
    edited = {rule.id: dump_json(rule) for rule in planned}
    return PackLines(shared, {**lines.rules, **edited})
