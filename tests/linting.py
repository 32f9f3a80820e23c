"""One check over a small pack: what it finds and where, as 「one/one-001.yaml:4:9」."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

import packs

from checklist_engine.formats.files import shown_path
from checklist_engine.lint.check import Problem
from checklist_engine.lint.desk import Desk
from checklist_engine.lint.reading import PackReader
from checklist_engine.lint.subject import LintedMeeting, LintedPack, LintSettings
from checklist_engine.lint.texts import texts_of
from checklist_engine.usecases.find_pack import find_base

Files = Mapping[str, str | None]


def facts(*entries: str) -> str:
    """A facts file: the first entry stands in line 3, its text from column 5 on."""
    lines = "".join(f"  - {entry}\n" for entry in entries)
    return f"section: {{id: main, label: 区分, order: 1}}\nfacts:\n{lines}"


def places(check: str, folder: Path, files: Files | None = None, **how: object) -> list[str]:
    """Where a check (the name of its module) finds something in the small pack with these files."""
    return [place for place, _ in _found(check, folder, files, **how)]


def told(check: str, folder: Path, files: Files | None = None, **how: object) -> str:
    """The one problem that a check finds there: its message, and its hint in a second line."""
    [(_, problem)] = _found(check, folder, files, **how)
    return f"{problem.message}\n{problem.hint}"


def linted(
    folder: Path,
    settings: LintSettings | None = None,
    as_of: date = packs.DAY,
    *,
    sound: bool = True,
) -> LintedPack:
    """The pack in a folder, read as far as it can be; `sound`: it has no faults (E)."""
    reader = PackReader(desk=Desk(folder), find_base=find_base, severities={}, as_of=as_of)
    read = reader.read()
    assert not (sound and read.faults), "\n".join(map(str, read.faults))
    assert read.pack is not None, "its pack.yaml cannot be read"
    return replace(read.pack, settings=settings) if settings else read.pack


def problems(check: str, pack: LintedPack) -> list[Problem]:
    """All that a check finds in the files of a pack."""
    module = import_module(f"checklist_engine.lint.checks.{check}")
    return [each for each in _problems(module, pack) if each.place.file in pack.documents]


_RULES = {
    "one/one-001.yaml": packs.rule(),
    "one/one-002.yaml": packs.rule(
        "one-002", require="{.handles: true}", rest="for_each: {in: parties}\n"
    ),
    "one/one-003.yaml": packs.rule("one-003", require="{recorded: true}"),
}
_ANSWERS = (
    "{agreed: false, recorded: true, complete: true, "
    "parties: [{id: sys, handles: false, below: [{id: aws, handles: true}]}]}"
)


def ruled(
    check: str, folder: Path, rule: str, more: str = "expires: 2021-04-15", *, hints: bool = False
) -> list[str]:
    """What a check finds in a meeting with one ruling, S1, on its one case: places and messages.

    one-001 is not met, one-003 is; one-002 is not met for `sys`, and met for `sys/aws`.
    """
    packs.write_pack(folder / "rules" / "small", _RULES)
    ruling = {
        "id": "S1",
        "case": "s",
        "rule": rule,
        "verdict": "waived",
        "authority": "審議会",
        "reason": "認める",
        "on": "2021-04-01",
        "expires": "2021-04-15",
        **dict(each.split(": ") for each in more.split(", ")),
    }
    entry = ", ".join(f"{key}: {value}" for key, value in ruling.items())
    packs.write_files(
        folder,
        {
            "s.yaml": packs.submission(_ANSWERS),
            "rulings.yaml": f"rulings:\n  - {{{entry}}}\n",
            "meeting.yaml": "meeting: {id: m, title: 会議, date: 2021-04-15}\n"
            "cases: [{item: ア, submission: s.yaml}]\nrulings: rulings.yaml\n",
        },
    )
    assessed = packs.run(folder, as_of=None)
    meeting = LintedMeeting(assessments=tuple(assessment for assessment, _ in assessed.cases))
    module = import_module(f"checklist_engine.lint.checks.{check}")
    inside = f"{shown_path(folder)}/"
    return [
        f"{each.place} {each.message}".removeprefix(inside) + (f"\n{each.hint}" if hints else "")
        for each in module.of_meeting(meeting)
    ]


def _problems(module: ModuleType, pack: LintedPack) -> Iterator[Problem]:
    if hasattr(module, "of_pack"):
        yield from module.of_pack(pack)
    if hasattr(module, "of_rule"):
        for rule in pack.rules.values():
            # Of a rule with faults these are told, and nothing else.
            if rule.planned is not None:
                yield from module.of_rule(rule, pack)
    for document in pack.documents.values():
        if hasattr(module, "of_document"):
            yield from module.of_document(document, pack)
        if hasattr(module, "of_text"):
            for text in texts_of(document, pack):
                yield from module.of_text(text, pack)


def _found(
    check: str, folder: Path, files: Files | None, **how: object
) -> list[tuple[str, Problem]]:
    written = packs.write_pack(folder / "small", files)
    pack = linted(written, **how)  # type: ignore[arg-type]
    inside = f"{shown_path(written)}/"
    return [(f"{each.place}".removeprefix(inside), each) for each in problems(check, pack)]
