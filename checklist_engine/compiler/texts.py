"""Texts with slots → texts whose every slot has a known origin (§5, §7)."""

from collections.abc import Mapping
from typing import Literal as Kind

from checklist_engine.compiler.names import Lists, Names
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.value_words import value_words
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack import Parameter
from checklist_engine.model.paths import TierRef
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

_LISTS = (FactType.CHOICES, FactType.LIST)


@dataclass(frozen=True, slots=True)
class Texts:
    """Resolves the slots of texts; faults (E203, E209, E403 to E405) are added."""

    names: Names
    parameters: Mapping[str, Parameter]

    def of_rule(self, text: Text, around: Lists = ()) -> Text:
        """A text of a rule: answers, fields of the element, parameters of the pack."""
        return self._text(text, around, None)

    def of_condition(self, text: Text, arguments: Mapping[str, Kind["list", "text"]]) -> Text:
        """A text of a condition or a sentence: its arguments, parameters of the pack."""
        return self._text(text, (), arguments)

    def _text(
        self, text: Text, around: Lists, arguments: Mapping[str, Kind["list", "text"]] | None
    ) -> Text:
        def segment(part: Segment, *, optional: bool) -> Segment:
            match part:
                case Slot():
                    if arguments is None:
                        return self._answer(part, around, optional=optional)
                    return self._argument(part, arguments)
                case Optional(parts=inner):
                    resolved = Optional(parts=tuple(segment(each, optional=True) for each in inner))
                    if not any(self._is_list(each, arguments) for each in resolved.parts):
                        self._fault(
                            "E404",
                            "〔 〕の中に、空になりうる一覧の差し込みがありません",
                            "〔 〕は、中の一覧が空のときに省く範囲です。要らなければ外してください",
                            text,
                        )
                    return resolved
                case _:
                    return part

        return Text(
            parts=tuple(segment(part, optional=False) for part in text.parts), place=text.place
        )

    def _answer(self, slot: Slot, around: Lists, *, optional: bool) -> Segment:
        if slot.name.startswith("parameter."):
            return self._parameter(slot)
        resolved = self.names.resolve(slot.name, around, slot.place)
        if resolved is None:
            return Literal(words="")
        if isinstance(resolved.ref, TierRef) or resolved.fact is None:
            self._fault("E403", "「.tier」は文に差し込めません", "要素の項目を書いてください", slot)
            return Literal(words="")
        self._check_filter(slot, resolved.fact)
        if resolved.type in _LISTS and not optional:
            self._fault(
                "E405",
                f"「{slot.name}」は空のことがあるので、そのままでは差し込めません",
                "空のときに省く範囲を〔 〕で囲んでください",
                slot,
            )
        return AnswerSlot(ref=resolved.ref, filter=slot.filter)

    def _parameter(self, slot: Slot) -> Segment:
        name = slot.name.removeprefix("parameter.")
        parameter = self.parameters.get(name)
        is_date = parameter is not None and parameter.type is FactType.DATE
        if parameter and slot.filter and not (slot.filter is Filter.WAREKI and is_date):
            self._unfit_filter(slot)
        if name not in self.parameters:
            near = nearest(name, self.parameters)
            self._fault(
                "E209",
                f"設定値「{name}」は pack.yaml の parameters にありません",
                f"もしかして「{near}」ですか" if near else "pack.yaml に加えてください",
                slot,
            )
            return Literal(words="")
        return Literal(
            words=value_words(self.parameters[name].value, in_era=slot.filter is Filter.WAREKI)
        )

    def _argument(self, slot: Slot, arguments: Mapping[str, Kind["list", "text"]]) -> Segment:
        if slot.name.startswith("parameter."):
            return self._parameter(slot)
        if slot.name not in arguments:
            near = nearest(slot.name, arguments)
            self._fault(
                "E403",
                f"「{slot.name}」という差し込みはここでは使えません",
                f"もしかして「{near}」ですか"
                if near
                else f"使えるのは {'、'.join([*arguments, 'parameter.設定値'])} です",
                slot,
            )
            return Literal(words="")
        is_list = arguments[slot.name] == "list"
        if slot.filter is Filter.WAREKI or (slot.filter and not is_list):
            self._unfit_filter(slot)
        return ArgumentSlot(name=slot.name, filter=slot.filter)

    def _is_list(self, part: Segment, arguments: Mapping[str, Kind["list", "text"]] | None) -> bool:
        match part:
            case ArgumentSlot(name=name):
                return arguments is not None and arguments.get(name) == "list"
            case AnswerSlot(ref=ref):
                return any(
                    fact.full_id == ref.fact and fact.type in _LISTS
                    for fact in self.names.vocabulary.all_facts()
                )
            case _:
                return False

    def _check_filter(self, slot: Slot, fact: Fact) -> None:
        if slot.filter is None:
            return
        fits = fact.type is FactType.DATE if slot.filter is Filter.WAREKI else fact.type in _LISTS
        if not fits:
            self._unfit_filter(slot)

    def _unfit_filter(self, slot: Slot) -> None:
        assert slot.filter is not None
        self._fault(
            "E403",
            f"「{slot.name}」にフィルタ「{slot.filter.value}」は使えません",
            "ya、oyobi、touten は一覧に、wareki は日付に使います",
            slot,
        )

    def _fault(self, code: str, message: str, hint: str, at: Slot | Text) -> None:
        self.names.faults.append(Diagnostic(code=code, message=message, hint=hint, place=at.place))
