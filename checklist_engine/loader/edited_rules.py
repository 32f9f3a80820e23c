"""Rules that were edited since their pack was read: their files are read again, and no other."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.checked import read_checked
from checklist_engine.loader.rules import check_name, read_rule
from checklist_engine.model.rules import Rule


def read_edited_rules(paths: Iterable[Path], faults: list[Diagnostic]) -> Mapping[str, Rule]:
    """The rules of some files of a pack that extends no other; E1 and E2 faults are added.

    INVARIANT: the files had no faults when the pack was read, and there are no others: so no family is
    unknown, no id is there twice, and none has been retired.
    """
    found = {}
    for path in paths:
        cursor = read_checked(path, "rule", faults)
        if cursor is not None:
            check_name(cursor, path, faults)
            found[path.stem] = read_rule(cursor, path.parent.name, faults)
    return found
