from pathlib import Path

import pytest
from linting import places, told
from packs import CONDITIONS, rule

CHECK = "w534_unused_parameter"


def test_a_parameter_that_nobody_uses_is_told_at_its_id(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path) == ["pack.yaml:6:19"]
    assert told(CHECK, tmp_path) == (
        "設定値「days」（保存日数）は、どの規則からも使われません\n"
        "式で {parameter: days} と書いて使うか、要らなければ消してください"
    )


@pytest.mark.parametrize(
    "files",
    [
        {"one/one-001.yaml": rule(require="{people: {at_most: {parameter: days}}}")},
        {"one/one-001.yaml": rule(require="{people: [1, {parameter: days}]}")},
        {
            "one/one-001.yaml": rule(
                not_met='condition: {use: agree}\n    finding: "{{ parameter.days }}日を超えます"'
            )
        },
        {
            "conditions.yaml": CONDITIONS.replace(
                "同意を得ること", '"{{ parameter.days }}日で得ること"'
            )
        },
        {
            "conditions.yaml": CONDITIONS.replace(
                "order: 10", "order: 10\n  discharged_by: {people: {at_most: {parameter: days}}}"
            )
        },
    ],
)
def test_expressions_and_texts_use_parameters(tmp_path: Path, files: dict[str, str]) -> None:
    assert places(CHECK, tmp_path, files) == []


def test_a_slot_of_the_same_name_is_no_use_of_it(tmp_path: Path) -> None:
    conditions = CONDITIONS.replace("同意を得ること", '"{{ days }}日で同意を得ること"', 1).replace(
        "order: 10", "order: 10\n  parameters: {days: text}"
    )
    files = {
        "conditions.yaml": conditions,
        "one/one-001.yaml": rule(not_met='condition: {use: agree, with: {days: "3"}}'),
    }
    assert places(CHECK, tmp_path, files) == ["pack.yaml:6:19"]
