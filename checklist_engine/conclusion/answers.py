"""Answers in words, by path: the labels of the vocabulary instead of codes and paths."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.value_words import value_words
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.submission import Answer, Answers, Element, elements_of

UNANSWERED = "未回答"
NONE_CHOSEN = "該当なし"


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What a path names: a fact, or a field of an element (`around`, innermost first)."""

    fact: Fact
    around: tuple[Element, ...]
    answer: Answer | None

    @property
    def label(self) -> str:
        """The label, with the element that it is of: 「設置国（クラウド事業者）」."""
        if not self.around:
            return self.fact.label
        owner = "・".join(element.name or element.key for element in reversed(self.around))
        return f"{self.fact.label}（{owner}）"


@dataclass(frozen=True, slots=True)
class AnswerIndex:
    """Every path of a submission: facts, and fields of the elements that are listed."""

    vocabulary: Vocabulary
    answers: Answers
    located: Mapping[str, Located]

    def words(self, path: str) -> str:
        """The answer at a path, as a person says it; numbers with their unit."""
        found = self.located[path]
        entries = self.entries(found.fact, found.answer)
        if entries is None:
            return UNANSWERED
        return "、".join(entries) + (found.fact.unit or "") if entries else NONE_CHOSEN

    def entries(self, fact: Fact, answer: Answer | None) -> tuple[str, ...] | None:
        """The answer as one or more entries, labels for codes; None where it is unanswered."""
        if answer is None:
            return None
        if isinstance(answer, tuple):
            return tuple(element.name or element.key for element in answer)
        if isinstance(answer, frozenset):
            return tuple(label for code, label in (fact.choices or {}).items() if code in answer)
        if isinstance(answer, str) and fact.type is FactType.CHOICE:
            return (self._choice(fact, answer),)
        return (value_words(answer),)

    def _choice(self, fact: Fact, code: str) -> str:
        if fact.key_of is None:
            return (fact.choices or {})[code]
        names = {
            element.key: element.name or element.key
            for element in elements_of(self.answers.values.get(fact.key_of))
        }
        return names[code]


def answer_index(vocabulary: Vocabulary, answers: Answers) -> AnswerIndex:
    """The index of a submission's answers."""
    return AnswerIndex(vocabulary, answers, dict(_located(vocabulary, answers)))


def plain_answer(answer: Answer | None) -> object:
    """An answer as JSON has it: dates as text, codes sorted, elements by their paths."""
    match answer:
        case None | bool() | int() | str():
            return answer
        case Decimal():
            return int(answer) if answer == answer.to_integral_value() else float(answer)
        case frozenset():
            return sorted(answer)
        case tuple():
            return [element.path for element in answer]
        case _:
            return answer.isoformat()


def _located(vocabulary: Vocabulary, answers: Answers) -> Iterator[tuple[str, Located]]:
    for fact in vocabulary.facts.values():
        answer = answers.values.get(fact.id)
        yield fact.id, Located(fact=fact, around=(), answer=answer)
        yield from _fields(fact, answer, ())


def _fields(
    fact: Fact, answer: Answer | None, around: tuple[Element, ...]
) -> Iterator[tuple[str, Located]]:
    for element in elements_of(answer):
        assert fact.shape is not None
        inside = (element, *around)
        for field in fact.shape.fields.values():
            value = element.values.get(field.id)
            path = f"{element.path}.{field.id}"
            yield path, Located(fact=field, around=inside, answer=value)
            yield from _fields(field, value, inside)
