"""What a submission and its rulings say goes through an archive unharmed."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from packs import write_pack

from checklist_engine.ground.canonical import canonical_json, digest
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.submission import read_submission, type_submission
from checklist_engine.model.pack import RulePack
from checklist_engine.model.submission import Ruling, Submission
from checklist_engine.model.verdicts import Verdict
from checklist_engine.register.contents import (
    content_of,
    rulings_bytes,
    rulings_of,
    submission_of,
)
from checklist_engine.usecases.archive_differences import Difference, differences
from checklist_engine.usecases.archive_words import change_words
from checklist_engine.usecases.find_pack import find_base

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
KEYS = st.from_regex(r"[a-zか-こがé]{1,3}", fullmatch=True)
UNKNOWN = st.builds(lambda reason: {"unknown": reason}, WORDS)
BLANK = st.sampled_from([None, "", "　"])


def perhaps(answer: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return answer | BLANK | UNKNOWN


def parties(depth: int) -> st.SearchStrategy[list[Any]]:
    """Contractors with their own; keys are made different afterwards."""
    fields = {
        "name": perhaps(WORDS),
        "handles": perhaps(st.booleans()),
        "papers": perhaps(st.lists(st.sampled_from(["audit", "roster", "pledge"]), unique=True)),
        "sites": st.lists(
            st.fixed_dictionaries({}, optional={"abroad": perhaps(st.booleans())}), max_size=2
        ),
    }
    if depth:
        fields["below"] = parties(depth - 1)
    return st.lists(st.fixed_dictionaries({}, optional=fields), max_size=2)


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "agreed": perhaps(st.booleans()),
        "place": perhaps(st.sampled_from(["JP", "OTHER"])),
        "means": perhaps(st.lists(st.sampled_from(["audit", "roster", "pledge"]), unique=True)),
        "people": perhaps(st.integers(0, 100)),
        "rate": perhaps(st.integers(-9, 9) | st.decimals(-99, 99, places=2).map(str)),
        "day": perhaps(st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(str)),
        "note": perhaps(WORDS),
        "complete": perhaps(st.booleans()),
        "parties": perhaps(parties(2)),
    },
)


@cache
def pack() -> RulePack:
    with TemporaryDirectory() as made:
        return load_pack(write_pack(Path(made) / "small"), find_base)


def with_keys(elements: Any, taken: list[int]) -> None:
    """Give every element of a list, at every depth, a key of its own."""
    for element in elements if isinstance(elements, list) else ():
        taken.append(len(taken))
        element["id"] = f"か{taken[-1]}"
        with_keys(element.get("below"), taken)
        for number, site in enumerate(element.get("sites", ())):
            site["id"] = f"{taken[-1]}-{number}"


def numbers_unquoted(text: str) -> str:
    """Decimals that stand as texts, as the numbers that a person writes."""
    answers = json.loads(text)
    for key in ("rate",):
        value = answers.get(key)
        if isinstance(value, str) and value.strip():
            text = text.replace(f'"{key}": "{value}"', f'"{key}": {value}')
    return text


def round_trip(answers: str, rest: str = "") -> tuple[Submission, Submission]:
    """A submission as its file says, and as its bytes in an archive do."""
    faults: list[Diagnostic] = []
    text = (
        '{"case": {"id": "s", "title": "導入"}, "pack": "small", "profile": "all", '
        f'"answers": {answers}{rest}}}'
    )
    with TemporaryDirectory() as made:
        file = Path(made) / "s.json"
        file.write_text(text, encoding="utf-8")
        written = read_submission(file, Path(made), faults)
    assert written is not None, faults
    before = type_submission(written, pack(), "all", faults)
    assert faults == []
    content = content_of(written, "all")
    return before, submission_of(content, before.file, pack())


@settings(max_examples=200, deadline=None)
@given(ANSWERS)
def test_a_submission_is_typed_from_its_bytes_as_from_its_file(answers: dict[str, Any]) -> None:
    with_keys(answers.get("parties"), [])
    before, after = round_trip(numbers_unquoted(json.dumps(answers, ensure_ascii=False)))
    assert after == before
    assert after.answers.reasons == before.answers.reasons
    assert after.digest == before.digest


@pytest.mark.parametrize(
    "answers",
    [
        '{"rate": -0.0}',
        '{"rate": 1e3, "people": 3}',
        '{"rate": 0.10}',
        f'{{"rate": {"9" * 400}.{"1" * 400}}}',
        '{"note": "か\\u3099", "parties": []}',
        '{"note": "a\\u2028b"}',
        '{"means": []}',
        '{"parties": {"unknown": "照会中"}}',
        "{}",
    ],
)
def test_answers_at_the_edge_are_typed_the_same(answers: str) -> None:
    before, after = round_trip(answers)
    assert after == before


def test_evidence_claims_and_notes_go_with_it() -> None:
    rest = (
        ', "evidence": [{"id": "E1", "kind": "contract", "title": "契約書", "issued_on": "2021-03-01",'
        ' "supports": ["agreed"]}], "notes": {"agreed": {"source": "minutes", "quote": "同意"}}'
    )
    before, after = round_trip('{"agreed": true}', rest)
    assert after == before
    assert [each.id for each in after.evidence] == ["E1"]


def test_rulings_are_read_as_they_were() -> None:
    def ruling(name: str, element: str | None, expires: date | None) -> Ruling:
        return Ruling(
            id=name,
            case="c",
            rule="one-001",
            element=element,
            verdict=Verdict.WAIVED if expires else Verdict.COMPENSATED,
            authority="審議会",
            reason="「改修」の予定\n",
            on=date(2021, 4, 1),
            expires=expires,
            place=Place(file="x"),
        )

    rulings = (ruling("R1", None, date(2022, 3, 31)), ruling("R2", "parties[a/b]", None))
    assert rulings_of(rulings_bytes(rulings)) == rulings
    assert rulings_bytes(rulings_of(rulings_bytes(rulings))) == rulings_bytes(rulings)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
CONTRACTS = st.fixed_dictionaries(
    {},
    optional={
        "decision": WORDS,
        "score": st.none() | st.dictionaries(st.sampled_from(["low", "high"]), st.integers(0, 9)),
        "findings": st.lists(
            st.fixed_dictionaries({"rule": st.sampled_from("ab")}, optional={"verdict": VALUES})
        ),
        "conditions": st.lists(st.fixed_dictionaries({"id": st.sampled_from("ab")}) | VALUES),
        "versions": st.dictionaries(st.sampled_from(["engine", "pack"]), WORDS),
        "other": VALUES,
    },
)


@settings(max_examples=300, deadline=None)
@given(CONTRACTS, CONTRACTS)
@example({"versions": {}, "conditions": [[False]]}, {"versions": {}, "conditions": [[0]]})
def test_two_contracts_differ_exactly_where_a_difference_is_told(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    def told(contract: dict[str, Any]) -> str:
        versions = {k: v for k, v in contract.get("versions", {}).items() if k != "engine"}
        return digest({**contract, "versions": versions})

    found = list(differences(before, after))
    if canonical_json(before) == canonical_json(after):
        assert found == []
    if "versions" in before and "versions" in after and told(before) != told(after):
        # A key that is null and one that is not there are the same to a reader.
        assert found or _without_nulls(before) == _without_nulls(after)
    assert len(found) == len({(each.key, each.subject, each.part) for each in found})


LONG = st.text("あいう、", max_size=70)


@settings(deadline=None)
@given(LONG, LONG, LONG, LONG)
def test_two_texts_that_differ_never_look_the_same(
    start: str, one: str, other: str, end: str
) -> None:
    texts = start + one + end, start + other + end
    change = Difference(key="conclusion", subject="", part="", before=texts[0], after=texts[1])
    before, after = change_words(change).split(" → ")
    assert (before == after) == (texts[0] == texts[1])
    assert max(len(before), len(after)) <= 62


@pytest.mark.parametrize(
    ("key", "before", "after", "told"),
    [
        (
            "score",
            {"low": 1.0, "families": {"a": {"low": 0.5}, "b": {"low": 1.0}}},
            {"low": 2.0, "families": {"a": {"low": 0.7}, "c": {"low": 1.0}}},
            [("", "low", "1.0 → 2.0"), ("a", "low", "0.5 → 0.7"), ("b", "", "あり → なし"),
             ("c", "", "なし → あり")],
        ),
        (
            "findings",
            [{"rule": "a", "credit": [0.0, 1.0], "reasons": ["x", "y"]}],
            [{"rule": "a", "credit": [1.0, 1.0], "reasons": []}],
            [("a", "credit", "0.0～1.0 → 1.0"), ("a", "reasons", "x、y → なし")],
        ),
        (
            "remarks",
            [{"text": "甲", "from": [{"rule": "a", "answers": {"x": True}}]}, {"text": "乙"}],
            [{"text": "甲", "from": [{"rule": "a", "answers": {"x": False}}]}],
            [
                (
                    "甲",
                    "from",
                    "（規則: a、回答: （x: はい）） → （規則: a、回答: （x: いいえ））",
                ),
                ("乙", "", "あり → なし"),
            ],
        ),
    ],
    ids=["score", "findings", "remarks"],
)  # fmt: skip
def test_a_difference_is_told_in_words(
    key: str, before: object, after: object, told: list[tuple[str, str, str]]
) -> None:
    found = list(differences({key: before}, {key: after}))
    assert [(each.subject, each.part, change_words(each)) for each in found] == told


def _without_nulls(contract: dict[str, Any]) -> str:
    """Nulls left out where a difference is looked for: in the contract, its mappings and its lists of these."""
    kept = {
        key: [_filled(each) for each in value] if isinstance(value, list) else _filled(value)
        for key, value in _filled(contract).items()
        if key != "versions"
    }
    return json.dumps(kept, sort_keys=True)


def _filled(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: each for key, each in value.items() if each is not None}
