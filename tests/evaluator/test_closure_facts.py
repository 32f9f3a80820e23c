"""Records: what closures see of a submission, with and without some of its answers."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from packs import assessed

from checklist_engine.evaluator.closure_facts import TIER, Record, Sheets
from checklist_engine.evaluator.closure_rows import Rows
from checklist_engine.ground.atoms import OneOf
from checklist_engine.model.submission import Answers

DAY = date(2021, 4, 15)
YES = OneOf(operand=frozenset({True}))
ROWS = {
    "": Rows([("agreed", YES), ("recorded", YES)]),
    "parties": Rows([("handles", YES)]),
    "parties.sites": Rows([("abroad", YES)]),
}
ANSWERS = (
    "{agreed: true, recorded: false, complete: true, parties: ["
    "{id: a, handles: true, sites: [{id: x, abroad: true}, {id: y}], below: [{id: b, handles: false}]}, "
    "{id: c}]}"
)


@pytest.fixture
def laid(tmp_path: Path) -> tuple[Sheets, Answers]:
    found, plan = assessed(tmp_path, None, ANSWERS)
    return Sheets.of(plan.vocabulary, ROWS), found.submission.answers


def every(record: Record) -> Iterator[Record]:
    """A record and those in it."""
    yield record
    for value in record.answers.values():
        if isinstance(value, tuple):
            for each in value:
                yield from every(each)


def named(record: Record) -> set[str]:
    """The paths of all answers."""
    return {
        f"{each.element.path}.{name}" if each.element else name
        for each in every(record)
        for name, value in each.answers.items()
        if value is not None and name != TIER
    }


def test_every_fact_and_field_has_an_entry(laid: tuple[Sheets, Answers]) -> None:
    sheets, answers = laid
    sheet = sheets.sheet(answers, DAY)
    assert sheet.answers["place"] is None
    assert sheet.truths == [True, False]
    parties = sheet.answers["parties"]
    assert [each.element.path for each in parties] == ["parties[a]", "parties[a/b]", "parties[c]"]
    assert [each.answers[TIER] for each in parties] == [1, 2, 1]
    assert [each.truths for each in parties] == [[True], [False], [None]]
    assert [each.truths for each in parties[0].answers["sites"]] == [[True], [None]]
    assert parties[2].answers["sites"] is None


TAKEN = [
    [],
    ["agreed"],
    ["parties"],
    ["parties[a].handles"],
    ["parties[a].sites"],
    ["parties[a].sites[x].abroad", "parties[a/b].handles", "recorded"],
]


@pytest.mark.parametrize("paths", TAKEN, ids=str)
def test_without_some_answers_all_others_are_the_same(
    paths: list[str], laid: tuple[Sheets, Answers]
) -> None:
    sheets, answers = laid
    sheet = sheets.sheet(answers, DAY)
    before = [(each.truths[:], dict(each.answers)) for each in every(sheet)]
    found = sheets.without(sheet, paths)
    assert (found is sheet) is (not paths)
    assert [(each.truths, each.answers) for each in every(sheet)] == before
    there, left = named(sheet), named(found)
    gone = {
        each for each in there if any(each == path or each.startswith(f"{path}[") for path in paths)
    }
    assert left == there - gone
    for each in every(found):
        rows = ROWS[each.kind]
        assert each.truths == rows.truths(each.answers, DAY)


def test_elements_that_are_not_concerned_are_shared(laid: tuple[Sheets, Answers]) -> None:
    sheets, answers = laid
    sheet = sheets.sheet(answers, DAY)
    found = sheets.without(sheet, ["parties[a/b].handles"])
    shared = [
        new is old
        for new, old in zip(found.answers["parties"], sheet.answers["parties"], strict=True)
    ]
    assert shared == [True, False, True]
