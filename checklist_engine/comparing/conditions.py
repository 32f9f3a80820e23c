"""Conditions compared: their words, what they oblige to, and what discharges them."""

from collections.abc import Iterator
from datetime import date

from checklist_engine.comparing.canonical import canonical
from checklist_engine.comparing.changed import changed, one_sided, reworded
from checklist_engine.comparing.differences import (
    Change,
    Difference,
    Direction,
    Kind,
    Meaning,
    Shift,
    State,
    direction,
)
from checklist_engine.comparing.meaning import SAME, Pair, meaning
from checklist_engine.comparing.sides import Side
from checklist_engine.comparing.stand_ins import criterion
from checklist_engine.comparing.wording import text_words
from checklist_engine.model.plan import Node, PlannedCondition


def condition_differences(old: Side, new: Side, as_of: date) -> Iterator[Difference]:
    """Conditions by their order, as they are printed."""
    before, after = old.plan.conditions, new.plan.conditions
    together = {**before, **after}.values()
    for each in sorted(together, key=lambda condition: (condition.order, condition.id)):
        if each.id not in before or each.id not in after:
            side = new if each.id in after else old
            words = text_words(each.text, side.facts)
            yield one_sided(Kind.CONDITION, each.id, each.subject, side is new, ("文", words))
            continue
        changes = tuple(_condition_changes(old, new, before[each.id], after[each.id]))
        if changes:
            found = _discharge(old, new, each.id, as_of)
            same = found is not None and found.shift is Shift.SAME
            respelled = same and all(change.aspect == "discharged_by" for change in changes)
            yield Difference(
                kind=Kind.CONDITION,
                id=each.id,
                label=each.subject,
                state=State.REWRITTEN if respelled else State.CHANGED,
                changes=changes,
                meaning=found,
            )


def _condition_changes(
    old: Side, new: Side, before: PlannedCondition, after: PlannedCondition
) -> Iterator[Change]:
    yield from changed("subject", "件名", before.subject, after.subject)
    yield from changed(
        "obligation",
        "義務",
        before.obligation.label,
        after.obligation.label,
        direction(
            before.obligation.rank, after.obligation.rank, Direction.STRONGER, Direction.WEAKER
        ),
    )
    for key, label in (("text", "文"), ("text_open", "判定保留のときの文")):
        yield from reworded(
            key, label, (getattr(before, key), old.facts), (getattr(after, key), new.facts)
        )
    yield from changed("parameters", "差し込み", _slots(before), _slots(after))
    yield from changed("order", "順序", str(before.order), str(after.order))
    yield from changed(
        "due",
        "期限",
        _months(before.due_months),
        _months(after.due_months),
        direction(before.due_months, after.due_months, Direction.LATER, Direction.SOONER),
    )
    yield from _discharge_change(old, new, before, after)
    yield from changed("route", "扱い", before.route.label, after.route.label)


def _discharge_change(
    old: Side, new: Side, before: PlannedCondition, after: PlannedCondition
) -> Iterator[Change]:
    def words(side: Side, node: Node | None) -> str | None:
        return f"{side.reciter.words(node)}こと" if node else None

    nodes = before.discharged_by, after.discharged_by
    forms = [node and canonical(node) for node in nodes]
    if forms[0] != forms[1]:
        yield from changed(
            "discharged_by", "対応が済んだとみるとき", words(old, nodes[0]), words(new, nodes[1])
        )


def _discharge(old: Side, new: Side, name: str, as_of: date) -> Meaning | None:
    """Whether a condition is harder to discharge than it was, or less hard."""
    nodes = [side.plan.conditions[name].discharged_by for side in (old, new)]
    if nodes[0] is None or nodes[1] is None:
        return None
    found = meaning(
        Pair(
            before=(old.plan, criterion(nodes[0])),
            after=(new.plan, criterion(nodes[1])),
            as_of=as_of,
        )
    )
    return None if found is SAME else found


def _slots(condition: PlannedCondition) -> str | None:
    kinds = {"list": "一覧", "text": "文"}
    listed = (f"{name}（{kinds[kind]}）" for name, kind in sorted(condition.parameters.items()))
    return "、".join(listed) or None


def _months(months: int | None) -> str | None:
    return None if months is None else f"会議の日から{months}か月以内"
