"""What a schema may know of a pack, and the names in it that files of several kinds refer to."""

from collections.abc import Iterator, Mapping

from checklist_engine.authoring.schemas.answers import element_paths
from checklist_engine.authoring.schemas.hovers import (
    Hover,
    condition_hover,
    family_hover,
    kind_hover,
    profile_hover,
    rule_hover,
)
from checklist_engine.authoring.schemas.names import (
    fact_names,
    in_a_list,
    named,
    path_definitions,
)
from checklist_engine.authoring.schemas.scopes import Scopes
from checklist_engine.authoring.schemas.trees import Schema, ref
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.pack import RulePack
from checklist_engine.model.pack_parts import ChangeKind

ANSWER = "answer"
CONDITION = "condition"
FAMILY = "family"
KIND = "evidence-kind"
PROFILE = "profile"
RULE = "rule"
SELECTED = "selected-rule"
"""A rule that a profile may name: also one of the pack below that is switched off here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A pack with its scopes; `layered` where it lies over another, `templates` by file name."""

    pack: RulePack
    scopes: Scopes
    layered: bool
    templates: tuple[str, ...]


def name(of: str) -> Schema:
    """One name of this sort."""
    return ref(f"name:{of}")


def name_in_a_list(of: str) -> Schema:
    """One name of this sort, as an item of a list."""
    return ref(f"names:{of}")


def name_definitions(pack: RulePack) -> Iterator[tuple[str, Schema]]:
    """What `name` and `name_in_a_list` refer to, by name."""
    for of, hovers, message in _names(pack):
        yield f"name:{of}", named(hovers, message)
        yield f"names:{of}", in_a_list(name(of), hovers)
    facts = pack.vocabulary.facts
    message = "事実の id か、parties[sys/aws].country のような要素の項目を書きます"
    yield f"name:{ANSWER}", fact_names(facts, message, also=element_paths(pack.vocabulary))
    labels = {each.id: Hover(title=each.label, words=each.label) for each in facts.values()}
    yield f"names:{ANSWER}", in_a_list(name(ANSWER), labels)
    yield from path_definitions(facts.values())


def _names(pack: RulePack) -> Iterator[tuple[str, Mapping[str, Hover], str]]:
    rules = {each.id: rule_hover(each, pack) for each in pack.rules.values()}
    yield RULE, rules, "規則集にある規則の id を書きます"
    yield SELECTED, {**_off(pack), **rules}, "規則集にある規則の id を書きます"
    conditions = {each.id: condition_hover(each) for each in pack.conditions.values()}
    yield CONDITION, conditions, "conditions.yaml にある条件の id を書きます"
    families = {each.id: family_hover(each, pack) for each in pack.families}
    yield FAMILY, families, "pack.yaml の families にある分野の id を書きます"
    profiles = {each.id: profile_hover(each) for each in pack.profiles.values()}
    yield PROFILE, profiles, "profiles フォルダにある適用区分の名前を書きます"
    kinds = {each.id: kind_hover(each) for each in pack.evidence_kinds.values()}
    yield KIND, kinds, "pack.yaml の evidence_kinds にある証跡の種類を書きます"


def _off(pack: RulePack) -> dict[str, Hover]:
    words = "土台の規則集にあり、この規則集では使わない規則です"
    return {
        change.subject: Hover(title=change.subject, words=words)
        for change in pack.changes
        if change.kind is ChangeKind.OFF
    }
