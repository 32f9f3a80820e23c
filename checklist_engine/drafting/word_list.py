"""The words that templates may use, as docs/papers.md lists them (`words.md` is that part of it)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from checklist_engine.ground.lazy_dataclasses import dataclass

_FILE = Path(__file__).with_name("words.md")
_HEADING = re.compile(r"^### `([\w.]+)`$", re.MULTILINE)
_ROW = re.compile(r"^\| `(\w+)` \| (.+) \|$", re.MULTILINE)
_NUMBERS = frozenset({"waiting", "tier", "count"})
_NUMBERED = (".questions", ".issues", ".sections.rows")
_DATES = frozenset({"date", "as_of", "due", "on", "expires"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word with what the page says of it, at the end of its way (`case.questions.text`)."""

    way: str
    words: str

    @property
    def name(self) -> str:
        return self.way.rpartition(".")[2]


@cache
def words_page() -> str:
    """The page that lists all words, Markdown."""
    return _FILE.read_text(encoding="utf-8")


@cache
def word_list() -> Mapping[str, tuple[Word, ...]]:
    """The words by what they are of: `meeting`, `case`, `case.questions`."""
    pieces = _HEADING.split(words_page())[1:]
    return {
        way: tuple(Word(way=f"{way}.{name}", words=words) for name, words in _ROW.findall(body))
        for way, body in zip(pieces[::2], pieces[1::2], strict=True)
    }


def trial_views(scope: str | None, facts: Iterable[str] | None) -> tuple[Mapping[str, object], ...]:
    """Views that have every word: one where there is something of everything, one where nothing is.

    Args:
        scope: what the paper is of (`case`, `meeting`, `correction`); None where nobody knows.
        facts: the paths that answers may be looked up by; None: any path.
    """
    return tuple(_trial_view(scope, facts, is_full=is_full) for is_full in (True, False))


def _trial_view(
    scope: str | None, facts: Iterable[str] | None, *, is_full: bool
) -> Mapping[str, object]:
    answer = {
        each.name: _value(each, facts, is_full=is_full) for each in word_list()["case.answers"]
    }
    answers = _AnyAnswer(answer) if facts is None else dict.fromkeys(facts, answer)
    meeting = _mapping("meeting", facts, is_full=is_full)
    case = {**_mapping("case", facts, is_full=is_full), "answers": answers}
    several: Mapping[str, object] = {
        "cases": [case, case] if is_full else [],
        "notifications": [case, case] if is_full else [],
    }
    match scope:
        case "meeting":
            return {"meeting": meeting, **several}
        case "case" | "correction":
            return {"meeting": meeting, "case": case}
        case _:
            return {"meeting": meeting, "case": case, **several}


def _mapping(way: str, facts: Iterable[str] | None, *, is_full: bool) -> dict[str, object]:
    return {each.name: _value(each, facts, is_full=is_full) for each in word_list()[way]}


def _value(word: Word, facts: Iterable[str] | None, *, is_full: bool) -> object:
    """What could stand for a word; its kind is told by what the page says of it."""
    if "（文の一覧）" in word.words:
        return ["例の文"] if is_full else []
    if "（一覧）" in word.words:
        rows = [_mapping(word.way, facts, is_full=True) for _ in range(2)]
        return rows if is_full else []
    if word.way in word_list() and word.name != "answers":
        return _mapping(word.way, facts, is_full=is_full)
    if "かどうか" in word.words and word.name.startswith(("is_", "provisional")):
        return is_full
    if word.name in _NUMBERS or (word.name == "number" and _way_above(word).endswith(_NUMBERED)):
        return 1
    if word.name in _DATES:
        return "令和3年4月15日" if is_full else ""
    return f"例の{word.name}" if is_full else ""


def _way_above(word: Word) -> str:
    return word.way.rpartition(".")[0]


class _AnyAnswer(Mapping[str, object]):
    """Answers where nobody knows which facts there are: whatever is asked for is there."""

    def __init__(self, answer: Mapping[str, object]) -> None:
        self._answer = answer

    def __getitem__(self, path: str) -> object:
        return self._answer

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
