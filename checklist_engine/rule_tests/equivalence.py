"""What tells a slip that changes nothing from one that a test should have noticed."""

from collections.abc import Callable
from typing import TypeAlias

from checklist_engine.model.plan import PlannedRule

IsEquivalent: TypeAlias = Callable[[PlannedRule, PlannedRule], bool]
"""Whether two rules give the same verdicts on whatever is answered; where it cannot tell, not."""


def never(rule: PlannedRule, other: PlannedRule) -> bool:
    """Takes no two rules for equivalent but equal ones."""
    return rule == other
