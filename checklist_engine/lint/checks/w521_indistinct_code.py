"""どの規則も区別しない選択肢

何か
どの式にも書かれていない選択肢を知らせます。一つを選ぶ事実（choice）では、そのような選択肢が二つ以上あるときの
二つ目からを、いくつでも選べる事実（choices）では、選ばれても判定に効かないものを知らせます。書かれていない選択肢にも
役目がある事実は、知らせません。回答が文に差し込まれる（読む人が違いを見る）もの、`is_empty`、`is_not`、`not_in`、
`excludes_all` で確かめるもの、規則の適用条件だけに使うものです。

なぜ
選択肢を加えたときに、規則に書き忘れたのかもしれません。どれを選んでも同じ判定になるのであれば、担当課は違いのない
ものを選ばされることになります。

悪い例
    # facts/legal.yaml
    facts:
      - id: legal.pia
        type: choice
        choices: {completed: 終えた, not_required: 要しない, in_progress: 実施中, planned: 予定}
    # legal/legal-009.yaml
    require: {legal.pia: completed}      # not_required、in_progress、planned の違いがない

良い例
    # facts/legal.yaml
    facts:
      - id: legal.pia
        type: choice
        choices: {completed: 終えた, not_required: 要しない, not_completed: 終えていない}
    # legal/legal-009.yaml
    require: {legal.pia: [completed, not_required]}
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.values import FactType
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.mentions import (
    elements_around,
    mentions,
    pack_expressions,
    printed,
)
from checklist_engine.lint.own_files import key_place, own_facts
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.expression import Argument, Comparison
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack import Parameter, RulePack
from checklist_engine.model.rules import WrittenLabels

CODE = "W521"
SEVERITY = Severity.NOTE

_OF_THE_REST = frozenset({"is_empty", "is_not", "not_in", "excludes_all"})
"""Operators for which the codes that they do not name count as well."""


@dataclass(slots=True)
class _Use:
    """How a fact is used: the codes that somebody names, whether the others count as well, and
    whether a criterion looks at it.
    """

    named: set[str] = field(default_factory=set)
    all_count: bool = False
    judged: bool = False


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    if pack.unread:
        return
    uses = _uses(pack.pack)
    for fact in own_facts(pack):
        use = uses.get(fact.full_id)
        if use is not None and fact.choices and use.judged and not use.all_count:
            rest = [code for code in fact.choices if code not in use.named]
            yield from _indistinct(fact, rest, pack)


def _indistinct(fact: Fact, rest: list[str], pack: LintedPack) -> Iterator[Problem]:
    one_of_them = fact.type is FactType.CHOICE
    for code in rest[1:] if one_of_them else rest:
        choice = f"「{fact.label}」の選択肢「{code}」"
        yield Problem(
            place=key_place(fact, pack, "choices", code),
            message=f"{choice}を「{rest[0]}」と区別する規則がありません"
            if one_of_them
            else f"{choice}は、選ばれても判定に効きません",
            hint="規則の式に書くか、finding に回答を差し込んでください。違いが要らなければ、"
            + ("一つにまとめてください" if one_of_them else "消してください"),
        )


def _uses(pack: RulePack) -> Mapping[str, _Use]:
    """Of every fact that is looked at; what is not is the business of another check."""
    uses: dict[str, _Use] = defaultdict(_Use)
    for expression, around in pack_expressions(pack):
        for each in mentions(expression, pack.vocabulary, around):
            if each.fact and each.fact.choices and isinstance(each.by, Comparison):
                use = uses[each.fact.full_id]
                use.named.update(_codes(each.by.argument, pack.parameters))
                use.all_count |= each.by.operator in _OF_THE_REST or _is_fact(each.by.argument)
    for rule in pack.rules.values():
        around = elements_around(rule, pack.vocabulary)
        criteria = (rule.require, rule.compensated_by)
        for criterion in (each for each in criteria if each is not None):
            for each in mentions(criterion, pack.vocabulary, around):
                if each.fact:
                    uses[each.fact.full_id].judged = True
        for shown in printed(rule, pack.vocabulary):
            if isinstance(shown.by, WrittenLabels) and shown.by.codes is not None:
                uses[shown.fact.full_id].named.update(str(code.raw) for code in shown.by.codes)
            else:
                uses[shown.fact.full_id].all_count = True
    return uses


def _codes(argument: Argument, parameters: Mapping[str, Parameter]) -> Iterator[str]:
    match argument.raw:
        case str(code):
            yield code
        case {"parameter": str(name)} if name in parameters:
            yield str(parameters[name].value)
        case _:
            for part in argument.parts:
                yield from _codes(part, parameters)


def _is_fact(argument: Argument) -> bool:
    return isinstance(argument.raw, dict) and "fact" in argument.raw
