"""Columns as bytes: what is read is what was written, and a changed byte is found."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from mmap import ACCESS_READ, mmap
from pathlib import Path
from random import Random

import beside  # noqa: F401  finds what the laws beside this folder generate
import pytest
from agreeing import bulk_findings, submission
from brute_force import plan_of as tiny_plan
from brute_force import submission_of
from generators import AS_OF, Raw, answers, typed, vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_generators import records_on
from test_bulk_laws import DATES, evidence_of
from test_bulk_lists import RULES, listing, plan_with

from checklist_engine.bulk import (
    Columns,
    UnreadableColumns,
    encode,
    evaluate,
    from_bytes,
    to_bytes,
)
from checklist_engine.ground.errors import ChecklistError
from checklist_engine.model.submission import Answers, Evidence
from checklist_engine.model.verdicts import Verdict


def written(*raws: Raw) -> Columns:
    cases = [(submission(f"c{at}", typed(raw)), AS_OF) for at, raw in enumerate(raws)]
    return encode(vocabulary(), cases)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(answers, max_size=5), st.sampled_from(DATES), st.data())
def test_columns_that_are_read_are_those_that_were_written(
    given_answers: list[Raw], day: date, data: st.DataObject
) -> None:
    cases = [
        (submission(f"c{at}", typed(raw), evidence_of(data.draw(records_on(raw)))), day)
        for at, raw in enumerate(given_answers)
    ]
    columns = encode(vocabulary(), cases)
    stored = to_bytes(columns)
    assert from_bytes(stored) == columns
    assert to_bytes(from_bytes(stored)) == stored


def test_every_type_of_value_comes_back_as_it_was() -> None:
    raw = {"a": True, "country": "JP", "tools": ["chat", "mail"], "n": 3, "ratio": 0.5}
    facts = from_bytes(to_bytes(written({**raw, "day": "2021-04-15", "memo": '「か"な」'}))).facts
    assert facts["a"].values == (True,)
    assert facts["country"].values == ("JP",)
    assert facts["tools"].values == (frozenset({"mail", "chat"}),)
    assert facts["n"].values == (3,)
    assert facts["ratio"].values == (Decimal("0.5"),)
    assert facts["day"].values == (date(2021, 4, 15),)
    assert facts["memo"].values == ('「か"な」',)


def test_values_are_sorted_and_stored_once() -> None:
    column = written({"n": 30}, {"n": 4}, {}, {"n": 30}).facts["n"]
    assert column.values == (4, 30)
    assert list(column.codes) == [2, 1, 0, 2]


def test_many_values_take_wider_codes() -> None:
    raws = [{"n": number} for number in range(300)]
    columns = from_bytes(to_bytes(written(*raws)))
    assert columns.facts["n"].codes.typecode == "H"
    assert columns.facts["a"].codes.typecode == "B"
    plan = plan_with({"require": {"n": {"at_least": 257}}})
    assert (
        evaluate(plan, columns)
        .rules["x-000"]
        .worst[evaluate(plan, columns).findings("x-000", 299)[0].verdict]
        .bit_count()
        == 43
    )


def test_what_is_read_is_evaluated_alike() -> None:
    chance = Random(3)
    plan = plan_with(*({"require": each} for each in RULES.values()))
    columns = encode(plan.vocabulary, [listing(chance, at, 20) for at in range(20)])
    one, other = evaluate(plan, columns), evaluate(plan, from_bytes(to_bytes(columns)))
    for rule in plan.rules:
        for row in range(20):
            assert bulk_findings(one, rule.id, row) == bulk_findings(other, rule.id, row)


def test_any_changed_byte_is_found_when_it_is_read() -> None:
    columns = written({"a": True, "memo": "x", "items": [{"id": "i"}]})
    stored = to_bytes(columns)
    for at in range(len(stored)):
        changed = bytearray(stored)
        changed[at] ^= 1
        with pytest.raises(UnreadableColumns) as caught:
            # Comparing reads everything.
            assert from_bytes(bytes(changed)) == columns
        assert isinstance(caught.value, ChecklistError)
        with pytest.raises(UnreadableColumns):
            from_bytes(bytes(changed), whole=True)
    assert from_bytes(stored, whole=True) == columns


def test_only_what_a_rule_asks_for_is_read() -> None:
    """All else may be broken."""
    columns = written({"n": 3, "memo": "something", "items": [{"id": "elsewhere"}]})
    stored = to_bytes(columns).replace(b"something", b"anything!").replace(b"else", b"here")
    found = from_bytes(stored)
    plan = plan_with({"require": {"n": 3}}, {"require": {"memo": "x"}})
    assert found.types == columns.types
    assert evaluate(plan, found, only={"x-000"}).rules["x-000"].worst[Verdict.MET] == 1
    with pytest.raises(UnreadableColumns):
        evaluate(plan, found)
    with pytest.raises(UnreadableColumns):
        found.lists["items"]


def test_names_are_read_when_one_is_asked_for() -> None:
    columns = written({"n": 3}, {"a": True}, {"n": 4})
    found = from_bytes(to_bytes(columns).replace(b'"c1"', b'"x1"'))
    plan = plan_with({"require": {"n": 3}})
    assert evaluate(plan, found).rules["x-000"].worst[Verdict.MET].bit_count() == 1
    assert len(found.cases) == 3
    with pytest.raises(UnreadableColumns):
        found.cases.index("c2")
    sound = from_bytes(to_bytes(columns)).cases
    assert sound == columns.cases
    assert [*sound] == [*columns.cases]
    assert sound[1:] == columns.cases[1:]
    assert sound != columns.cases[1:]
    assert sound != object()


def test_columns_are_read_from_a_file_in_memory(tmp_path: Path) -> None:
    columns = written({"a": True}, {"n": 3}, {"items": [{"id": "i"}]})
    file = tmp_path / "columns"
    file.write_bytes(to_bytes(columns))
    with file.open("rb") as opened:
        assert from_bytes(memoryview(mmap(opened.fileno(), 0, access=ACCESS_READ))) == columns


def test_half_a_character_is_stored_as_well() -> None:
    columns = written({"memo": "\ud800"})
    assert from_bytes(to_bytes(columns)) == columns


@pytest.mark.parametrize("length", [0, 4, 19, 20, 100])
def test_what_was_cut_off_is_found(length: int) -> None:
    with pytest.raises(UnreadableColumns):
        from_bytes(to_bytes(written({"a": True}))[:length])


def test_a_record_about_nothing_that_is_there_supports_nothing() -> None:
    record = Evidence(
        id="E1",
        kind="seal",
        title=None,
        issued_by=None,
        issued_on=None,
        valid_until=None,
        supports=("parties[nobody]", "parties[nobody].handles", "zzz", "a"),
    )
    given = submission("x", Answers(values={"a": True}), [record])
    records = encode(vocabulary(), [(given, AS_OF)]).records
    assert list(records.answers) == ["a"]
    assert records.elements == {}


def test_an_archive_of_nothing_is_stored_and_evaluated_too() -> None:
    plan = tiny_plan(1)
    columns = from_bytes(to_bytes(encode(plan.vocabulary, [])))
    result = evaluate(plan, columns)
    assert list(result.scores()) == []
    assert not any((result.decisions or {}).values())


def test_a_stored_submission_takes_few_bytes() -> None:
    plan = tiny_plan(1)
    given = [(replace(submission_of(plan, at), digest=""), AS_OF) for at in range(1000)]
    assert len(to_bytes(encode(plan.vocabulary, given))) < 40 * 1000
