"""Edits (書き換え): in what the rules of two Plans differ, as far as it can move a case."""

from collections.abc import Iterator, Mapping
from enum import Enum

from checklist_engine.bulk.findings import same_logic
from checklist_engine.conclusion.open_condition import open_condition
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.verdicts import Verdict


class Edit(Enum):
    """What is otherwise in a rule."""

    NEW = "new"
    GONE = "gone"
    LOGIC = "logic"
    GATE = "gate"
    WEIGHT = "weight"
    CONDITIONS = "conditions"

    @property
    def label(self) -> str:
        return {
            "new": "新しい規則",
            "gone": "なくなった規則",
            "logic": "判定のしかた",
            "gate": "結論への効き方",
            "weight": "配点",
            "conditions": "付く条件",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEdit:
    """A rule of one or both Plans that is written otherwise."""

    rule: str
    title: str
    edits: tuple[Edit, ...]


def rule_edits(before: Plan, after: Plan) -> Iterator[RuleEdit]:
    """The rules that are written otherwise, in the order of the new pack; those that are gone last."""
    old, new = ({rule.id: rule for rule in plan.rules} for plan in (before, after))
    for name in dict.fromkeys((*new, *old)):
        edits = tuple(_edits(old.get(name), new.get(name)))
        if edits:
            known = new.get(name) or old[name]
            yield RuleEdit(rule=name, title=known.title, edits=edits)


def general_edits(before: Plan, after: Plan) -> Iterator[str]:
    """What is otherwise beside the rules, and may move cases all the same."""
    if before.credits != after.credits:
        yield "点の付け方（credits）"
    if before.decision != after.decision:
        yield "結論の決め方（decision）"
    if (before.conclusion.at_most == 0) != (after.conclusion.at_most == 0) or _routes(
        before
    ) != _routes(after):
        yield "条件の扱い（conclusion、route）"
    if before.relevance != after.relevance:
        yield "質問の要否（relevant_when）"
    if before.evidence_kinds != after.evidence_kinds:
        yield "証跡の種類（evidence_kinds）"
    if before.decides != after.decides:
        yield "適用区分が結論を出すか（profiles の decision）"


def subjects_of(plan: Plan) -> Mapping[str, str]:
    """The subjects of all conditions that a case may get, by id, in the order of printing."""
    generic = open_condition(plan)
    ordered = sorted(
        [
            *((each.order, each.id, each.subject) for each in plan.conditions.values()),
            (generic.order, generic.id, generic.subject),
        ]
    )
    return {name: subject for _, name, subject in ordered}


def _routes(plan: Plan) -> object:
    return {name: each.route for name, each in plan.conditions.items()}


def _edits(old: PlannedRule | None, new: PlannedRule | None) -> Iterator[Edit]:
    if old is None or new is None:
        yield Edit.NEW if old is None else Edit.GONE
        return
    if old is new:
        return
    if not same_logic(old, new):
        yield Edit.LOGIC
    if old.gate is not new.gate:
        yield Edit.GATE
    if (old.weight, old.family) != (new.weight, new.family):
        yield Edit.WEIGHT
    if _uses(old) != _uses(new):
        yield Edit.CONDITIONS


def _uses(rule: PlannedRule) -> dict[Verdict, frozenset[str]]:
    return {
        verdict: frozenset(use.condition for use in outcome.uses)
        for verdict, outcome in rule.outcomes.items()
        if outcome.uses
    }
