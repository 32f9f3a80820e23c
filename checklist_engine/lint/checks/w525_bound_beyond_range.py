"""答えの範囲の外にある境目

何か
事実の `min` と `max` の範囲の答えであれば、いつも成り立つ、又は決して成り立たない比較を知らせます。
段（`.tier`）は1から数えるので、1以上かどうかの比較も知らせます。

なぜ
いつも成り立つ比較は書いていないのと同じで、決して成り立たない比較は答えが何であっても規則を不適合にします。
桁や単位（日と月、千円と円）の取り違えか、事実の範囲の書き誤りと思われます。

悪い例
    # facts/image.yaml
    facts:
      - {id: image.retention_days, label: 保存日数, type: integer, min: 0, max: 30}
    # image/image-004.yaml
    require: {image.retention_days: {at_most: 300}}

良い例
    # facts/image.yaml
    facts:
      - {id: image.retention_days, label: 保存日数, type: integer, min: 0, max: 3650}
    # image/image-004.yaml
    require: {image.retention_days: {at_most: 30}}
"""

from collections.abc import Iterator
from decimal import Decimal

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.mentions import mentions, pack_expressions
from checklist_engine.lint.own_files import is_own
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.expression import Argument, Comparison
from checklist_engine.model.facts import Fact

CODE = "W525"
SEVERITY = Severity.WARNING


@dataclass(frozen=True, slots=True, kw_only=True)
class _Range:
    """The numbers that an answer may be, both ends included; None: no end."""

    low: int | Decimal | None
    high: int | Decimal | None

    def __str__(self) -> str:
        return "".join(
            f"{end}{word}"
            for end, word in ((self.low, "以上"), (self.high, "以下"))
            if end is not None
        )


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    for expression, around in pack_expressions(pack.pack):
        for each in mentions(expression, pack.pack.vocabulary, around):
            if isinstance(each.by, Comparison) and is_own(each.by.place, pack):
                yield from _beyond(each.by, each.fact, pack)


def _beyond(comparison: Comparison, fact: Fact | None, pack: LintedPack) -> Iterator[Problem]:
    reach = _Range(low=fact.min, high=fact.max) if fact else _Range(low=1, high=None)
    label = fact.label if fact else "段（.tier）"
    bound = _number(comparison.argument, pack)
    settled = None if bound is None else _settled(comparison.operator, bound, reach)
    if settled is not None:
        yield Problem(
            place=comparison.argument.place,
            message=f"「{label}」は{reach}なので、{bound} との比較は"
            f"{'いつも成り立ちます' if settled else '決して成り立ちません'}",
            hint="境目の数か、事実の min と max を直してください"
            if fact
            else "元請けが1、再委託先が2です",
        )
    for part in comparison.argument.parts:
        value = _number(part, pack)
        if value is not None and _settled("is", value, reach) is False:
            yield Problem(
                place=part.place,
                message=f"「{label}」は{reach}なので、{value} になることはありません",
                hint="並べた数か、事実の min と max を直してください",
            )


def _number(argument: Argument, pack: LintedPack) -> int | Decimal | None:
    """The number on the right side; that of a parameter as the pack sets it."""
    value = argument.raw
    if isinstance(value, dict):
        parameter = pack.pack.parameters.get(str(value.get("parameter")))
        value = parameter.value if parameter else None
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _settled(operator: str, bound: int | Decimal, reach: _Range) -> bool | None:
    """What the comparison is for every number in reach; None where that depends on the number."""
    low, high = reach.low, reach.high
    below = high is not None and high < bound
    above = low is not None and low > bound
    match operator:
        case "at_least" if below:
            return False
        case "at_least" if low is not None and low >= bound:
            return True
        case "more_than" if high is not None and high <= bound:
            return False
        case "more_than" if above:
            return True
        case "at_most" if above:
            return False
        case "at_most" if high is not None and high <= bound:
            return True
        case "less_than" if low is not None and low >= bound:
            return False
        case "less_than" if below:
            return True
        case "is" if below or above:
            return False
        case "is_not" if below or above:
            return True
        case _:
            return None
