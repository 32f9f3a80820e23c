"""The sandbox of all templates (Markdown, Word): a view's words are its keys, and nothing else.

jinja2 is imported inside functions: only commands that make papers pay for it.
"""

# ruff: noqa: PLC0415

import re
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from types import FrameType
from typing import TYPE_CHECKING, Any

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest

if TYPE_CHECKING:
    from jinja2 import Environment

FULL_WIDTH = re.compile("｛｛|｝｝|｛％|％｝|｛%|%｝|{％|％}")
_QUOTED = re.compile("'([^']*)'")
_LONGEST_TEXT = 20_000_000
# What says of a text that it is markup already, so that it would not be escaped.
_MARKUP = ("safe", "e", "escape", "forceescape", "tojson", "urlize", "xmlattr")


class Slip(Enum):
    """What is wrong with a template."""

    SYNTAX = "syntax"
    WORD = "word"
    FORBIDDEN = "forbidden"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """A slip, told in Japanese, on a line of the source that jinja2 was given."""

    slip: Slip
    message: str
    hint: str
    line: int
    word: str = ""


class TemplateFaults(Exception):
    """A template that cannot be filled; `faults` is never empty."""

    def __init__(self, faults: Iterable[TemplateFault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__(self.faults)


def filled(
    source: str,
    view: Mapping[str, object],
    *,
    autoescape: bool = False,
    finalize: Callable[[str], str] = str,
    filters: Mapping[str, Callable[..., object]] | None = None,
    made: Callable[[str], str] = str,
) -> str:
    """The source filled with `view`.

    Every word that the view does not have is found at once.

    Args:
        source: Jinja2.
        view: the words, at any depth mappings, lists, texts, numbers and truths.
        autoescape: for XML.
        finalize: what is done to each text and number before it is printed.
        filters: filters of its own kind of template.
        made: what a text is that a macro of the template put together; it is finished already.

    Raises:
        TemplateFaults: what is wrong with the template.
    """
    from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    from checklist_engine.formats.template_limits import limited

    missing: list[TemplateFault] = []
    own = dict(filters or {})
    try:
        environment = _environment(view, missing, autoescape, finalize, own, made)
        text = _joined(environment.from_string(limited(environment.parse(source))).generate(view))
    except TemplateSyntaxError as error:
        raise TemplateFaults([_syntax_fault(error, sorted(own))]) from error
    except UndefinedError as error:
        # What does not bear to go on without a value, like a sum.
        raise TemplateFaults(
            missing or [_word_fault(_word(str(error)), (), _line(error))]
        ) from error
    except SecurityError as error:
        fault = TemplateFault(
            slip=Slip.FORBIDDEN,
            message=f"ひな形から「{_word(str(error))}」を使うことはできません",
            hint="ひな形に書けるのは、文書の言葉と、if、for、フィルタだけです",
            line=_line(error),
            word=_word(str(error)),
        )
        raise TemplateFaults([*missing, fault]) from error
    except (RecursionError, MemoryError) as error:
        raise TemplateFaults([*missing, _too_large(_line(error))]) from error
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AssertionError,
    ) as error:
        raise TemplateFaults(missing or [_shape_fault(error)]) from error
    if missing:
        raise TemplateFaults(missing)
    return text


def _joined(pieces: Iterable[str]) -> str:
    """The text, unless it grows beyond any paper: a template can loop a thousand times in a thousand."""
    found, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > _LONGEST_TEXT:
            raise MemoryError
        found.append(piece)
    return "".join(found)


def _environment(
    view: Mapping[str, object],
    missing: list[TemplateFault],
    autoescape: bool,
    finalize: Callable[[str], str],
    filters: Mapping[str, Callable[..., object]],
    made: Callable[[str], str],
) -> "Environment":
    from jinja2 import ChainableUndefined, UndefinedError
    from jinja2.runtime import Macro
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from checklist_engine.formats.template_limits import TEXT_METHODS, Budget, call_cost, limit

    budget = Budget()

    class Missing(ChainableUndefined):
        """A word that the view does not have: noted where it is used, then passed over."""

        def _note(self) -> None:
            if self._undefined_exception is not UndefinedError:
                # The sandbox hands out what it forbids as a word that is not there.
                self._fail_with_undefined_error()
            name, around = str(self._undefined_name), self._undefined_obj
            known = around if isinstance(around, Mapping) else view
            missing.append(_word_fault(name, map(str, known), _line_now()))

        def __str__(self) -> str:
            self._note()
            return ""

        def __iter__(self) -> Any:
            self._note()
            return iter(())

        def __len__(self) -> int:
            self._note()
            return 0

        def __bool__(self) -> bool:
            self._note()
            return False

        def __eq__(self, other: object) -> bool:
            self._note()
            return False

        def __ne__(self, other: object) -> bool:
            self._note()
            return True

        def __hash__(self) -> int:
            self._note()
            return 0

        def __html__(self) -> str:
            return str(self)

    def printed(value: object) -> object:
        if isinstance(value, str):
            budget.sized(value)
            return finalize(value)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return finalize(str(value))
        if isinstance(value, Missing):
            return value
        # A list, or a truth, would come out as Python spells it.
        raise TypeError

    class Sandbox(ImmutableSandboxedEnvironment):
        """A view's words are its keys: nothing of Python's mappings shows through."""

        intercepted_binops = frozenset({"+", "*", "**", "%"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            budget.operation(operator, left, right)
            return super().call_binop(context, operator, left, right)

        def call(self, context: Any, function: Any, *args: Any, **kwargs: Any) -> Any:
            budget.draw(call_cost(function, (*args, *kwargs.values())))
            result = super().call(context, function, *args, **kwargs)
            if isinstance(function, Macro) and not autoescape:
                return made(result)
            return result

        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, Mapping):
                return self.getitem(obj, attribute)
            if isinstance(obj, str) and attribute not in TEXT_METHODS:
                return self.unsafe_undefined(obj, attribute)
            return super().getattr(obj, attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:
            if isinstance(obj, Mapping):
                return obj[argument] if argument in obj else self.undefined(obj=obj, name=argument)
            if isinstance(obj, str) and isinstance(argument, str):
                return self.getattr(obj, argument)
            return super().getitem(obj, argument)

    environment = Sandbox(
        undefined=Missing,
        autoescape=autoescape,
        finalize=printed,
        trim_blocks=not autoescape,
        lstrip_blocks=not autoescape,
        keep_trailing_newline=True,
    )
    environment.filters.update(filters)
    limit(environment, budget)
    if autoescape:
        for name in _MARKUP:
            environment.filters.pop(name, None)
    return environment


def _syntax_fault(error: Any, own: list[str]) -> TemplateFault:
    unknown = re.search("No (filter|test) named '([^']*)'", str(error))
    if unknown is None:
        return TemplateFault(
            slip=Slip.SYNTAX,
            message="ひな形の書き方が正しくありません",
            hint="{% if %} と {% endif %}、{% for %} と {% endfor %} の対、"
            "{{ }} の閉じ忘れを確かめてください",
            line=error.lineno,
        )
    also = f"{'、'.join(own)} と、" if own else ""
    return TemplateFault(
        slip=Slip.SYNTAX,
        message=f"ひな形の「{unknown[2]}」というフィルタはありません",
        hint=f"使えるのは {also}Jinja2 にもとからあるフィルタです",
        line=error.lineno,
        word=unknown[2],
    )


def _word_fault(word: str, known: Iterable[str], line: int) -> TemplateFault:
    near = nearest(word, known)
    return TemplateFault(
        slip=Slip.WORD,
        message=f"ひな形の「{word}」という言葉は、この文書では使えません",
        hint=f"もしかして「{near}」ですか"
        if near
        else "使える言葉の一覧（docs/papers.md、書き出した「使える言葉.md」）にある名前か、確かめてください",
        line=line,
        word=word,
    )


def _too_large(line: int) -> TemplateFault:
    return TemplateFault(
        slip=Slip.SHAPE,
        message="ひな形が大きくなりすぎます",
        hint="自分自身を呼ぶマクロや、大きすぎる繰り返しを外してください",
        line=line,
    )


def _shape_fault(error: Exception) -> TemplateFault:
    if "no loader" in str(error):
        return TemplateFault(
            slip=Slip.FORBIDDEN,
            message="ひな形から、ほかのひな形を読み込むことはできません",
            hint="include、import、extends を外し、内容をそのまま書いてください",
            line=_line(error),
        )
    return TemplateFault(
        slip=Slip.SHAPE,
        message="ひな形のこの行を文にできません",
        hint="言葉の種類（文、数、一覧）とフィルタの組み合わせを確かめてください",
        line=_line(error),
    )


def _line(error: Exception) -> int:
    """The line of the template that was being filled: jinja2 gives its frames the template's lines."""
    lines = [
        frame.lineno or 1
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == "<template>"
    ]
    return lines[-1] if lines else 1


def _line_now() -> int:
    """The line of the template that is being filled now; without an error jinja2 maps no lines."""
    frame: FrameType | None = sys._getframe()  # noqa: SLF001 - there is no other way to one's caller
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and frame.f_code.co_filename == "<template>":
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return 1


def _word(message: str) -> str:
    """The name that a message of jinja2 is about: the last one it quotes."""
    quoted = _QUOTED.findall(message)
    if "is unsafe" in message:
        return str(quoted[0])
    if "attribute" in message and len(quoted) > 1:
        attribute = next((name for name in quoted if name.startswith("_")), None)
        return attribute or str(quoted[-1])
    return str(quoted[-1] if "has no" in message else quoted[0]) if quoted else message
