"""Filling the slots of texts: entries joined as official writing joins them (§5)."""

from collections.abc import Mapping, Sequence
from datetime import date

from checklist_engine.conclusion.answers import UNANSWERED, AnswerIndex
from checklist_engine.evaluator.view import Scope, View
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.value_words import value_words
from checklist_engine.model.facts import Fact
from checklist_engine.model.paths import FactRef, FieldRef
from checklist_engine.model.plan import Labels
from checklist_engine.model.texts import (
    AnswerSlot,
    ArgumentSlot,
    Filter,
    Literal,
    Optional,
    Segment,
    Text,
)


def joined(entries: Sequence[str], how: Filter | None) -> str:
    """Entries as one phrase.

    >>> joined(["監査報告", "名簿", "誓約書"], Filter.YA), joined(["A及びB", "C"], Filter.OYOBI)
    ('監査報告、名簿や誓約書', 'A及びB並びにC')
    """
    last = {
        Filter.YA: "や",
        Filter.OYOBI: "並びに" if any("及び" in entry for entry in entries) else "及び",
    }
    if len(entries) < 2 or how not in last:
        return "、".join(entries)
    return f"{'、'.join(entries[:-1])}{last[how]}{entries[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Fills texts with the answers of one submission, as the evaluator sees them."""

    view: View
    index: AnswerIndex
    facts: Mapping[str, Fact] = field(init=False)

    def __post_init__(self) -> None:
        facts = {fact.full_id: fact for fact in self.index.vocabulary.all_facts()}
        object.__setattr__(self, "facts", facts)

    def fill(self, text: Text, scope: Scope = ()) -> str:
        """A text of a rule among the elements of `scope`."""
        return "".join(self._segment(part, scope) for part in text.parts)

    def labels(self, labels: Labels, scope: Scope) -> tuple[str, ...]:
        """The labels chosen, or those of `lacking` not chosen; unanswered, nothing is chosen."""
        fact = self.facts[labels.ref.fact]
        answer = self.view.answer(labels.ref, scope)
        chosen = answer if isinstance(answer, frozenset) else frozenset[str]()
        choices = fact.choices or {}
        if labels.lacking is None:
            return tuple(label for code, label in choices.items() if code in chosen)
        return tuple(choices[code] for code in labels.lacking if code not in chosen)

    def _segment(self, part: Segment, scope: Scope) -> str:
        match part:
            case Literal(words=words):
                return words
            case AnswerSlot(ref=ref, filter=how):
                entries = self._entries(ref, scope)
                return UNANSWERED if entries is None else self._joined(ref, entries, how, scope)
            case Optional(parts=inner):
                if any(self._is_empty(each, scope) for each in inner):
                    return ""
                return "".join(self._segment(each, scope) for each in inner)
            case _:
                raise TypeError(f"{part} is no segment of a compiled rule text")

    def _entries(self, ref: FactRef | FieldRef, scope: Scope) -> tuple[str, ...] | None:
        return self.index.entries(self.facts[ref.fact], self.view.answer(ref, scope))

    def _joined(
        self, ref: FactRef | FieldRef, entries: tuple[str, ...], how: Filter | None, scope: Scope
    ) -> str:
        answer = self.view.answer(ref, scope)
        if isinstance(answer, date):
            return value_words(answer, in_era=how is Filter.WAREKI)
        return joined(entries, how)

    def _is_empty(self, part: Segment, scope: Scope) -> bool:
        return isinstance(part, AnswerSlot) and self._entries(part.ref, scope) == ()


def fill_arguments(text: Text, arguments: Mapping[str, str | tuple[str, ...]]) -> str:
    """A text of a condition or a sentence, its slots filled with arguments.

    An argument that is left out is an empty list.
    """

    def segment(part: Segment) -> str:
        match part:
            case Literal(words=words):
                return words
            case ArgumentSlot(name=name, filter=how):
                value = arguments.get(name, ())
                return value if isinstance(value, str) else joined(value, how)
            case Optional(parts=inner):
                empty = any(
                    isinstance(each, ArgumentSlot) and arguments.get(each.name, ()) == ()
                    for each in inner
                )
                return "" if empty else "".join(segment(each) for each in inner)
            case _:
                raise TypeError(f"{part} is no segment of a compiled condition text")

    return "".join(segment(part) for part in text.parts)
