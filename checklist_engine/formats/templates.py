"""Templates of papers: Jinja2, sandboxed; an undefined word is an error that names its line.

jinja2 is imported here only, and only when papers are made.
"""

# ruff: noqa: PLC0415

import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checklist_engine.formats.document import place_in, split_lines
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Place, Span

if TYPE_CHECKING:
    from jinja2 import Environment

_FULL_WIDTH = re.compile("｛｛|｝｝|｛％|％｝|｛%|%｝")
_QUOTED = re.compile("'([^']*)'")


def render(source: str, file: str, view: Mapping[str, object]) -> str:
    """The text of a template filled with `view`.

    Raises:
        InvalidFile: E411 to E414, with the template's file, line and the word that is wrong.
    """
    from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    _check_brackets(source, file)

    def fault(code: str, message: str, hint: str, line: int, word: str = "") -> InvalidFile:
        return _fault(code, message, hint, _Spot(source=source, file=file, line=line, word=word))

    try:
        return _environment().from_string(source).render(view)
    except TemplateSyntaxError as error:
        unknown = re.search("No (filter|test) named '([^']*)'", str(error))
        if unknown:
            hint = "使えるのは cell と、Jinja2 にもとからあるフィルタです"
            message = f"ひな形の「{unknown[2]}」というフィルタはありません"
            raise fault("E411", message, hint, error.lineno, unknown[2]) from error
        hint = "{% if %} と {% endif %}、{% for %} と {% endfor %} の対、{{ }} の閉じ忘れを確かめてください"
        raise fault("E411", "ひな形の書き方が正しくありません", hint, error.lineno) from error
    except UndefinedError as error:
        word = _word(str(error))
        message = f"ひな形の「{word}」という言葉は、この文書では使えません"
        hint = "docs/papers.md にある名前か、つづりを確かめてください"
        raise fault("E412", message, hint, _line(error), word) from error
    except SecurityError as error:
        word = _word(str(error))
        message = f"ひな形から「{word}」を使うことはできません"
        hint = "ひな形に書けるのは、文書の言葉と、if、for、フィルタだけです"
        raise fault("E413", message, hint, _line(error), word) from error
    except (RecursionError, MemoryError) as error:
        hint = "自分自身を呼ぶマクロや、大きすぎる繰り返しを外してください"
        raise fault("E414", "ひな形が大きくなりすぎます", hint, _line(error)) from error
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AssertionError,
    ) as error:
        if "no loader" in str(error):
            message = "ひな形から、ほかのひな形を読み込むことはできません"
            hint = "include、import、extends を外し、内容をそのまま書いてください"
            raise fault("E413", message, hint, _line(error)) from error
        hint = "言葉の種類（文、数、一覧）とフィルタの組み合わせを確かめてください"
        raise fault("E414", "ひな形のこの行を文にできません", hint, _line(error)) from error


def _environment() -> "Environment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """A view's words are its keys: nothing of Python's mappings shows through."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, Mapping):
                return self.getitem(obj, attribute)
            return super().getattr(obj, attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:
            if isinstance(obj, Mapping):
                return obj[argument] if argument in obj else self.undefined(obj=obj, name=argument)
            return super().getitem(obj, argument)

    environment = Sandbox(
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = table_cell
    # The same meeting gives the same bytes.
    del environment.filters["random"], environment.globals["lipsum"]
    return environment


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """A word on a line of a template."""

    source: str
    file: str
    line: int
    word: str


def _fault(code: str, message: str, hint: str, at: _Spot) -> InvalidFile:
    lines = split_lines(at.source)
    excerpt = lines[at.line - 1] if 0 < at.line <= len(lines) else ""
    word = at.word.rpartition(".")[2]
    start = max(excerpt.find(word), 0)
    end = start + (len(word) or max(len(excerpt.rstrip()), 1))
    place = Place(file=at.file, line=at.line, column=start + 1, end_column=end + 1, excerpt=excerpt)
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=place)])
