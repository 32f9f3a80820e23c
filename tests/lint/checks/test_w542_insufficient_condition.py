from pathlib import Path

import pytest
from linting import places, told
from packs import CONDITIONS, rule

CHECK = "w542_insufficient_condition"


def conditions(discharged_by: str) -> str:
    return CONDITIONS.replace(
        "  text: 同意を得ること\n", f"  text: 同意を得ること\n  discharged_by: {discharged_by}\n"
    )


def test_a_condition_that_leaves_the_rule_failing_is_told(tmp_path: Path) -> None:
    files = {"conditions.yaml": conditions("{recorded: true}")}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:8:22"]
    assert told(CHECK, tmp_path, files).startswith(
        "条件「同意」を果たしても（discharged_by）、この規則は不適合のままのことがあります"
        "（例: 「同意」はいいえ、「記録」ははい）\n"
    )


@pytest.mark.parametrize(
    ("discharged_by", "rest"),
    [
        ("{agreed: true}", ""),
        ("{agreed: true, recorded: true}", ""),
        ("{recorded: true}", "compensated_by: {recorded: true}\n"),
        ("{recorded: true}", "compensated_by: {any: [{recorded: true}, {checked: true}]}\n"),
    ],
)
def test_a_condition_that_meets_or_compensates_is_enough(
    tmp_path: Path, discharged_by: str, rest: str
) -> None:
    files = {"conditions.yaml": conditions(discharged_by), "one/one-001.yaml": rule(rest=rest)}
    assert places(CHECK, tmp_path, files) == []


def test_half_of_what_is_asked_is_not_enough(tmp_path: Path) -> None:
    files = {
        "conditions.yaml": conditions("{agreed: true}"),
        "one/one-001.yaml": rule(require="{agreed: true, recorded: true}"),
    }
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:8:22"]


def test_proof_that_is_missing_makes_no_condition_insufficient(tmp_path: Path) -> None:
    files = {
        "conditions.yaml": conditions("{agreed: true}"),
        "one/one-001.yaml": rule(rest="evidence: [{for: agreed, strength: contract}]\n"),
    }
    assert places(CHECK, tmp_path, files) == []
