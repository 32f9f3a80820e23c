from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w530_rule_without_basis"
BASIS = "basis: [{practice: 同意を確かめる, origin: 第1回の会議}]\n"


@pytest.mark.parametrize(
    ("gate", "not_met", "label"),
    [("blocking", None, "必須"), ("conditional", "condition: {use: agree}", "条件")],
)
def test_a_rule_that_counts_for_the_decision_needs_a_basis(
    tmp_path: Path, gate: str, not_met: str | None, label: str
) -> None:
    files = {"one/one-001.yaml": rule(gate=gate, not_met=not_met)}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:3:7"]
    assert told(CHECK, tmp_path, files) == (
        f"{gate}（{label}）の規則ですが、根拠（basis）がありません\n"
        "条文（document と clause）か、条文によらない実務（practice と origin）を basis に書いてください"
    )


def test_a_practice_is_a_basis(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, {"one/one-001.yaml": rule(rest=BASIS)}) == []


def test_an_advisory_rule_may_do_without(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(gate="advisory", not_met="finding: 同意がありません")}
    assert places(CHECK, tmp_path, files) == []
