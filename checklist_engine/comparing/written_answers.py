"""Answers written down: as JSON has them, and as the lines of a submission file, with labels."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from checklist_engine.conclusion.answers import plain_answer
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.value_words import value_words
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.submission import Answer, Answers, Element, Elements, Evidence

_PLAIN_WORD = re.compile("[A-Za-z][A-Za-z0-9_-]*")
_WORDS_OF_YAML = frozenset({"true", "false", "null"})


@dataclass(frozen=True, slots=True)
class _Rooted:
    """An element with those that stand below it."""

    element: Element
    below: tuple["_Rooted", ...]


def plain_answers(answers: Answers, facts: Mapping[str, Fact]) -> Mapping[str, object]:
    """Answers by fact, elements as mappings; `facts` by full id, fields with them."""
    return {name: _plain(facts, facts[name], answer) for name, answer in answers.values.items()}


def plain_evidence(evidence: Sequence[Evidence]) -> tuple[Mapping[str, object], ...]:
    """Records of proof, with nothing in them that was left out."""
    return tuple(
        {
            "id": f"E{number}",
            "kind": record.kind,
            **({"issued_on": record.issued_on.isoformat()} if record.issued_on else {}),
            "supports": list(record.supports),
        }
        for number, record in enumerate(evidence, start=1)
    )


def answer_lines(
    answers: Answers,
    evidence: Sequence[Evidence],
    facts: Mapping[str, Fact],
    kinds: Mapping[str, EvidenceKind],
) -> tuple[str, ...]:
    """The `answers` and `evidence` of a submission file, a label behind each line that needs one."""
    lines = [
        line
        for name, answer in answers.values.items()
        for line in _fact_lines(facts, facts[name], answer, indent=2)
    ]
    written = ["answers:", *lines] if lines else ["answers: {}"]
    records = [
        f"  - {_flow(plain)}  # {_on_one_line(kinds[record.kind].label)}"
        for record, plain in zip(evidence, plain_evidence(evidence), strict=True)
    ]
    return (*written, *(["evidence:", *records] if records else ()))


def _plain(facts: Mapping[str, Fact], fact: Fact, answer: Answer) -> object:
    if not isinstance(answer, tuple):
        return plain_answer(answer)
    return [_plain_element(facts, fact, each) for each in _rooted(answer)]


def _plain_element(facts: Mapping[str, Fact], fact: Fact, rooted: _Rooted) -> Mapping[str, object]:
    values = {
        name: _plain(facts, facts[f"{fact.full_id}.{name}"], value)
        for name, value in rooted.element.values.items()
    }
    below = [_plain_element(facts, fact, each) for each in rooted.below]
    return {**values, _children(fact): below} if below else values


def _children(fact: Fact) -> str:
    """The field that holds the elements below an element; only a tree has such."""
    assert fact.shape is not None and fact.shape.children is not None
    return fact.shape.children


def _rooted(elements: Elements) -> tuple[_Rooted, ...]:
    """The tree of elements that stand flat, parents before children."""
    top = min((element.tier for element in elements), default=0)
    starts = [at for at, element in enumerate(elements) if element.tier == top]
    return tuple(
        _Rooted(elements[start], _rooted(elements[start + 1 : end]))
        for start, end in pairwise([*starts, len(elements)])
    )


def _fact_lines(
    facts: Mapping[str, Fact], fact: Fact, answer: Answer, *, indent: int
) -> Iterator[str]:
    # Inside an element, a fact goes by its own name.
    before = f"{' ' * indent}{fact.id}:"
    if isinstance(answer, tuple):
        yield f"{before}{'' if answer else ' []'}  # {_on_one_line(fact.label)}"
        for each in _rooted(answer):
            yield from _element_lines(facts, fact, each, indent=indent + 2)
    else:
        yield f"{before} {_scalar(answer)}  # {_on_one_line(_label(fact, answer))}"


def _element_lines(
    facts: Mapping[str, Fact], fact: Fact, rooted: _Rooted, *, indent: int
) -> Iterator[str]:
    assert fact.shape is not None
    lines = [f"{' ' * (indent + 2)}{fact.shape.key}: {_text(rooted.element.key)}"]
    for name, value in rooted.element.values.items():
        if name != fact.shape.key:
            lines += _fact_lines(facts, facts[f"{fact.full_id}.{name}"], value, indent=indent + 2)
    if rooted.below:
        lines.append(f"{' ' * (indent + 2)}{_children(fact)}:")
        for each in rooted.below:
            lines += _element_lines(facts, fact, each, indent=indent + 4)
    first, *rest = lines
    yield f"{' ' * indent}- {first.lstrip()}"
    yield from rest


def _on_one_line(words: str) -> str:
    # What stands behind `#` must not become a line of its own.
    return " ".join(words.split())


def _label(fact: Fact, answer: Answer) -> str:
    """The label and, where a code says little, the answer in words."""
    match answer:
        case bool():
            return f"{fact.label}: {value_words(answer)}"
        case str() if fact.type is FactType.CHOICE and fact.choices:
            return f"{fact.label}: {fact.choices.get(answer, answer)}"
        case frozenset():
            labels = [label for code, label in (fact.choices or {}).items() if code in answer]
            return f"{fact.label}: {'、'.join(labels) or '該当なし'}"
        case _:
            return fact.label + (f"（{fact.unit}）" if fact.unit else "")


def _scalar(value: Answer) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case frozenset():
            return f"[{', '.join(map(_text, sorted(value)))}]"
        case str():
            return _text(value)
        case tuple():
            raise TypeError("elements take lines of their own")


def _text(text: str) -> str:
    """A text as it stands where YAML reads it as such, else in quotes."""
    if _PLAIN_WORD.fullmatch(text) and text not in _WORDS_OF_YAML:
        return text
    return json.dumps(text, ensure_ascii=False)


def _flow(record: Mapping[str, object]) -> str:
    """A record of proof on one line."""

    def written(value: object) -> str:
        if isinstance(value, list):
            return f"[{', '.join(map(_text, value))}]"
        return value if isinstance(value, str) and value[:1].isdigit() else _text(str(value))

    return "{" + ", ".join(f"{key}: {written(value)}" for key, value in record.items()) + "}"
