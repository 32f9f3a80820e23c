"""Templates of papers as text: Jinja2, sandboxed; every fault names its line."""

from collections.abc import Iterator, Mapping

from checklist_engine.formats.document import place_in, split_lines
from checklist_engine.formats.template_filters import IN_MARKDOWN, MarkdownText, escaped
from checklist_engine.formats.template_sandbox import (
    FULL_WIDTH,
    Slip,
    TemplateFault,
    TemplateFaults,
    filled,
)
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.numerals import Numerals, with_numerals
from checklist_engine.ground.places import Place, Span

_CODES = {Slip.SYNTAX: "E411", Slip.WORD: "E412", Slip.FORBIDDEN: "E413", Slip.SHAPE: "E414"}


def render(source: str, file: str, view: Mapping[str, object], numerals: Numerals = "half") -> str:
    """The text of a template filled with `view`; what stands in the view is escaped as Markdown.

    Raises:
        InvalidFile: E411 to E414, with the template's file, line and the word that is wrong.
    """
    raise_faults(_full_width_brackets(source, file))

    def printed(text: str) -> str:
        return with_numerals(escaped(text), numerals)

    try:
        return filled(source, view, finalize=printed, filters=IN_MARKDOWN, made=MarkdownText)
    except TemplateFaults as refused:
        raise InvalidFile(_fault(each, source, file) for each in refused.faults) from refused


def _full_width_brackets(source: str, file: str) -> Iterator[Diagnostic]:
    """Full-width brackets would quietly be left standing as text."""
    lines = split_lines(source)
    for number, line in enumerate(lines, start=1):
        for found in FULL_WIDTH.finditer(line):
            span = Span(
                line=number,
                column=found.start() + 1,
                end_line=number,
                end_column=found.end() + 1,
            )
            yield Diagnostic(
                code="E411",
                message=f"ひな形の括弧「{found[0]}」が全角です",
                hint="半角の {{ }} や {% %} にしてください",
                place=place_in(file, lines, span),
            )


def _fault(fault: TemplateFault, source: str, file: str) -> Diagnostic:
    lines = split_lines(source)
    excerpt = lines[fault.line - 1] if 0 < fault.line <= len(lines) else ""
    word = fault.word.rpartition(".")[2]
    start = max(excerpt.find(word), 0)
    end = start + (len(word) or max(len(excerpt.rstrip()), 1))
    place = Place(file=file, line=fault.line, column=start + 1, end_column=end + 1, excerpt=excerpt)
    return Diagnostic(code=_CODES[fault.slip], message=fault.message, hint=fault.hint, place=place)
