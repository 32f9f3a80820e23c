"""Tailoring (§9): a pack as a profile sets it, and a list of all that is not as it was below."""

from collections.abc import Iterator

from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.ground.value_words import value_words
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.model.pack_parts import Change, ChangeKind


def tailored(pack: RulePack, profile: Profile) -> tuple[RulePack, tuple[Change, ...]]:
    """The pack with the parameters and weights of a profile; what packs and profile changed."""
    parameters = {
        name: replace(parameter, value=profile.parameters.get(name, parameter.value))
        for name, parameter in pack.parameters.items()
    }
    rules = {
        name: replace(rule, weight=profile.weights.get(name, rule.weight))
        for name, rule in pack.rules.items()
    }
    changes = (*pack.changes, *_changes(pack, profile))
    return replace(pack, parameters=parameters, rules=rules), changes


def _changes(pack: RulePack, profile: Profile) -> Iterator[Change]:
    for rule, reason in profile.excepted.items():
        yield Change(kind=ChangeKind.EXCEPTED, by=profile.id, subject=rule, words=reason)
    for name, value in profile.parameters.items():
        parameter = pack.parameters[name]
        if value != parameter.value:
            unit = parameter.unit or ""
            words = f"{value_words(parameter.value)}{unit} → {value_words(value)}{unit}"
            yield Change(kind=ChangeKind.PARAMETER, by=profile.id, subject=name, words=words)
    for rule, weight in profile.weights.items():
        before = pack.rules[rule].weight if rule in pack.rules else weight
        if weight != before:
            words = f"{before} → {weight}"
            yield Change(kind=ChangeKind.WEIGHT, by=profile.id, subject=rule, words=words)
