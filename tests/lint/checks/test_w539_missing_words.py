from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w539_missing_words"


def test_a_rule_that_does_not_say_what_is_lacking_is_told(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path) == ["one/one-001.yaml:7:3"]
    assert told(CHECK, tmp_path) == (
        "満たさないときに何が足りないかを言う言葉がありません\n"
        "outcomes の not_met に、finding を書いてください"
    )


def test_without_any_outcome_it_is_told_at_the_id(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(gate="blocking", not_met=None)}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:1:5"]


@pytest.mark.parametrize(
    ("gate", "not_met", "sound"),
    [
        ("blocking", "finding: 同意がありません", True),
        ("blocking", "remark: 同意を得ること", False),
        ("advisory", "finding: 同意がありません", True),
        ("advisory", "remark: 同意を得ること", True),
        ("advisory", None, False),
    ],
)
def test_a_remark_is_enough_for_an_advisory_rule_only(
    tmp_path: Path, gate: str, not_met: str | None, *, sound: bool
) -> None:
    files = {"one/one-001.yaml": rule(gate=gate, not_met=not_met)}
    assert (places(CHECK, tmp_path, files) == []) is sound
