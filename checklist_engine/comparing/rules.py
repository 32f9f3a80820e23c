"""Rules compared: what is written in them, and what that means to submissions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from checklist_engine.comparing.differences import (
    Change,
    Departure,
    Difference,
    Kind,
    Meaning,
    Shift,
    State,
)
from checklist_engine.comparing.meaning import Pair, meaning
from checklist_engine.comparing.rule_aspects import CRITERIA, rule_changes
from checklist_engine.comparing.sides import Side
from checklist_engine.compiler.plan import selects
from checklist_engine.model.pack_parts import ChangeKind
from checklist_engine.model.plan import PlannedRule
from checklist_engine.model.rules import Rule
from checklist_engine.phrasing.recitation import recite


def rule_differences(old: Side, new: Side, as_of: date) -> Iterator[Difference]:
    """Rules in their order: families as the new pack lists them, then id."""
    renamed = renames(old, new)
    former = {was: name for name, was in renamed.items()}
    for name in _in_order(old, new):
        if name in former:
            continue
        was = renamed.get(name, name)
        if was not in old.rules:
            yield _added(new, new.rules[name])
        elif name not in new.rules:
            yield _gone(old, new, old.rules[name])
        else:
            found = _compared(old, new, was, name, as_of)
            if found is not None:
                yield found


def renames(old: Side, new: Side) -> Mapping[str, str]:
    """By new id, the former one of each rule that says the same in every respect.

    Only where there is no other that it could have been: two rules of one content are left alone.
    """
    gone = [old.rules[name] for name in old.rules if name not in new.rules]
    added = [new.rules[name] for name in new.rules if name not in old.rules]
    found = {}
    for rule in added:
        before = [each for each in gone if _same_content(old, new, each, rule)]
        after = [each for each in added if _same_content(new, new, each, rule)]
        if len(before) == len(after) == 1:
            found[rule.id] = before[0].id
    return found


def _in_order(old: Side, new: Side) -> Sequence[str]:
    families = dict.fromkeys(each.id for side in (new, old) for each in side.plan.families)
    place = {family: at for at, family in enumerate(families)}
    rules = {**old.rules, **new.rules}
    return sorted(rules, key=lambda name: (place[rules[name].family], name))


def _added(side: Side, rule: PlannedRule) -> Difference:
    return Difference(
        kind=Kind.RULE,
        id=rule.id,
        label=rule.title,
        state=State.ADDED,
        changes=tuple(
            Change(aspect=aspect, label=label, before=None, after=words)
            for aspect, label, words in _summary(side, rule)
        ),
    )


def _gone(old: Side, new: Side, rule: PlannedRule) -> Difference:
    off = {each.subject: each.words for each in new.pack.changes if each.kind is ChangeKind.OFF}
    if rule.id in off:
        departure = Departure.SWITCHED_OFF
    elif rule.id in new.retired:
        departure = Departure.RETIRED
    else:
        departure = Departure.REMOVED
    return Difference(
        kind=Kind.RULE,
        id=rule.id,
        label=rule.title,
        state=State.GONE,
        changes=tuple(
            Change(aspect=aspect, label=label, before=words, after=None)
            for aspect, label, words in _summary(old, rule)
        ),
        departure=departure,
        note=off.get(rule.id),
    )


def _summary(side: Side, rule: PlannedRule) -> Iterator[tuple[str, str, str]]:
    """What has to be known of a rule that the other pack does not have."""
    yield "gate", "結論への効き方", rule.gate.label
    yield "weight", "重み", str(rule.weight)
    yield "reading", "読み下し", recite(rule, side.plan.vocabulary).sentence()
    written = side.pack.rules[rule.id]
    profiles = [each.id for each in side.pack.profiles.values() if selects(each, written)]
    yield "profiles", "適用区分", "、".join(profiles) or "（なし）"


def _compared(old: Side, new: Side, was: str, name: str, as_of: date) -> Difference | None:
    before, after = old.rules[was], new.rules[name]
    pair = Pair(before=(old.plan, before), after=(new.plan, after), as_of=as_of)
    found = meaning(pair)
    changes = tuple(rule_changes(old, new, before, after))
    state = State.CHANGED
    if was != name:
        state = State.RENAMED
    elif found.shift is Shift.SAME and all(map(_decides, changes)):
        if not changes and _same_criteria(old.pack.rules[was], new.pack.rules[name]):
            return None
        state = State.REWRITTEN
    return Difference(
        kind=Kind.RULE,
        id=name,
        label=after.title,
        state=state,
        changes=changes,
        was=was if was != name else None,
        meaning=_told(found, changes, state),
    )


def _told(found: Meaning, changes: Sequence[Change], state: State) -> Meaning | None:
    """The meaning, where the question arises: the criteria were touched, or mean something else."""
    touched = any(map(_decides, changes)) or state is State.REWRITTEN
    return None if found.shift is Shift.SAME and not touched else found


def _decides(change: Change) -> bool:
    """Whether it is a change of what decides a verdict."""
    return change.aspect.partition(".")[0] in CRITERIA


def _same_criteria(before: Rule, after: Rule) -> bool:
    """Whether what decides is spelled the same; comments and the order of keys do not count."""

    def criteria(rule: Rule) -> object:
        return rule.applies_when, rule.for_each, rule.require, rule.compensated_by, rule.evidence

    return criteria(before) == criteria(after)


def _same_content(old: Side, new: Side, before: PlannedRule, after: PlannedRule) -> bool:
    return all(each.aspect == "family" for each in rule_changes(old, new, before, after))
