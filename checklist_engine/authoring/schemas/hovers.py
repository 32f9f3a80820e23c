"""What an editor shows over a name of the pack: its label first, then all that helps to choose it."""

import re
from collections.abc import Iterable, Mapping

from checklist_engine.authoring.schemas.trees import Schema
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack import Parameter, Profile, RulePack
from checklist_engine.model.pack_parts import EvidenceKind, Family
from checklist_engine.model.rules import Condition, Rule
from checklist_engine.model.texts import (
    AnswerSlot,
    ArgumentSlot,
    Literal,
    Optional,
    Segment,
    Slot,
    Text,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hover:
    """説明: a title, one plain sentence, and further paragraphs in Markdown."""

    title: str
    words: str
    more: tuple[str, ...] = ()

    def keywords(self) -> Schema:
        """The keywords of a schema that show this."""
        shown: Schema = {"title": self.title, "description": self.words}
        if self.more:
            shown["markdownDescription"] = "\n\n".join((escaped(self.words), *self.more))
        return shown


def escaped(words: str) -> str:
    """Words that Markdown shows as they are."""
    return _SPECIAL.sub(r"\\\1", words)


def fact_hover(fact: Fact) -> Hover:
    """Label and question of a fact; its type, unit and bounds, its choices, its guidance."""
    more = [escaped("、".join(_measures(fact)))]
    if fact.choices:
        more.append(listed(fact.choices))
    if fact.shape:
        more.append(listed({name: each.label for name, each in fact.shape.fields.items()}))
    if fact.guidance:
        more.append(escaped(fact.guidance))
    return Hover(title=fact.label, words=fact.question or fact.label, more=tuple(more))


def condition_hover(condition: Condition) -> Hover:
    """Subject and text of a condition; its text for open findings and its parameters."""
    more = []
    if condition.text_open is not None:
        more.append(f"判定保留のとき: {escaped(_plain(condition.text_open))}")
    if condition.parameters:
        kinds = {"list": "語の一覧", "text": "一つの文"}
        more.append(listed({name: kinds[kind] for name, kind in condition.parameters.items()}))
    return Hover(title=condition.subject, words=_plain(condition.text), more=tuple(more))


def rule_hover(rule: Rule, pack: RulePack) -> Hover:
    """Title of a rule; its family, gate and weight, and its guidance."""
    family = next((each.label for each in pack.families if each.id == rule.family), rule.family)
    words = f"{family}、{rule.gate.label}、重み {rule.weight}"
    return Hover(title=rule.title, words=words, more=_guidance(rule.guidance))


def parameter_hover(parameter: Parameter) -> Hover:
    """Label of a parameter; its default with its unit, and its bounds."""
    unit = parameter.unit or ""
    value = parameter.value
    words = f"既定値は {str(value).lower() if isinstance(value, bool) else value}{unit}"
    bounds = _bounds(parameter.min, parameter.max, unit)
    return Hover(title=parameter.label, words=f"{words}（{bounds}）" if bounds else words)


def kind_hover(kind: EvidenceKind) -> Hover:
    """Label of a kind of evidence and its strength."""
    return Hover(title=kind.label, words=f"強さは {kind.strength.label}（{kind.strength.value}）")


def family_hover(family: Family, pack: RulePack) -> Hover:
    """Label of a family and how many rules it has."""
    count = sum(rule.family == family.id for rule in pack.rules.values())
    return Hover(title=family.label, words=f"規則 {count} 件")


def profile_hover(profile: Profile) -> Hover:
    """Label of a profile and whether it comes to a decision."""
    council = profile.decision == "council"
    words = "審議会の結論案を出します" if council else "結論案を出しません"
    return Hover(title=profile.label, words=words)


def listed(words: Mapping[str, str]) -> str:
    """Codes with what they mean, as a Markdown list."""
    return "\n".join(f"- `{code}`: {escaped(label)}" for code, label in words.items())


def _measures(fact: Fact) -> Iterable[str]:
    yield fact.type.label
    if fact.unit:
        yield f"単位は{fact.unit}"
    if bounds := _bounds(fact.min, fact.max, fact.unit or ""):
        yield bounds
    if fact.key_of:
        yield f"{fact.key_of} の要素の記号"
    if fact.type is FactType.LIST and fact.shape and fact.shape.closed_by:
        yield f"記入が終わったかどうかは {fact.shape.closed_by}"


def _bounds(low: object, high: object, unit: str) -> str:
    match low, high:
        case None, None:
            return ""
        case _, None:
            return f"{low}{unit}以上"
        case None, _:
            return f"{high}{unit}以下"
        case _:
            return f"{low}～{high}{unit}"


def _guidance(words: str | None) -> tuple[str, ...]:
    return (escaped(words),) if words else ()


def _plain(text: Text) -> str:
    """A text of a condition as written: nothing stands in its slots yet, so their names do."""
    return "".join(_words(part) for part in text.parts)


def _words(part: Segment) -> str:
    match part:
        case Literal(words=words):
            return words
        case Optional(parts=parts):
            return f"〔{''.join(map(_words, parts))}〕"
        case Slot(name=name) | ArgumentSlot(name=name):
            return f"〈{name}〉"
        case AnswerSlot():
            return "〈回答〉"
