"""A whole pack to begin with: one section, one fact, one condition, one rule with its tests, one profile."""

from collections.abc import Mapping
from datetime import date

from checklist_engine.authoring.scaffolding.asking import Asking
from checklist_engine.authoring.scaffolding.entries import condition_lines, fact_lines
from checklist_engine.authoring.scaffolding.flow import flow
from checklist_engine.authoring.scaffolding.modeline import modeline
from checklist_engine.authoring.scaffolding.rule_files import NewRule, cases_text, rule_text
from checklist_engine.authoring.scaffolding.sketch import yes_or_no
from checklist_engine.ground.values import FactType
from checklist_engine.model.gaps import gap
from checklist_engine.model.language import LANGUAGE
from checklist_engine.model.verdicts import Gate

_FAMILY = "general"
_FACT = "general.confirmed"
_CONDITION = "confirm-general"
_RULE = "general-001"
_PROFILE = "review"


def whole_pack(name: str, label: str | None, head: str, today: date) -> Mapping[str, str]:
    """The files of a pack by their place in its folder.

    Args:
        name: the name of the pack.
        label: what it is called, if that is known.
        head: the text of the pack.yaml of a pack beside it, whose first line is taken over; or empty.
        today: the day of its tests.
    """
    rule = NewRule(
        id=_RULE,
        title=None,
        gate=Gate.CONDITIONAL,
        sketch=yes_or_no(_FACT, Asking()),
        condition=_CONDITION,
        parameters={},
        as_of=None,
    )
    bodies = {
        "pack.yaml": ("pack", _head(name, label, today)),
        f"facts/{_FAMILY}.yaml": ("facts", _facts()),
        "conditions.yaml": ("conditions", _lines(*condition_lines(_CONDITION, None, 10))),
        f"{_FAMILY}/{_RULE}.yaml": ("rule", rule_text(rule)),
        f"{_FAMILY}/{_RULE}.test.yaml": ("rule-test", cases_text(rule)),
        f"profiles/{_PROFILE}.yaml": ("profile", _profile()),
    }
    return {
        place: modeline(head, kind, place.count("/")) + body
        for place, (kind, body) in bodies.items()
    }


def _head(name: str, label: str | None, today: date) -> str:
    return _lines(
        f"pack: {name}",
        f"language: {LANGUAGE}",
        "version: 0.1.0",
        f"label: {flow(label or gap('規則集の名称'))}",
        "families:",
        f"  - {flow({'id': _FAMILY, 'label': gap('分野の名称')})}",
        f"test_date: {today.isoformat()}",
    )


def _facts() -> str:
    section = {"id": _FAMILY, "label": gap("区分の名称"), "order": 10}
    lines = fact_lines(_FACT, None, FactType.BOOLEAN)
    return _lines(f"section: {flow(section)}", "facts:", *(f"  {line}" for line in lines))


def _profile() -> str:
    return _lines(
        f"profile: {_PROFILE}",
        f"label: {flow(gap('適用区分の名称'))}",
        "decision: council",
        "rules: all",
    )


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
