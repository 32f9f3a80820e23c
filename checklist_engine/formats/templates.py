"""Templates of papers: Jinja2, sandboxed; an undefined word is an error that names its line.

jinja2 is imported here only, and only when papers are made.
"""

# ruff: noqa: PLC0415

import re
import traceback
from collections.abc import Mapping

from checklist_engine.formats.document import place_in, split_lines
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Place, Span
from checklist_engine.ground.widths import width

_FULL_WIDTH = re.compile("｛｛|｝｝|｛％|％｝|｛%|%｝")
_QUOTED = re.compile("'([^']*)'")


def render(source: str, file: str, view: Mapping[str, object]) -> str:
    """The text of a template filled with `view`.

    Raises:
        InvalidFile: E411 to E414, with the template's file, line and the word that is wrong.
    """
    from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    _check_brackets(source, file)
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = table_cell
    try:
        return environment.from_string(source).render(view)
    except TemplateSyntaxError as error:
        hint = "{% if %} と {% endif %}、{% for %} と {% endfor %} の対、{{ }} の閉じ忘れを確かめてください"
        message = "ひな形の書き方が正しくありません"
        raise _fault("E411", message, hint, source, file, error.lineno) from error
    except UndefinedError as error:
        word = _word(str(error))
        hint = "docs/papers.md にある名前か、つづりを確かめてください"
        message = f"ひな形の「{word}」という言葉は、この文書では使えません"
        raise _fault("E412", message, hint, source, file, _line(error), word) from error
    except SecurityError as error:
        word = _word(str(error))
        hint = "ひな形に書けるのは、文書の言葉と、if、for、フィルタだけです"
        message = f"ひな形から「{word}」を使うことはできません"
        raise _fault("E413", message, hint, source, file, _line(error), word) from error
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:
        hint = "言葉の種類（文、数、一覧）とフィルタの組み合わせを確かめてください"
        message = "ひな形のこの行を文にできません"
        raise _fault("E414", message, hint, source, file, _line(error)) from error


def table_cell(words: object) -> str:
    """Words that stand in a cell of a Markdown table: no bar, no line break."""
    return str(words).replace("|", "\\|").replace("\n", "<br>")


def _check_brackets(source: str, file: str) -> None:
    """Full-width brackets would quietly be left standing as text."""
    faults = []
    lines = split_lines(source)
    for number, line in enumerate(lines, start=1):
        for found in _FULL_WIDTH.finditer(line):
            span = Span(
                line=number,
                column=found.start() + 1,
                end_line=number,
                end_column=found.end() + 1,
            )
            faults.append(
                Diagnostic(
                    code="E411",
                    message=f"ひな形の括弧「{found[0]}」が全角です",
                    hint="半角の {{ }} や {% %} にしてください",
                    place=place_in(file, lines, span),
                )
            )
    if faults:
        raise InvalidFile(faults)


def _line(error: Exception) -> int:
    """The line of the template that was being filled: jinja2 gives its frames the template's lines."""
    lines = [
        frame.lineno or 1
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == "<template>"
    ]
    return lines[-1] if lines else 1


def _word(message: str) -> str:
    """The name that a message of jinja2 is about: the last one it quotes."""
    quoted = _QUOTED.findall(message)
    if "attribute" in message and len(quoted) > 1:
        attribute = next((name for name in quoted if name.startswith("_")), None)
        return attribute or str(quoted[-1])
    return str(quoted[-1] if "has no" in message else quoted[0]) if quoted else message


def _fault(
    code: str, message: str, hint: str, source: str, file: str, line: int, word: str = ""
) -> InvalidFile:
    lines = split_lines(source)
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    start = max(excerpt.find(word.rpartition(".")[2]), 0) if word else 0
    end = start + (len(word.rpartition(".")[2]) if word else max(width(excerpt.strip()), 1))
    place = Place(file=file, line=line, column=start + 1, end_column=end + 1, excerpt=excerpt)
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=place)])
