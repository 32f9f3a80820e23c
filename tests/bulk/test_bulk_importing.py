"""Importing: JSON straight to columns comes to the same as typing every submission first."""

import gc
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import beside  # noqa: F401  finds what the laws beside this folder generate
import pytest
from agreeing import submission
from generators import AS_OF, Raw, answers, typed, vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_generators import records_on
from test_bulk_laws import DATES, evidence_of
from test_bulk_lists import listing

from checklist_engine.bulk import Columns, encode, encode_contents
from checklist_engine.bulk.tables import BATCH
from checklist_engine.ground.values import FactType
from checklist_engine.model.submission import Submission

PARTY: Raw = {"id": "p", "handles": True, "locations": [{"id": "l", "country": "JP"}]}
LISTED: Raw = {"parties": [PARTY, {"id": "q", "children": [{"id": "r", "staff": 1}]}]}


def content_of(raw: Raw, records: Sequence[Raw] = (), name: str = "x") -> bytes:
    content = {"case": {"id": name, "title": name}, "answers": raw, "evidence": list(records)}
    return json.dumps(content, ensure_ascii=False).encode()


def never(position: int) -> Submission:
    raise AssertionError(f"{position} fits plainly")


def imported(*raws: Any) -> tuple[Columns, list[int]]:
    """The columns of answers, and which of them went the careful way; there they are typed as unanswered."""
    asked: list[int] = []

    def careful(position: int) -> Submission:
        asked.append(position)
        return submission("careful", typed({}))

    contents = [(content_of(raw), AS_OF) for raw in raws]
    return encode_contents(vocabulary(), contents, careful), asked


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(answers, max_size=5), st.sampled_from(DATES), st.data())
def test_what_is_imported_is_what_is_typed_and_encoded(
    raws: list[Raw], day: date, data: st.DataObject
) -> None:
    records = [data.draw(records_on(raw)) for raw in raws]
    contents = [
        (content_of(raw, each, f"c{at}"), day)
        for at, (raw, each) in enumerate(zip(raws, records, strict=True))
    ]
    cases = [
        (submission(f"c{at}", typed(raw), evidence_of(each)), day)
        for at, (raw, each) in enumerate(zip(raws, records, strict=True))
    ]
    typed_one_by_one = [each for each, _ in cases]
    found = encode_contents(vocabulary(), contents, typed_one_by_one.__getitem__)
    assert by_position(found) == by_position(encode(vocabulary(), cases))


def by_position(columns: Columns) -> object:
    """All that columns say of each submission, whatever the order of its row."""
    rows = {place: row for row, place in enumerate(columns.order)}
    facts = {
        name: (column.type, column.values, [column.codes[rows[at]] for at in sorted(rows)])
        for name, column in columns.facts.items()
        if name.rpartition(".")[0] not in columns.lists
    }
    inside = {
        name: sorted(column.values[code - 1] if code else "" for code in column.codes)
        for name, column in columns.facts.items()
        if name.rpartition(".")[0] in columns.lists and name.endswith(("country", "id"))
    }
    lists = {
        name: (sorted(column.lengths), sorted(column.ways[code] for code in column.trails))
        for name, column in columns.lists.items()
    }
    records = (sorted(map(repr, columns.records.kinds)), len(columns.records.codes))
    return [columns.cases[rows[at]] for at in sorted(rows)], facts, inside, lists, records


def test_generated_lists_come_to_the_same_to_the_last_code() -> None:
    chance = Random(5)
    given_cases = [listing(chance, at, 6) for at in range(30)]
    raws = [raw_of(each) for each, _ in given_cases]
    contents = [(content_of(raw, name=f"c{at}"), AS_OF) for at, raw in enumerate(raws)]
    assert encode_contents(vocabulary(), contents, never) == encode(vocabulary(), given_cases)


def raw_of(given_case: Submission) -> Raw:
    """Answers as they are written; a tree is nested again."""
    found: Raw = {}
    for name, answer in given_case.answers.values.items():
        found[name] = tree_of(answer) if isinstance(answer, tuple) else answer
    return found


def tree_of(elements: Sequence[Any]) -> list[Raw]:
    top: list[Raw] = []
    by_way: dict[str, Raw] = {}
    for each in elements:
        way = each.path[each.path.rindex("[") + 1 : -1]
        raw = {
            name: tree_of(value) if isinstance(value, tuple) else value
            for name, value in each.values.items()
        }
        by_way[way] = raw
        parent = way.rpartition("/")[0]
        (by_way[parent].setdefault("children", []) if parent else top).append(raw)
    return top


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"a": None, "country": "", "n": {"unknown": "照会中"}, "parties": None},
        {"tools": [], "parties": [], "memo": "　", "ratio": 1},
        {"ratio": 1.5, "n": 3, "day": "2021-04-15", "tools": ["mail", "chat"]},
        {"memo": "か\u3099"},
        LISTED,
    ],
)
def test_what_is_right_goes_the_straight_way(raw: Raw) -> None:
    columns = encode_contents(vocabulary(), [(content_of(raw), AS_OF)], never)
    assert columns == encode(vocabulary(), [(submission("x", typed(raw)), AS_OF)])


@pytest.mark.parametrize(
    "raw",
    [
        {"a": 1},
        {"a": "true"},
        {"n": True},
        {"n": 3.0},
        {"ratio": "1"},
        {"ratio": False},
        {"country": "jp"},
        {"country": ["JP"]},
        {"tools": "mail"},
        {"tools": ["mail", "mail"]},
        {"tools": ["nothing"]},
        {"tools": [1]},
        {"tools": [{}]},
        {"day": "2021-02-30"},
        {"memo": 3},
        {"zzz": 1},
        {"a": {"b": 1}},
        {"a": {}},
        {"parties": {}},
        {"parties": [1]},
        {"parties": [{}]},
        {"parties": [{"id": " "}]},
        {"parties": [{"id": 1}]},
        {"parties": [{"id": "a/b"}]},
        {"parties": [{"id": "か\u3099"}]},
        {"parties": [{"id": "p"}, {"id": "p"}]},
        {"parties": [{"id": "p", "children": [{"id": "p"}]}]},
        {"parties": [{"id": "p", "children": 1}]},
        {"parties": [{"id": "p", "zzz": 1}]},
        {"parties": [{"id": "p", "handles": 1}]},
        {"parties": [{"id": "p", "locations": [{"id": "l"}, {"id": "l"}]}]},
        [],
    ],
)
def test_what_does_not_plainly_fit_goes_the_careful_way_alone(raw: Any) -> None:
    columns, asked = imported({"a": True}, raw, {"n": 3})
    assert asked == [1]
    assert list(columns.order) == [0, 2, 1]
    expected = [submission("x", typed({"a": True})), submission("x", typed({"n": 3}))]
    others = encode(
        vocabulary(),
        [(each, AS_OF) for each in (*expected, submission("careful", typed({})))],
    )
    assert columns.facts == others.facts
    assert columns.lists == others.lists


@pytest.mark.parametrize(
    ("record", "fits"),
    [
        ({}, True),
        ({"supports": ["parties[q/r].staff", "parties[p].locations[l]"]}, True),
        ({"supports": ["parties[p].locations[l].country"]}, True),
        ({"issued_on": "2021-02-30"}, False),
        ({"supports": ["zzz"]}, False),
        ({"supports": ["parties[zzz]"]}, False),
        ({"supports": ["parties[p].zzz"]}, False),
        ({"supports": "a"}, False),
        ({"kind": 1}, False),
        ({"id": None}, False),
        ({"zzz": 1}, False),
    ],
)
def test_a_record_must_be_about_what_is_there(record: Raw, fits: bool) -> None:
    whole = {"id": "E1", "kind": "seal", "supports": ["a", "parties[p]"], **record}
    asked = []

    def careful(position: int) -> Submission:
        asked.append(position)
        return submission("x", typed(LISTED))

    columns = encode_contents(vocabulary(), [(content_of(LISTED, [whole]), AS_OF)], careful)
    assert asked == ([] if fits else [0])
    if fits:
        evidence = evidence_of([whole])
        assert columns == encode(vocabulary(), [(submission("x", typed(LISTED), evidence), AS_OF)])


def test_two_records_of_one_id_go_the_careful_way() -> None:
    record = {"id": "E1", "kind": "seal", "supports": ["a"]}
    with pytest.raises(AssertionError, match="0 fits plainly"):
        encode_contents(vocabulary(), [(content_of({}, [record, record]), AS_OF)], never)


@pytest.mark.parametrize(
    "bad", [b"", b"{", b"\xff", b"[1", b"1], [1", b'"' + b"a" * 9, b"[" * 100_000, b"{}, {}"]
)
def test_what_is_no_json_spoils_nothing_around_it(bad: bytes) -> None:
    asked = []

    def careful(position: int) -> Submission:
        asked.append(position)
        return submission("y", typed({}))

    contents = [(content_of({"n": 1}), AS_OF), (bad, AS_OF), (content_of({"n": 2}), AS_OF)]
    columns = encode_contents(vocabulary(), contents, careful)
    assert asked == [1]
    assert columns.facts["n"].values == (1, 2)


def test_contents_that_are_one_only_together_are_none() -> None:
    asked = []

    def careful(position: int) -> Submission:
        asked.append(position)
        return submission("y", typed({}))

    contents = [(b'{"case": {"id": "x"}, "answers": {"tools": ["mail"', AS_OF), (b"]}}", AS_OF)]
    encode_contents(vocabulary(), contents, careful)
    assert asked == [0, 1]


def test_a_fault_that_the_careful_way_raises_is_raised() -> None:
    with pytest.raises(AssertionError, match="0 fits plainly"):
        encode_contents(vocabulary(), [(content_of({"a": 1}), AS_OF)], never)
    assert gc.isenabled()


def test_batches_come_to_one() -> None:
    count = BATCH + 5
    raws: list[Raw] = [{"n": at, "items": [{"id": f"i{at}"}]} for at in range(count)]
    contents = [(content_of(raw, name=f"c{at}"), AS_OF) for at, raw in enumerate(raws)]
    cases = [(submission(f"c{at}", typed(raw)), AS_OF) for at, raw in enumerate(raws)]
    columns = encode_contents(vocabulary(), iter(contents), never)
    assert columns == encode(vocabulary(), cases)
    assert columns.facts["n"].codes[columns.cases.index(f"c{count - 1}")] == count


@pytest.mark.parametrize(
    ("raw", "fits"),
    [
        ({"memo": "r", **LISTED}, True),
        ({"memo": None, **LISTED}, True),
        ({"memo": "zzz", **LISTED}, False),
        ({"memo": "p"}, False),
        ({"items": [{"id": "p"}], "memo": "p"}, False),
    ],
)
def test_a_reference_must_name_an_element_of_its_own_submission(raw: Raw, fits: bool) -> None:
    facts = dict(vocabulary().facts)
    facts["memo"] = replace(facts["memo"], type=FactType.CHOICE, key_of="parties")
    referring = replace(vocabulary(), facts=facts)
    asked = []

    def careful(position: int) -> Submission:
        asked.append(position)
        return submission("x", typed({}))

    contents = [(content_of(LISTED), AS_OF), (content_of(raw), AS_OF)]
    encode_contents(referring, contents, careful)
    assert asked == ([] if fits else [1])


@pytest.mark.parametrize(("number", "fits"), [(0, True), (-1, False), (10, True), (11, False)])
def test_a_number_must_lie_within_its_bounds(number: int, fits: bool) -> None:
    facts = dict(vocabulary().facts)
    facts["n"] = replace(facts["n"], min=0, max=10)
    asked = []

    def careful(position: int) -> Submission:
        asked.append(position)
        return submission("x", typed({}))

    bounded = replace(vocabulary(), facts=facts)
    encode_contents(bounded, [(content_of({"n": number}), AS_OF)], careful)
    assert asked == ([] if fits else [0])
