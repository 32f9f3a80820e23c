"""When a condition counts as complied with."""

from pathlib import Path

import pytest
from packs import assessed

from checklist_engine.ground.truth import Truth
from checklist_engine.inquiry.discharge import discharge_of

CONDITIONS = (
    "agree: {subject: 同意, obligation: consider, text: 同意を得ること, order: 1, route: conclusion,"
    " discharged_by: {recorded: true, place: JP}}\n"
    "plain: {subject: 他, obligation: consider, text: 他のこと, order: 2, route: remark}\n"
)


@pytest.mark.parametrize(
    ("answers", "holds", "paths"),
    [
        ("{recorded: true, place: JP}", Truth.TRUE, ("place", "recorded")),
        ("{recorded: false, place: JP}", Truth.FALSE, ("recorded",)),
        ("{recorded: true}", Truth.UNKNOWN, ("place",)),
        ("{}", Truth.UNKNOWN, ("place", "recorded")),
    ],
)
def test_it_holds_as_its_expression_does(
    answers: str, holds: Truth, paths: tuple[str, ...], tmp_path: Path
) -> None:
    assessment, plan = assessed(tmp_path, {"conditions.yaml": CONDITIONS}, answers)
    found = discharge_of("agree", assessment, plan)
    assert found is not None
    assert (found.holds, found.paths) == (holds, paths)


def test_there_is_none_where_the_pack_says_nothing(tmp_path: Path) -> None:
    assessment, plan = assessed(tmp_path, {"conditions.yaml": CONDITIONS})
    assert discharge_of("plain", assessment, plan) is None
    assert discharge_of("unknown", assessment, plan) is None
