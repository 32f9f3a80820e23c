from pathlib import Path

from linting import places, told
from packs import rule

CHECK = "w555_implied"
TWO = "{people: {at_least: 8}}"


def test_a_rule_that_adds_nothing_to_a_harder_one_is_told(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(require="{people: {at_least: 12}}"),
        "two/two-001.yaml": rule("two-001", require=TWO),
    }
    assert places(CHECK, tmp_path, files) == ["two/two-001.yaml:5:1"]
    assert "必ず規則「one-001」（one-001の題名）も不適合になり" in told(CHECK, tmp_path, files)


def test_the_order_of_the_two_does_not_matter(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(require=TWO),
        "two/two-001.yaml": rule("two-001", require="{people: {at_least: 12}}"),
    }
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:1"]


def test_another_condition_is_another_consequence(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(require="{people: {at_least: 12}}"),
        "two/two-001.yaml": rule("two-001", require=TWO, not_met="condition: {use: record}"),
    }
    assert places(CHECK, tmp_path, files) == []


def test_another_gate_is_another_consequence(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(require="{people: {at_least: 12}}"),
        "two/two-001.yaml": rule("two-001", require=TWO, gate="blocking"),
    }
    assert places(CHECK, tmp_path, files) == []


def test_a_remark_of_its_own_is_another_consequence(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(
            require="{people: {at_least: 12}}", gate="advisory", not_met="remark: 十二人とすること"
        ),
        "two/two-001.yaml": rule(
            "two-001", require=TWO, gate="advisory", not_met="remark: 八人とすること"
        ),
    }
    assert places(CHECK, tmp_path, files) == []


def test_rules_that_meet_only_in_part_are_left_alone(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(
            require="{people: {at_least: 12}}", rest="applies_when: {agreed: true}\n"
        ),
        "two/two-001.yaml": rule("two-001", require=TWO),
    }
    assert places(CHECK, tmp_path, files) == []
