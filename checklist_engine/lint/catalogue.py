"""The checks there are: one module of `checks/` each, found by looking the folder up.

A module's docstring is its page; a page has a title and the four sections of `HEADINGS`.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from checklist_engine.lint import checks as folder
from checklist_engine.lint.check import Check

HEADINGS = ("何か", "なぜ", "悪い例", "良い例")
"""What the sections of a page are called, each alone on a line."""


@cache
def checks() -> tuple[Check, ...]:
    """Every check, by its code."""
    names = sorted(found.name for found in iter_modules(folder.__path__))
    return tuple(_check(import_module(f"{folder.__name__}.{name}")) for name in names)


@cache
def checks_by_code() -> Mapping[str, Check]:
    """Every check under its code."""
    return {check.code: check for check in checks()}


def sections(page: str) -> Mapping[str, str]:
    """The text below each heading of a page, without the blank lines around it."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in page.split("\n"):
        if line in HEADINGS:
            current = found.setdefault(line, [])
        else:
            current.append(line)
    return {heading: "\n".join(lines).strip("\n") for heading, lines in found.items()}


def _check(module: ModuleType) -> Check:
    page = (module.__doc__ or "").strip()
    return Check(
        code=module.CODE,
        title=page.split("\n", 1)[0],
        page=page,
        severity=module.SEVERITY,
        of_rule=getattr(module, "of_rule", None),
        of_document=getattr(module, "of_document", None),
        of_text=getattr(module, "of_text", None),
        of_pack=getattr(module, "of_pack", None),
        of_meeting=getattr(module, "of_meeting", None),
    )
