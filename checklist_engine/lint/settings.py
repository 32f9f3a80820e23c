"""What a pack's `lint.yaml` and the command line set: how much each check weighs, and limits."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from checklist_engine.formats.document import Cursor
from checklist_engine.formats.files import exists
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.near_misses import nearest
from checklist_engine.lint.catalogue import checks, checks_by_code
from checklist_engine.lint.check import Check, Severity
from checklist_engine.lint.subject import LintSettings
from checklist_engine.loader.checked import DISK, Sources, read_checked

FILE = "lint.yaml"
OFF = "off"
SEVERITIES = (*(each.value for each in Severity), OFF)
"""What a check can be set to."""


def read_settings(
    folder: Path,
    given: Mapping[str, str],
    faults: list[Diagnostic],
    sources: Sources = DISK,
) -> LintSettings:
    """The settings of a pack; severities that are `given` count before those of its file.

    Faults are E1, and E225 for the code of no check.
    """
    path = folder / FILE
    cursor = read_checked(path, "lint", faults, sources) if exists(path) else None
    if cursor is None:
        return LintSettings(severities=dict(given))
    usual = LintSettings()
    share = cursor.get("family_share")
    return LintSettings(
        severities={**_severities(cursor, faults), **given},
        family_share=Fraction(str(share.value)) if share else usual.family_share,
    )


def severity_of(check: Check, settings: LintSettings) -> Severity | None:
    """How much a check weighs; None where it is off."""
    written = settings.severities.get(check.code)
    if written is None:
        return check.severity
    return None if written == OFF else Severity(written)


def active(settings: LintSettings) -> Mapping[str, tuple[Check, Severity]]:
    """The checks that are not off, by code, each with its weight."""
    found = ((check, severity_of(check, settings)) for check in checks())
    return {check.code: (check, severity) for check, severity in found if severity is not None}


def code_hint(code: str) -> str:
    """The way out for the code of no check."""
    near = nearest(code, checks_by_code())
    if near is None:
        return "符号は、指摘の先頭に出る W512 のようなものです"
    return f"もしかして「{near}」（{checks_by_code()[near].title}）ですか"


def _severities(cursor: Cursor, faults: list[Diagnostic]) -> Mapping[str, str]:
    found = {}
    for entry in cursor["severity"].entries() if "severity" in cursor else ():
        if entry.key in checks_by_code():
            found[entry.key] = entry.text
        else:
            faults.append(
                entry.key_fault(
                    "E225", f"「{entry.key}」という点検はありません", code_hint(entry.key)
                )
            )
    return found
