"""A pack of which only rules have changed since it was compiled: these alone are read and compiled."""

from collections.abc import Iterable
from pathlib import Path

from checklist_engine.compiler.pack_lines import PackLines
from checklist_engine.compiler.plan import compile_rules
from checklist_engine.compiler.plan_json import dump_json, load_json
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import raise_faults
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.loader.edited_rules import read_edited_rules
from checklist_engine.model.pack import RulePack


def edited_lines(lines: PackLines, files: Iterable[Path]) -> PackLines:
    """The lines of a pack as it is now, without `edition`.

    Args:
        lines: the pack as it was when it was last read; then it had no faults, and it extends no other.
        files: those of its rules that have changed since.

    Raises:
        InvalidFile: all faults of these files at once.
        Refused: `lines` are not as they were written.
    """
    source = load_json(lines.shared["source"], RulePack)
    faults: list[Diagnostic] = []
    rules = read_edited_rules(files, faults)
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
