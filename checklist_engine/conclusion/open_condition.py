"""The condition that stands in for open conditional rules where none of their own came out (§7)."""

from checklist_engine.ground.places import Place
from checklist_engine.model.plan import Plan, PlannedCondition
from checklist_engine.model.texts import ArgumentSlot, Filter, Literal, Text
from checklist_engine.model.verdicts import Obligation, Route


def open_condition(plan: Plan) -> PlannedCondition:
    """The one that pack.yaml names, or the usual one."""
    name = plan.decision.open_condition
    return plan.conditions[name] if name else _USUAL


_USUAL = PlannedCondition(
    id="open-points",
    subject="確認が済んでいない事項",
    obligation=Obligation.REPORT,
    text=Text(
        parts=(
            ArgumentSlot(name="subjects", filter=Filter.OYOBI),
            Literal(words="について確かめ、その結果を審議会に報告すること"),
        ),
        place=Place(file="pack.yaml"),
    ),
    text_open=None,
    parameters={"subjects": "list"},
    order=0,
    due_months=None,
    discharged_by=None,
    route=Route.CONCLUSION,
)
