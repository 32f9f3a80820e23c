"""Running checks, and what comes of what they find: ignores, weights, messages in order."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from checklist_engine.formats.document import Document
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.lint.catalogue import checks_by_code
from checklist_engine.lint.check import Check, Problem, Severity
from checklist_engine.lint.checks import w501_unused_ignore
from checklist_engine.lint.message import Message, in_order, of_fault
from checklist_engine.lint.subject import LintedMeeting, LintedPack, LintedRule
from checklist_engine.lint.suppressions import Ignore, ignores
from checklist_engine.lint.texts import texts_of

Active: TypeAlias = Mapping[str, tuple[Check, Severity]]
"""The checks that are not off, by code, each with its weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a check found."""

    code: str
    problem: Problem


def in_document(document: Document, pack: LintedPack, active: Active) -> Iterator[Found]:
    """What there is to say of one file, and of the texts in it that people read."""
    of_texts = []
    for code, (check, _) in active.items():
        if check.of_document is not None:
            for problem in check.of_document(document, pack):
                yield Found(code=code, problem=problem)
        if check.of_text is not None:
            of_texts.append((code, check.of_text))
    for text in texts_of(document, pack) if of_texts else ():
        for code, of_text in of_texts:
            for problem in of_text(text, pack):
                yield Found(code=code, problem=problem)


def in_rule(rule: LintedRule, pack: LintedPack, active: Active) -> Iterator[Found]:
    """What there is to say of one rule; nothing where it has faults, which come first."""
    if rule.planned is None:
        return
    for code, (check, _) in active.items():
        if check.of_rule is not None:
            for problem in check.of_rule(rule, pack):
                yield Found(code=code, problem=problem)


def in_pack(pack: LintedPack, active: Active) -> Iterator[Found]:
    """What there is to say of a pack as a whole."""
    for code, (check, _) in active.items():
        if check.of_pack is not None:
            yield from _found(code, check.of_pack(pack))


def in_meeting(meeting: LintedMeeting, active: Active) -> Iterator[Found]:
    """What there is to say of the rulings of a meeting."""
    for code, (check, _) in active.items():
        if check.of_meeting is not None:
            yield from _found(code, check.of_meeting(meeting))


def messages(
    found: Iterable[Found],
    faults: Iterable[Diagnostic],
    documents: Iterable[Document],
    active: Active,
    *,
    ran: Iterable[str],
) -> tuple[Message, ...]:
    """Faults, and what was found where no ignore lets it pass.

    Only `documents` are spoken of: what a pack below says is mended there. `ran` are the codes that
    were looked for everywhere in them: an ignore of one of these that was of no use is told.
    """
    letting = {document.file: ignores(document) for document in documents}
    told = [of_fault(fault) for fault in faults]
    used: set[tuple[Ignore, str]] = set()
    for each in found:
        place = each.problem.place
        if place.file not in letting:
            continue
        passes = [
            (ignore, each.code)
            for ignore in letting[place.file]
            if each.code in ignore.codes and ignore.reason and ignore.covers(place.line)
        ]
        used.update(passes)
        if not passes:
            told.append(_message(each.code, each.problem, active))
    if w501_unused_ignore.CODE in active:
        wanted = frozenset(ran)
        faulty = frozenset(each.place.file for each in told if each.code < "W")
        for ignore in (each for several in letting.values() for each in several):
            unused = _unused(ignore, used, wanted, faulty)
            problems = w501_unused_ignore.unused(ignore, unused)
            told += [_message(w501_unused_ignore.CODE, problem, active) for problem in problems]
    return in_order(told)


def _found(code: str, problems: Iterable[Problem]) -> Iterator[Found]:
    return (Found(code=code, problem=problem) for problem in problems)


def _message(code: str, problem: Problem, active: Active) -> Message:
    return Message(
        code=code,
        severity=active[code][1],
        place=problem.place,
        message=problem.message,
        hint=problem.hint,
        edits=problem.edits,
    )


def _unused(
    ignore: Ignore,
    used: set[tuple[Ignore, str]],
    wanted: frozenset[str],
    faulty: frozenset[str],
) -> tuple[str, ...]:
    """The codes of an ignore that let nothing pass.

    While there are faults, rules and the pack are not looked at in full, and so cannot be told.
    """
    if not ignore.reason or ignore.file in faulty:
        return ()
    return tuple(
        code
        for code in ignore.codes
        if code in wanted
        and (ignore, code) not in used
        and not (faulty and _needs_plan(checks_by_code()[code]))
    )


def _needs_plan(check: Check) -> bool:
    return check.of_rule is not None or check.of_pack is not None
