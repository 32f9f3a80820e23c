"""Templates of papers for Word: looked at, filled in the sandbox, written the same every time."""

# ruff: noqa: PLC0415

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from checklist_engine.formats.docx_finishing import finished
from checklist_engine.formats.docx_package import WordFile, read_word_file
from checklist_engine.formats.docx_paragraphs import paragraphs_of
from checklist_engine.formats.docx_tags import Tag, tag_faults, tags_of
from checklist_engine.formats.template_sandbox import Slip, TemplateFault, TemplateFaults
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, MissingExtra, raise_faults
from checklist_engine.ground.numerals import Numerals, with_numerals
from checklist_engine.ground.places import Place

_CODES = {Slip.SYNTAX: "E418", Slip.WORD: "E419", Slip.FORBIDDEN: "E420", Slip.SHAPE: "E421"}


def fill_docx(
    path: Path, view: Mapping[str, object], *, title: str, numerals: Numerals = "half"
) -> bytes:
    """The Word template at `path` filled with `view`, as the bytes of a .docx.

    Args:
        path: a .docx.
        view: the words, as `formats/templates.py` takes them.
        title: what the file says that it is, for those who hear it read.
        numerals: how numbers in values are written.

    Raises:
        InvalidFile: E101 to E105, E415 to E422: all faults of the template at once.
        MissingExtra: docxtpl is not installed.
    """
    word = read_word_file(path)
    faults = list(tag_faults(word))
    if faults:
        raise_faults([*faults, *_missing_words(word, view)])
    return _filled(word, view, title, numerals)


def _missing_words(word: WordFile, view: Mapping[str, object]) -> list[Diagnostic]:
    """Words that the view does not have, as far as a template with other faults can be filled."""
    try:
        _filled(word, view, "", "half")
    except InvalidFile as error:
        return [each for each in error.diagnostics if each.code == "E419" and each.place.cell]
    return []


def _filled(word: WordFile, view: Mapping[str, object], title: str, numerals: Numerals) -> bytes:
    try:
        from checklist_engine.formats.docx_filling import fill, plain
    except ImportError as error:
        raise MissingExtra("word", "Word の文書を作る") from error

    def printed(text: str) -> str:
        return with_numerals(plain(text), numerals)

    missed: list[_Missed] = []
    try:
        raw = fill(
            word.raw,
            view,
            printed,
            lambda *what: missed.append(_Missed(*what)),
        )
    except Exception as error:
        # python-docx says in many ways that a file is not as it should be. What it was given has
        # nothing of ours in it, so that the file is at fault.
        raise InvalidFile([_unreadable(word)]) from error
    raise_faults(fault for each in missed for fault in _told(word, each))
    return finished(raw, title, numerals)


class _Missed(NamedTuple):
    """A story that could not be filled."""

    story: str
    tags: int
    error: Exception


def _told(word: WordFile, missed: _Missed) -> Iterator[Diagnostic]:
    """What went wrong in a story, each with its paragraph.

    Raises:
        Exception: the error itself, where it is ours.
    """
    from checklist_engine.formats.docx_filling import BrokenResult

    match missed.error:
        case TemplateFaults() as error:
            tags = tags_of(paragraphs_of(word, missed.story))
            if len(tags) != missed.tags:
                # Some were lost on the way, which is a fault of its own: nobody knows which is which.
                tags = []
            for fault in error.faults:
                yield _diagnostic(word, tags, fault)
        case BrokenResult():
            yield Diagnostic(
                code="E422",
                message="ひな形に差し込むと、Word の文書として壊れてしまいます",
                hint="{% for %} や {% if %} が、段落や表をまたいでいないか確かめてください",
                place=Place(file=word.file),
            )
        case error:
            raise error


def _diagnostic(word: WordFile, tags: list[Tag], fault: TemplateFault) -> Diagnostic:
    code = _CODES[fault.slip]
    # Lines count from 1, and each tag begins a new one.
    at = fault.line - 2
    if not 0 <= at < len(tags):
        return Diagnostic(
            code=code, message=fault.message, hint=fault.hint, place=Place(file=word.file)
        )
    tag = tags[at]
    found = tag.text.find(fault.word) if fault.word else -1
    start, end = tag.span
    if found >= 0:
        start += found
        end = start + len(fault.word)
    return tag.paragraph.fault(code, fault.message, fault.hint, (start, end))


def _unreadable(word: WordFile) -> Diagnostic:
    return Diagnostic(
        code="E415",
        message="Word の文書として読めません",
        hint="Word で開き、.docx で保存し直してください",
        place=Place(file=word.file),
    )
