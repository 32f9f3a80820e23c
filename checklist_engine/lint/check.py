"""Check (点検): one thing that a linter looks for, and what it says where it finds it."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from checklist_engine.formats.document import Document
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place, Span
from checklist_engine.lint.subject import LintedMeeting, LintedPack, LintedRule

if TYPE_CHECKING:
    from checklist_engine.lint.texts import ReadText


class Severity(Enum):
    """重さ: an error fails the lint, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        return {"error": "誤り", "warning": "注意", "note": "参考"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A stretch of a document that `--fix` puts other text in place of."""

    file: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What a check found: where, what is wrong in the author's words, the way out, and (where it is
    beyond doubt) the edits that mend it.
    """

    place: Place
    message: str
    hint: str | None = None
    edits: tuple[Edit, ...] = ()


OfRule: TypeAlias = Callable[[LintedRule, LintedPack], Iterator[Problem]]
OfPack: TypeAlias = Callable[[LintedPack], Iterator[Problem]]
OfDocument: TypeAlias = Callable[[Document, LintedPack], Iterator[Problem]]
OfText: TypeAlias = Callable[["ReadText", LintedPack], Iterator[Problem]]
OfMeeting: TypeAlias = Callable[[LintedMeeting], Iterator[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One module of `checks/`: `page` is its docstring, whose first line is `title`.

    A module says by the name of its function what it looks at: `of_rule` one rule, `of_document` one
    file, `of_text` one text that people read, `of_pack` the pack as a whole, `of_meeting` the rulings
    of a meeting.
    """

    code: str
    title: str
    page: str
    severity: Severity
    of_rule: OfRule | None = None
    of_document: OfDocument | None = None
    of_text: OfText | None = None
    of_pack: OfPack | None = None
    of_meeting: OfMeeting | None = None
