"""Faults that only follow from another: they name what stands in a file that could not be read."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from checklist_engine.ground.diagnostics import Diagnostic, in_order
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.lint.desk import Desk
from checklist_engine.lint.salvage import names_in

_DECLARING = frozenset({"facts", "conditions", "rule", "profiles"})
_OF_FACTS = frozenset({"E211", "E212"})
"""What is wrong with an entry itself, whatever else there is."""
_QUOTED = re.compile("「([^「」]*)」")


def is_of_reading(fault: Diagnostic) -> bool:
    """Whether a fault keeps a file, or an entry of it, from being read (E1)."""
    return fault.code < "E2"


def without_consequences(
    faults: Iterable[Diagnostic], lost: Iterable[str], files: Mapping[str, Path], desk: Desk
) -> tuple[Diagnostic, ...]:
    """Faults in order, without those that would go if what cannot be read could be.

    Args:
        faults: of all files of a pack.
        lost: the names of facts that could be read and are faulty all the same.
        files: the pack's own files by their shown paths.
        desk: where they were read.
    """
    told = in_order(faults)
    unread = {fault.place.file for fault in told if is_of_reading(fault)}
    names = {*lost, *_lost({file: files[file] for file in unread & files.keys()}, desk)}
    return tuple(fault for fault in told if _is_cause(fault) or not _names(fault, names))


def _is_cause(fault: Diagnostic) -> bool:
    return is_of_reading(fault) or fault.code in _OF_FACTS


def _lost(unread: Mapping[str, Path], desk: Desk) -> Iterator[str]:
    """The names that were declared in files, or entries of files, that could not be read."""
    for path in unread.values():
        salvaged = desk.salvages.get(path)
        if salvaged is not None and salvaged.faults:
            yield from salvaged.names
        elif desk.kind(path) in _DECLARING:
            try:
                yield from names_in(desk.text(path), path)
            except InvalidFile:
                yield path.stem


def _names(fault: Diagnostic, names: Collection[str]) -> bool:
    """Whether a fault speaks of one of these names, or of something inside what is called so."""
    if not names:
        return False
    quoted = [each.lstrip(".") for each in _QUOTED.findall(fault.message)]
    return any(
        word == name or word.startswith((f"{name}.", f"{name}["))
        for word in quoted
        for name in names
    )
