from pathlib import Path

import pytest
from linting import places, told
from packs import CONDITIONS

CHECK = "w546_condition_without_due"


def test_a_condition_of_the_conclusion_that_wants_something_done_needs_a_date(
    tmp_path: Path,
) -> None:
    assert places(CHECK, tmp_path) == ["conditions.yaml:10:15"]
    assert told(CHECK, tmp_path) == (
        "徹底を求める条件「record」に、期限がありません\n"
        "due: {months: 3} のように、会議の日から何か月以内かを書いてください"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("obligation: ensure", "obligation: consider"),
        ("order: 20", "order: 20\n  due: {months: 3}"),
        ("order: 20\n  route: conclusion", "order: 20\n  route: remark"),
    ],
)
def test_what_is_to_be_considered_or_no_condition_of_the_conclusion_does_not(
    tmp_path: Path, old: str, new: str
) -> None:
    assert places(CHECK, tmp_path, {"conditions.yaml": CONDITIONS.replace(old, new)}) == []


@pytest.mark.parametrize(
    ("obligation", "label"), [("implement", "実施"), ("report", "報告"), ("ensure", "徹底")]
)
def test_every_other_obligation_does(tmp_path: Path, obligation: str, label: str) -> None:
    conditions = CONDITIONS.replace("ensure", obligation)
    assert told(CHECK, tmp_path, {"conditions.yaml": conditions}).startswith(f"{label}を求める")
