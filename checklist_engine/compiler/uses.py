"""Conditions that outcomes ask for: looked up, and their slots filled (§5, §7)."""

from collections.abc import Mapping

from checklist_engine.compiler.names import Lists
from checklist_engine.compiler.texts import Texts
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType, Misfit, typed
from checklist_engine.model.expression import Argument
from checklist_engine.model.facts import Fact
from checklist_engine.model.paths import TierRef
from checklist_engine.model.plan import Labels, PlannedUse, names_element
from checklist_engine.model.rules import Condition, WrittenLabels, WrittenUse
from checklist_engine.model.texts import Slot, Text
from checklist_engine.model.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Uses:
    """Compiles `condition: {use, with}`; faults (E204, E213 to E216, E405) are added."""

    texts: Texts
    conditions: Mapping[str, Condition]

    def compile(self, use: WrittenUse, verdict: Verdict, around: Lists) -> PlannedUse | None:
        """The use with known origins; None where the condition is not in the catalogue."""
        condition = self.conditions.get(use.condition)
        if condition is None:
            near = nearest(use.condition, self.conditions)
            self._fault(
                "E213",
                f"条件「{use.condition}」は conditions.yaml にありません",
                f"もしかして「{near}」（{self.conditions[near].subject}）ですか"
                if near
                else "conditions.yaml に加えるか、そこにある id を書いてください",
                use.place,
            )
            return None
        if verdict is Verdict.UNDETERMINED and condition.text_open is None:
            self._fault(
                "E214",
                f"条件「{condition.id}」には text_open がないので、判定保留のときには使えません",
                "conditions.yaml で text_open を書くか、この condition を消してください",
                use.place,
            )
        self._check_parameters(use, condition)
        arguments = {
            name: self._argument(use, name, argument, condition, around)
            for name, argument in use.arguments.items()
            if name in condition.parameters
        }
        written = condition.text_open if verdict is Verdict.UNDETERMINED else condition.text
        self._check_lists(use, condition, written, arguments, verdict)
        if verdict is Verdict.UNDETERMINED and around:
            self._check_texts(use, condition, arguments)
        return PlannedUse(condition=condition.id, arguments=arguments)

    def _check_parameters(self, use: WrittenUse, condition: Condition) -> None:
        for name in use.arguments:
            if name not in condition.parameters:
                near = nearest(name, condition.parameters)
                self._fault(
                    "E215",
                    f"条件「{condition.id}」に「{name}」というパラメータはありません",
                    f"もしかして「{near}」ですか"
                    if near
                    else f"あるのは {'、'.join(condition.parameters) or 'なし'} です",
                    use.argument_places[name],
                )
        for name, kind in condition.parameters.items():
            if kind == "text" and name not in use.arguments:
                self._fault(
                    "E215",
                    f"条件「{condition.id}」のパラメータ「{name}」が渡されていません",
                    f"with: {{{name}: …}} を書き加えてください",
                    use.place,
                )

    def _argument(
        self,
        use: WrittenUse,
        name: str,
        argument: Text | tuple[Text | WrittenLabels, ...],
        condition: Condition,
        around: Lists,
    ) -> Text | tuple[Text | Labels, ...]:
        wants_list = condition.parameters[name] == "list"
        if wants_list is isinstance(argument, Text):
            self._fault(
                "E215",
                f"条件「{condition.id}」のパラメータ「{name}」には"
                f"{'一覧' if wants_list else '文'}を渡します",
                f"{name}: [監査報告] のように書いてください"
                if wants_list
                else f"{name}: の後に文をそのまま書いてください",
                use.argument_places[name],
            )
        if isinstance(argument, Text):
            text = self.texts.of_rule(argument, around)
            return (text,) if wants_list else text
        items = tuple(self._item(item, around) for item in argument)
        return tuple(item for item in items if item is not None)

    def _item(self, item: Text | WrittenLabels, around: Lists) -> Text | Labels | None:
        if isinstance(item, Text):
            return self.texts.of_rule(item, around)
        resolved = self.texts.names.resolve(item.path, around, item.place)
        if resolved is None:
            return None
        if (
            resolved.fact is None
            or resolved.fact.choices is None
            or isinstance(resolved.ref, TierRef)
            or resolved.type is not FactType.CHOICES
        ):
            self._fault(
                "E204",
                f"「{item.path}」は選択肢からいくつでも選ぶ事実ではありません",
                "labels と lacking には、型が choices の事実を書いてください",
                item.place,
            )
            return None
        if item.codes is None:
            return Labels(ref=resolved.ref, lacking=None)
        codes = tuple(self._code(code, resolved.fact) for code in item.codes)
        return Labels(ref=resolved.ref, lacking=codes)

    def _code(self, code: Argument, fact: Fact) -> str:
        value = typed(code.raw, FactType.CHOICE, fact.choices)
        if isinstance(value, Misfit):
            near = nearest(value.code or "", fact.choices or {})
            hint = f"もしかして「{near}」ですか" if near else value.hint
            self._fault("E204", f"「{fact.label}」: {value.message}", hint, code.place)
        return str(code.raw)

    def _check_lists(
        self,
        use: WrittenUse,
        condition: Condition,
        text: Text | None,
        arguments: Mapping[str, Text | tuple[Text | Labels, ...]],
        verdict: Verdict,
    ) -> None:
        """A list that stands outside 〔…〕 must have an entry that is always there."""
        for slot, optional in text.slots() if text else ():
            if not isinstance(slot, Slot) or optional:
                continue
            if condition.parameters.get(slot.name) != "list":
                continue
            if not _has_certain_entry(arguments.get(slot.name, ()), verdict):
                self._fault(
                    "E405",
                    f"条件「{condition.id}」の「{slot.name}」が空になることがあります",
                    "いつもある語を一つ with に書くか、"
                    "conditions.yaml でその部分を〔 〕で囲んでください",
                    use.argument_places.get(slot.name, use.place),
                )

    def _check_texts(
        self,
        use: WrittenUse,
        condition: Condition,
        arguments: Mapping[str, Text | tuple[Text | Labels, ...]],
    ) -> None:
        """An open list may be asked about before there is an element to speak of."""
        for name, argument in arguments.items():
            if isinstance(argument, Text) and names_element(argument):
                self._fault(
                    "E405",
                    f"判定保留では要素がまだないことがあるので、"
                    f"条件「{condition.id}」の「{name}」に要素の項目は使えません",
                    "要素の項目を差し込まない文にするか、パラメータを list にしてください",
                    use.argument_places[name],
                )

    def _fault(self, code: str, message: str, hint: str | None, place: Place) -> None:
        self.texts.names.faults.append(
            Diagnostic(code=code, message=message, hint=hint, place=place)
        )


def _has_certain_entry(argument: Text | tuple[Text | Labels, ...], verdict: Verdict) -> bool:
    """Whether a list argument has an entry whatever the answers are."""
    if isinstance(argument, Text):
        return True
    # A finding that is undetermined may have no element yet, and then no word of one.
    return any(
        isinstance(item, Text) and not (verdict is Verdict.UNDETERMINED and names_element(item))
        for item in argument
    )
