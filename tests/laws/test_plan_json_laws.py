"""Whatever an author writes, its Plan goes through JSON unharmed."""

from generators import Raw
from hypothesis import given, settings
from rule_generators import planned, rules

from checklist_engine.compiler.plan_json import dump_json, load_json
from checklist_engine.model.plan import PlannedRule


@settings(max_examples=150, deadline=None)
@given(rules)
def test_a_planned_rule_is_read_back_equal_and_gives_the_same_bytes(rule: Raw) -> None:
    plan = planned(rule)
    written = dump_json(plan)
    found = load_json(written, PlannedRule)
    assert found == plan
    assert dump_json(found) == written
