from pathlib import Path

from linting import places, told
from packs import CONDITIONS, PACK, rule

CHECK = "w540_unused_condition"
OPEN = """\
open-points:
  subject: 未確認
  obligation: report
  text: "{{ subjects | oyobi }}を確かめること"
  parameters: {subjects: list}
  order: 90
  route: conclusion
"""


def test_a_condition_that_no_rule_uses_is_told_at_its_id(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path) == ["conditions.yaml:8:1"]
    assert told(CHECK, tmp_path) == (
        "条件「record」は、どの規則からも使われません\n"
        "規則の outcomes に condition: {use: record} と書くか、要らなければ消してください"
    )


def test_any_outcome_of_any_rule_uses_it(tmp_path: Path) -> None:
    rest = "  unproven:\n    condition: [{use: agree}, {use: record}]\n"
    assert places(CHECK, tmp_path, {"two/two-001.yaml": rule("two-001", rest=rest)}) == []


def test_the_condition_for_open_points_is_used_by_the_pack(tmp_path: Path) -> None:
    conditions = CONDITIONS[: CONDITIONS.index("record:")] + OPEN
    files = {"conditions.yaml": conditions}
    assert places(CHECK, tmp_path, files) == ["conditions.yaml:8:1"]
    files["pack.yaml"] = f"{PACK}decision: {{open_condition: open-points}}\n"
    assert places(CHECK, tmp_path, files) == []


def test_a_rule_with_a_fault_elsewhere_uses_its_conditions(tmp_path: Path) -> None:
    files = {
        "two/two-001.yaml": rule("two-001", require="{x: 1}", not_met="condition: {use: record}")
    }
    assert places(CHECK, tmp_path, files, sound=False) == []


def test_a_rule_that_cannot_be_read_may_use_it(tmp_path: Path) -> None:
    files = {"two/two-001.yaml": "id: two-001\n"}
    assert places(CHECK, tmp_path, files, sound=False) == []
