"""A Plan as JSON: read back equal, the same bytes each time, and refused where it is anything else."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from packs import load, rule

from checklist_engine.compiler.compiled_pack import compiled_pack
from checklist_engine.compiler.plan import compile_plan
from checklist_engine.compiler.plan_json import FORMAT, dump_json, dump_plan, load_json, load_plan
from checklist_engine.compiler.plan_json_hints import Codecs, Refused
from checklist_engine.ground.atoms import OneOf, Pattern
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.compiled_pack import CompiledPack
from checklist_engine.model.pack import RulePack
from checklist_engine.model.paths import FactRef
from checklist_engine.model.plan import Conjunction, Node, Plan, Test
from checklist_engine.usecases.find_pack import find_base

PACKS = (ROOT / "rules" / "municipal-privacy", *sorted((ROOT / "examples").glob("*/rules/*")))
RICH = {
    "one/one-001.yaml": rule(
        require="{any: [{agreed: true, rate: {at_least: 1.50}}, {note: {matches: '[a-z]{2}'}}, "
        "{day: {within_months: 3}}, {people: {in: [1, 2]}}, {day: {at_most: 2021-04-01}}]}",
        not_met="condition: {use: agree}\n    finding: 「{{ place }}」に同意がありません",
    ),
    "two/two-001.yaml": rule(
        "two-001",
        require="{.papers: {includes_any: [audit, roster]}, .sites: {answered: true}}",
        not_met="condition: {use: record}\n    finding: 「{{ .name }}」の記録がありません",
        rest="for_each: {in: parties, where: {.tier: {at_least: 2}}}\n"
        "evidence: [{for: .papers, strength: contract, max_age_months: 12}]\n"
        "may_claim: [not_applicable]\n"
        "applies_when: {every: {in: parties, satisfies: {.handles: true}, if_none: unknown}}\n",
    ),
}


def plans(pack: RulePack) -> list[Plan]:
    return [compile_plan(pack, profile) for profile in pack.profiles.values()]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    [found] = plans(load(tmp_path, RICH))
    return found


@pytest.mark.parametrize("folder", PACKS, ids=lambda path: path.name)
def test_every_plan_of_our_packs_is_read_back_equal_and_gives_the_same_bytes(folder: Path) -> None:
    pack = load_pack(folder, find_base)
    for each in plans(pack):
        written = dump_plan(each)
        found = load_plan(written)
        assert found == each
        assert dump_plan(found) == written


def test_mappings_keep_their_order_for_what_is_printed_follows_it(plan: Plan) -> None:
    found = load_plan(dump_plan(plan))
    assert list(found.vocabulary.facts) == list(plan.vocabulary.facts)
    assert list(found.conditions) == list(plan.conditions)


def test_what_says_where_something_stands_is_dropped(plan: Plan) -> None:
    found = load_plan(dump_plan(plan))
    assert plan.vocabulary.facts["agreed"].place.line > 0
    assert found.vocabulary.facts["agreed"].place == Place(file="")
    assert b"main.yaml" not in dump_plan(plan)


def test_a_compiled_pack_has_what_submissions_are_typed_by(tmp_path: Path) -> None:
    pack = load(tmp_path, RICH)
    [plan] = plans(pack)
    found = load_json(dump_json(compiled_pack(pack, plan)), CompiledPack)
    assert found.id == pack.id
    assert found.vocabulary == pack.vocabulary
    assert found.evidence_kinds == pack.evidence_kinds
    assert dict(found.profiles) == {"all": "全ての規則"}
    assert {name: each.may_claim for name, each in found.rules.items()} == {
        name: each.may_claim for name, each in pack.rules.items()
    }


def test_half_a_pair_of_surrogates_survives() -> None:
    text = Pattern(pattern="\ud83d")
    assert load_json(dump_json(text), Pattern) == text


ATOMS = st.builds(
    OneOf,
    operand=st.none()
    | st.frozensets(
        st.booleans()
        | st.integers()
        | st.text()
        | st.dates()
        | st.decimals(allow_nan=False, allow_infinity=False)
        | st.frozensets(st.text(max_size=3)),
        max_size=5,
    ),
    negated=st.booleans(),
)
NODES = st.recursive(
    st.builds(Test, ref=st.builds(FactRef, fact=st.text()), atom=ATOMS),
    lambda inner: st.builds(Conjunction, parts=st.lists(inner, max_size=3).map(tuple)),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(NODES)
def test_whatever_values_a_node_has_it_is_read_back_equal(node: Test | Conjunction) -> None:
    whole = Conjunction(parts=(node,))
    found = load_json(dump_json(whole), Conjunction)
    assert found == whole
    assert repr(_types(found)) == repr(_types(whole))
    assert dump_json(found) == dump_json(whole)


def _types(node: Node) -> object:
    """Types of the values, for `1 == True == Decimal(1)`."""
    if isinstance(node, Conjunction):
        return [_types(part) for part in node.parts]
    assert isinstance(node, Test)
    assert isinstance(node.atom, OneOf)
    return sorted(
        (type(each).__name__, str(each))
        for each in node.atom.operand or ()
        if not isinstance(each, frozenset)
    )


def test_equal_sets_give_equal_bytes_whatever_their_order_in_memory() -> None:
    words = [f"w{number}" for number in range(50)]
    one, other = OneOf(operand=frozenset(words)), OneOf(operand=frozenset(reversed(words)))
    assert dump_json(one) == dump_json(other)


# What is not what was written.


def changed(plan: Plan, change: Callable[[Any], None]) -> bytes:
    raw = json.loads(dump_plan(plan))
    change(raw)
    return json.dumps(raw).encode()


CHANGES: dict[str, Callable[[Any], None]] = {
    "another version": lambda raw: raw.update(checklist=FORMAT + 1),
    "a version that only looks like one": lambda raw: raw.update(checklist=True),
    "another kind": lambda raw: raw.update(Rule=raw.pop("Plan")),
    "something besides": lambda raw: raw.update(more=1),
    "an unknown field": lambda raw: raw["Plan"].update(more=1),
    "a missing field": lambda raw: raw["Plan"].pop("credits"),
    "a word where a number stands": lambda raw: raw["Plan"]["rules"][0].update(weight="1"),
    "a truth where a number stands": lambda raw: raw["Plan"]["rules"][0].update(weight=True),
    "a fraction where a number stands": lambda raw: raw["Plan"]["rules"][0].update(weight=1.0),
    "a number without end": lambda raw: raw["Plan"]["rules"][0].update(weight=float("inf")),
    "nothing where something stands": lambda raw: raw["Plan"]["rules"][0].update(title=None),
    "an unknown word": lambda raw: raw["Plan"]["rules"][0].update(gate="open"),
    "an unknown class": lambda raw: raw["Plan"]["rules"][0]["require"].update({"class": "Popen"}),
    "a class that has no place there": lambda raw: raw["Plan"]["rules"][0]["require"].update(
        {"class": "Plan"}
    ),
    "no class": lambda raw: raw["Plan"]["rules"][0]["require"].pop("class"),
    "a class that is no word": lambda raw: raw["Plan"]["rules"][0]["require"].update(
        {"class": ["Test"]}
    ),
    "a list where a mapping stands": lambda raw: raw["Plan"].update(conditions=[]),
    "a mapping where a list stands": lambda raw: raw["Plan"].update(rules={}),
    "a set that has something twice": lambda raw: raw["Plan"].update(read={"set": ["a", "a"]}),
    "a set that is none": lambda raw: raw["Plan"].update(read=["a"]),
    "a fraction of nothing": lambda raw: raw["Plan"]["credits"]["unproven"].update(fraction="1/0"),
    "a fraction in words": lambda raw: raw["Plan"]["credits"]["unproven"].update(fraction="half"),
    "an unknown verdict as a key": lambda raw: raw["Plan"]["rules"][0]["outcomes"].update(
        open=None
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_another_plan_is_refused(change: Callable[[Any], None], plan: Plan) -> None:
    assert load_plan(changed(plan, lambda _: None)) == plan
    with pytest.raises(Refused):
        load_plan(changed(plan, change))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"checklist":1,"Plan":' * 5_000,
        b'{"checklist":1,"Plan":{},"Plan":{}}',
    ],
    ids=["nothing", "half", "null", "list", "empty", "bytes", "deep", "deep mappings", "repeated"],
)  # fmt: skip
def test_what_is_no_json_of_a_plan_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        load_plan(content)


def test_a_field_that_is_there_twice_is_refused(plan: Plan) -> None:
    written = dump_plan(plan)
    again = written.replace(b'"pack":', b'"pack":"other","pack":', 1)
    assert again != written
    with pytest.raises(Refused):
        load_plan(again)


def test_what_is_too_deep_is_refused() -> None:
    node: Node = Conjunction(parts=())
    written = dump_json(node).decode()
    inner = '{"class":"Conjunction","parts":['
    deep = written.replace("[]", "[" + inner * 20_000 + "]}" * 20_000 + "]")
    with pytest.raises(Refused):
        load_json(deep.encode(), Conjunction)


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch, plan: Plan) -> None:
    written = dump_plan(plan)
    monkeypatch.setattr("checklist_engine.compiler.plan_json.LARGEST", len(written) - 1)
    with pytest.raises(Refused):
        load_plan(written)


# The codec, on classes of its own.


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    colour: Colour | None
    word: Literal["a", "b"] = "a"
    raw: object = None
    place: Place = field(default=Place(file="x"), compare=False)
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    several: tuple["Leaf | Branch", ...] | Leaf
    amount: int | Decimal | date | None = None
    share: Fraction = Fraction(1, 3)


def round_trip(value: object) -> object:
    codec = Codecs().of(type(value))
    return codec.load(json.loads(json.dumps(codec.dump(value))))


def test_a_class_needs_no_word_about_its_fields() -> None:
    leaf = Leaf(colour=Colour.BLUE, word="b", raw=[{"a": Decimal("1.50")}, None, True, 1, "x"])
    tree = Branch(several=(leaf, Branch(several=leaf, amount=date(2021, 4, 15))), amount=3)
    assert round_trip(tree) == tree
    # Where it stands is nowhere then, and what need not be said is what it usually is.
    assert round_trip(replace(leaf, note="x")).place == Place(file="")  # type: ignore[attr-defined]
    assert round_trip(replace(leaf, note="x")).note == ""  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (date, {"date": "2021-4-15"}),
        (date, {"date": "20210415"}),
        (date, {"date": "2021-02-30"}),
        (date, {"date": 1}),
        (date, "2021-04-15"),
        (date, {"date": "2021-04-15", "x": 1}),
        (Decimal, {"decimal": "NaN"}),
        (Decimal, {"decimal": "Infinity"}),
        (Decimal, {"decimal": "x"}),
        (Decimal, {"decimal": "1_0"}),
        (Decimal, {"decimal": " 1"}),
        (Fraction, {"fraction": "1"}),
        (Fraction, {"fraction": "1e9/1"}),
        (object, {"mapping": []}),
        (object, {"mapping": {}, "x": 1}),
        (object, {"other": {}}),
        (Colour, "green"),
        (Colour, 1),
        (Literal["a"], "b"),
    ],
)
def test_a_value_is_written_in_one_way_only(kind: object, wrong: object) -> None:
    with pytest.raises(Refused):
        Codecs().of(kind).load(wrong)


@dataclass(frozen=True, slots=True)
class Unplaced:
    secret: int = field(compare=False)


@pytest.mark.parametrize(
    "hint", [float, bytes, dict[str, str], tuple[int, str], Colour | str, set[str], Any]
)
def test_a_hint_that_json_has_no_form_for_is_found_when_the_codec_is_built(hint: object) -> None:
    with pytest.raises(TypeError):
        Codecs().of(hint)


def test_a_field_that_is_neither_compared_nor_optional_cannot_be_read_back() -> None:
    with pytest.raises(TypeError, match="secret"):
        Codecs().of(Unplaced).dump(Unplaced(secret=1))
