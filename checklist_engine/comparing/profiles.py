"""Profiles compared: which rules they ask for, how they set them, and what that means to a rule."""

from collections.abc import Iterator, Mapping
from datetime import date

from checklist_engine.comparing.changed import changed, one_sided
from checklist_engine.comparing.differences import (
    Change,
    Difference,
    Direction,
    Kind,
    RuleMeaning,
    Shift,
    State,
    direction,
)
from checklist_engine.comparing.meaning import Pair, meaning
from checklist_engine.comparing.sides import Side
from checklist_engine.comparing.wording import number_words
from checklist_engine.compiler.plan import compile_plan, selects
from checklist_engine.model.pack import Profile
from checklist_engine.model.plan import PlannedRule

_DECISIONS = {"council": "結論案を出す", "none": "結論案を出さない"}
_ASKED, _LEFT_OUT = "使う", "使わない"


def profile_differences(
    old: Side, new: Side, renamed: Mapping[str, str], as_of: date
) -> Iterator[Difference]:
    """Profiles by name; `renamed` gives the former ids of rules by their new ones."""
    before, after = old.pack.profiles, new.pack.profiles
    for name in sorted({**before, **after}):
        if name not in before or name not in after:
            is_new = name in after
            profile, side = (after[name], new) if is_new else (before[name], old)
            asked = sum(selects(profile, rule) for rule in side.pack.rules.values())
            summary = "使う規則", f"{asked}件"
            yield one_sided(Kind.PROFILE, name, profile.label, is_new, summary)
            continue
        comparer = _Comparer(old, new, before[name], after[name], renamed)
        changes = tuple(comparer.changes())
        by_rule = tuple(comparer.meanings(as_of))
        if changes or by_rule:
            yield Difference(
                kind=Kind.PROFILE,
                id=name,
                label=after[name].label,
                state=State.CHANGED,
                changes=changes,
                by_rule=by_rule,
            )


class _Comparer:
    """Compares one profile, as it was and as it is."""

    def __init__(
        self,
        old: Side,
        new: Side,
        before: Profile,
        after: Profile,
        renamed: Mapping[str, str],
    ) -> None:
        self.old, self.new, self.before, self.after = old, new, before, after
        self.common = {
            name: renamed.get(name, name)
            for name in new.rules
            if renamed.get(name, name) in old.rules
        }

    def changes(self) -> Iterator[Change]:
        before, after = self.before, self.after
        yield from changed("label", "名称", before.label, after.label)
        yield from changed(
            "decision", "結論案", _DECISIONS[before.decision], _DECISIONS[after.decision]
        )
        yield from self._rules()
        yield from self._parameters()
        yield from self._weights()

    def _rules(self) -> Iterator[Change]:
        """The rules that it asks for, of those that both packs have."""
        for name, was in self.common.items():
            yield from changed(
                f"rules.{name}",
                f"規則 {name}",
                _use(self.before, self.old, was),
                _use(self.after, self.new, name),
            )

    def _parameters(self) -> Iterator[Change]:
        """The values that it sets; a default that only shows through is told with the pack."""
        for name in dict.fromkeys((*self.before.parameters, *self.after.parameters)):
            parameter = self.new.pack.parameters.get(name) or self.old.pack.parameters[name]
            yield from changed(
                f"parameters.{name}",
                f"設定値 {parameter.label}（{name}）",
                _value(self.before, self.old, name),
                _value(self.after, self.new, name),
            )

    def _weights(self) -> Iterator[Change]:
        for name, was in self.common.items():
            if was not in self.before.weights and name not in self.after.weights:
                continue
            weights = (
                self.before.weights.get(was, self.old.rules[was].weight),
                self.after.weights.get(name, self.new.rules[name].weight),
            )
            yield from changed(
                f"weights.{name}",
                f"重み {name}",
                str(weights[0]),
                str(weights[1]),
                direction(*weights, Direction.HEAVIER, Direction.LIGHTER),
            )

    def meanings(self, as_of: date) -> Iterator[RuleMeaning]:
        """What changes for a rule with the values of the profile, where the defaults tell less."""
        if not self.before.parameters and not self.after.parameters:
            return
        plans = (
            compile_plan(self.old.pack, self.before),
            compile_plan(self.new.pack, self.after),
        )
        rules = [{rule.id: rule for rule in plan.rules} for plan in plans]
        for name, was in self.common.items():
            if was not in rules[0] or name not in rules[1]:
                continue
            here = Pair(
                before=(plans[0], rules[0][was]), after=(plans[1], rules[1][name]), as_of=as_of
            )
            usual = Pair(
                before=(self.old.plan, self.old.rules[was]),
                after=(self.new.plan, self.new.rules[name]),
                as_of=as_of,
            )
            if _same_rules(here, usual):
                continue
            found = meaning(here)
            if found.shift is not Shift.SAME or not usual.alike():
                yield RuleMeaning(rule=name, title=rules[1][name].title, meaning=found)


def _same_rules(one: Pair, other: Pair) -> bool:
    """Whether both pairs are of the same criteria: the values of the profile make no difference."""

    def criteria(pair: Pair) -> object:
        return [(_criteria(rule), plan.relevance) for plan, rule in (pair.before, pair.after)]

    return criteria(one) == criteria(other)


def _criteria(rule: PlannedRule) -> object:
    return rule.applies_when, rule.loop, rule.require, rule.compensated_by


def _use(profile: Profile, side: Side, rule: str) -> str:
    if rule in profile.excepted:
        return f"{_LEFT_OUT}（{profile.excepted[rule]}）"
    return _ASKED if selects(profile, side.pack.rules[rule]) else _LEFT_OUT


def _value(profile: Profile, side: Side, name: str) -> str | None:
    parameter = side.pack.parameters.get(name)
    if parameter is None:
        return None
    return number_words(profile.parameters.get(name, parameter.value), parameter.unit)
