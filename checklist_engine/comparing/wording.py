"""Words for what authors write: texts with their slots, values, periods, and what a rule asks for."""

from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.ground.value_words import value_words
from checklist_engine.ground.values import Value
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Labels, PlannedUse
from checklist_engine.model.texts import (
    AnswerSlot,
    ArgumentSlot,
    Filter,
    Literal,
    Optional,
    Segment,
    Slot,
    Text,
)

Facts = Mapping[str, Fact]


def text_words(text: Text | None, facts: Facts) -> str | None:
    """A compiled text: 〈label〉 for an answer, `{{ name }}` for a word that somebody puts in."""
    return None if text is None else "".join(_segment(part, facts) for part in text.parts)


def same_text(one: Text | None, other: Text | None) -> bool:
    """Whether two compiled texts always read the same."""
    if one is None or other is None:
        return one is other
    return tuple(_joined(one.parts)) == tuple(_joined(other.parts))


def use_words(use: PlannedUse, facts: Facts) -> str:
    """A condition that is asked for, with what is put into it."""
    arguments = "、".join(
        f"{name}: {_argument(argument, facts)}" for name, argument in use.arguments.items()
    )
    return use.condition + (f"（{arguments}）" if arguments else "")


def same_uses(one: Sequence[PlannedUse], other: Sequence[PlannedUse]) -> bool:
    """Whether two outcomes ask for the same conditions, and always in the same words."""
    return [_use_form(use) for use in one] == [_use_form(use) for use in other]


def number_words(value: Value | None, unit: str | None = None) -> str | None:
    """A value with its unit; nothing for nothing."""
    return None if value is None else f"{value_words(value)}{unit or ''}"


def yes_no(value: bool) -> str:
    return "はい" if value else "いいえ"


def _argument(argument: Text | Sequence[Text | Labels], facts: Facts) -> str:
    if isinstance(argument, Text):
        return text_words(argument, facts) or ""
    return "、".join(
        (text_words(each, facts) or "") if isinstance(each, Text) else _labels(each, facts)
        for each in argument
    )


def _labels(labels: Labels, facts: Facts) -> str:
    fact = facts[labels.ref.fact]
    if labels.lacking is None:
        return f"〈{fact.label}で選ばれたもの〉"
    choices = fact.choices or {}
    named = "".join(f"「{choices[code]}」" for code in labels.lacking)
    return f"〈{fact.label}の{named}のうち、選ばれていないもの〉"


def _use_form(use: PlannedUse) -> object:
    def form(argument: Text | Sequence[Text | Labels]) -> object:
        if isinstance(argument, Text):
            return tuple(_joined(argument.parts))
        return tuple(
            tuple(_joined(each.parts)) if isinstance(each, Text) else each for each in argument
        )

    return use.condition, {name: form(each) for name, each in use.arguments.items()}


def _segment(part: Segment, facts: Facts) -> str:
    match part:
        case Literal(words=words):
            return words
        case AnswerSlot(ref=ref, filter=how):
            return f"〈{facts[ref.fact].label}{_filter(how)}〉"
        case ArgumentSlot(name=name, filter=how) | Slot(name=name, filter=how):
            return f"{{{{ {name}{_filter(how)} }}}}"
        case Optional(parts=inner):
            return f"〔{''.join(_segment(each, facts) for each in inner)}〕"


def _filter(how: Filter | None) -> str:
    return f" | {how.value}" if how else ""


def _joined(parts: Sequence[Segment]) -> Iterator[Segment]:
    """The segments, words that stand side by side as one: a parameter of the pack is a word, too."""
    words = ""
    for part in parts:
        if isinstance(part, Literal):
            words += part.words
            continue
        if words:
            yield Literal(words=words)
            words = ""
        yield Optional(parts=tuple(_joined(part.parts))) if isinstance(part, Optional) else part
    if words:
        yield Literal(words=words)
