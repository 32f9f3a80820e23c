"""差し込むと読みにくい条件の文

何か
条件の `text` と `text_open` に、語が一つ、二つ、三つのとき（省けるものは一つもないとき）と、規則が実際に渡す語を
差し込んでみて、次のようになるものを知らせます。
助詞、句読点や「など」が重なる（「記録のの写し」「監査などなど」）、動詞に「を」「及び」が続く（「確認するを」）、
括弧の中が空になる、半角の空白や改行が入る、差込みの記号が残る、差し込んだ語で終わる文が「こと」で終わらない。

なぜ
条件は、結論の文に「ただし、…こと。」の形で入ります。読みにくいまま印刷されると、審議会の場で直すことになります。

悪い例
    # conditions.yaml
    text: 受託者から{{ means | ya }}などを受け取ること
    # sub/sub-003.yaml
    condition: {use: supervise-subcontractors, with: {means: [監査報告など]}}

良い例
    # conditions.yaml
    text: 受託者から{{ means | ya }}などを受け取ること
    # sub/sub-003.yaml
    condition: {use: supervise-subcontractors, with: {means: [監査報告]}}
"""

from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.compiler.names import Lists
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.joints import pieces, reads_badly
from checklist_engine.lint.mentions import elements_around, fact_at
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import PlannedCondition
from checklist_engine.model.rules import Rule, WrittenLabels
from checklist_engine.model.texts import ArgumentSlot, Literal, Text

CODE = "W541"
SEVERITY = Severity.WARNING

_STAND_INS = ("甲", "乙", "丙")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry that a rule hands to a parameter of a condition, and where it is written."""

    condition: str
    parameter: str
    words: str
    place: Place


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    sound: dict[str, list[Text]] = {}
    for condition in pack.plan.conditions.values():
        faults = {text: _fault_of_words(text, condition) for text in _texts(condition)}
        sound[condition.id] = [text for text, fault in faults.items() if fault is None]
        for text, fault in faults.items():
            if fault is not None and condition.id in pack.conditions:
                yield Problem(
                    place=text.place,
                    message=f"条件「{condition.id}」の文は、{fault}",
                    hint="差込みの前後の言葉と、文の終わりを直してください",
                )
    known: dict[tuple[str, str, str], str | None] = {}
    for rule in pack.rules.values():
        for entry in dict.fromkeys(_handed(rule.written, pack.pack)):
            key = entry.condition, entry.parameter, entry.words
            if key not in known:
                texts = sound.get(entry.condition, ())
                known[key] = _fault_of_entry(entry, texts, pack.plan.conditions)
            fault = known[key]
            if fault is not None:
                yield Problem(
                    place=entry.place,
                    message=f"条件「{entry.condition}」に「{entry.words}」を差し込むと、{fault}",
                    hint="差し込む語か、conditions.yaml の文の前後の言葉を直してください",
                )


def _texts(condition: PlannedCondition) -> tuple[Text, ...]:
    texts = (condition.text, condition.text_open)
    return tuple(text for text in texts if text is not None)


def _fault_of_words(text: Text, condition: PlannedCondition) -> str | None:
    """What reads badly with any entries: with none, where that is left out, with one, two, three."""
    renderings = [pieces(text, {})] if all(inside for _, inside in text.slots()) else []
    if condition.parameters:
        renderings += [pieces(text, _standing_in(condition, count)) for count in (1, 2, 3)]
    faults = (reads_badly(found) for found in renderings)
    return next((fault for fault in faults if fault is not None), None)


def _fault_of_entry(
    entry: _Entry, sound: Sequence[Text], conditions: Mapping[str, PlannedCondition]
) -> str | None:
    """What reads badly with this entry in texts that read well with others."""
    for text in sound:
        condition = conditions[entry.condition]
        is_list = condition.parameters.get(entry.parameter) == "list"
        for entries in ((entry.words, "乙"), ("甲", entry.words)) if is_list else ((entry.words,),):
            arguments = {**_standing_in(condition, 1), entry.parameter: entries}
            fault = reads_badly(pieces(text, arguments))
            if fault is not None:
                return fault
        if _ends_with(text, entry.parameter) and not entry.words.endswith("こと"):
            return f"文が「こと」でなく「{entry.words}」で終わります"
    return None


def _ends_with(text: Text, parameter: str) -> bool:
    last = text.parts[-1] if text.parts else None
    return isinstance(last, ArgumentSlot) and last.name == parameter


def _standing_in(condition: PlannedCondition, count: int) -> Mapping[str, tuple[str, ...]]:
    return {
        name: _STAND_INS[: count if kind == "list" else 1]
        for name, kind in condition.parameters.items()
    }


def _handed(rule: Rule, pack: RulePack) -> Iterator[_Entry]:
    """Every entry that a rule can hand to a condition, whatever is answered."""
    around = elements_around(rule, pack.vocabulary)
    for outcome in rule.outcomes.values():
        for use in outcome.uses:
            for name, argument in use.arguments.items():
                for item in (argument,) if isinstance(argument, Text) else argument:
                    for words in _words(item, pack.vocabulary, around):
                        yield _Entry(
                            condition=use.condition, parameter=name, words=words, place=item.place
                        )


def _words(item: Text | WrittenLabels, vocabulary: Vocabulary, around: Lists) -> Iterator[str]:
    if isinstance(item, Text):
        # What a slot prints is a word of the department's.
        yield "".join(part.words if isinstance(part, Literal) else "甲" for part in item.parts)
        return
    fact = fact_at(item.path, vocabulary, around)
    wanted = None if item.codes is None else {code.raw for code in item.codes}
    for code, label in ((fact and fact.choices) or {}).items():
        if wanted is None or code in wanted:
            yield label
