"""A law of schemas: what the language allows, no schema refuses."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from packs import write_pack

from checklist_engine.authoring.schemas.modelines import named_schema, with_schema
from checklist_engine.authoring.schemas.scopes import DEEPEST
from checklist_engine.authoring.schemas.trees import Schema
from checklist_engine.compiler.plan import rule_compiler
from checklist_engine.formats.document import Document
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.answer_tree import nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.expressions import read_expression
from checklist_engine.model.pack import RulePack
from checklist_engine.usecases.write_schemas import read_source, schema_of

DEPTH = 3
FOUND_HERE = {"E201", "E202", "E203", "E204", "E205", "E206", "E207", "E209"}
"""Faults of form, names, types and operators: what an editor is there to find."""
YES_NO: list[object] = [
    True,
    {"is_not": False},
    [True],
    {"is": {"fact": "agreed"}},
    {"answered": False},
]
CODES: list[object] = ["JP", ["JP", "OTHER"], {"not_in": ["OTHER"]}, {"is": {"fact": "place"}}]
CHOSEN: list[object] = [
    {"includes": "audit"},
    {"excludes_all": ["audit", "roster"]},
    {"includes_any": {"fact": "means"}},
    {"is_empty": True},
]
NUMBERS: list[object] = [3, [0, -1], {"at_least": {"parameter": "days"}}, {"less_than": 2}]
DAYS: list[object] = ["2021-04-01", {"within_months": 12}, {"not_expired": False}]
WORDS: list[object] = ["", "x", {"matches": "[a-z]+"}, {"is": {"fact": "note"}}]
SUBMISSION: dict[str, list[object]] = {
    "agreed": YES_NO,
    "place": CODES,
    "means": CHOSEN,
    "people": NUMBERS,
    "rate": [0, *NUMBERS],
    "day": DAYS,
    "note": WORDS,
    "chief": WORDS[:2],
    "parties": YES_NO[4:],
}
PARTY = {
    ".handles": YES_NO,
    ".tier": NUMBERS,
    ".papers": CHOSEN,
    ".name": WORDS,
    ".sites": YES_NO[4:],
}
SITE = {".abroad": YES_NO, "..handles": YES_NO, "..tier": NUMBERS, ".id": WORDS}
PATHS = {"": SUBMISSION, "parties": SUBMISSION | PARTY, ".sites": SUBMISSION | SITE}
INSIDE = {"": ["parties"], "parties": ["parties", ".sites"], ".sites": ["parties", "..sites"]}
ODD: list[object] = [
    True,
    0,
    "FR",
    "audit",
    [],
    {},
    ["JP", "JP"],
    {"at_least": "x"},
    {"fact": "agreed"},
]


def comparisons(around: str) -> st.SearchStrategy[dict[str, object]]:
    """A path with a test that fits it, most of the time."""
    known = PATHS[around]
    fitting = st.sampled_from([(path, test) for path, fits in known.items() for test in fits])
    odd = st.tuples(st.sampled_from([*known, ".handles", "agred"]), st.sampled_from(ODD))
    return st.builds(dict, st.lists(mostly(fitting, odd), min_size=1, max_size=2))


def mostly(usual: st.SearchStrategy[Any], rare: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 9).flatmap(lambda dice: rare if dice == 0 else usual)


def expressions(around: str = "", depth: int = DEPTH) -> st.SearchStrategy[dict[str, object]]:
    """Expressions among the elements of a list, most of them right."""
    plain = comparisons(around)
    if depth == 0:
        return plain
    inner = expressions(around, depth - 1)
    return st.one_of(
        plain,
        st.builds(lambda part: {"not": part}, inner),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, max_size=2)),
        st.sampled_from(INSIDE[around]).flatmap(lambda name: quantified(name, depth - 1)),
        st.builds(
            lambda parts, least: {"count_of": {"of": parts, "at_least": least}},
            st.lists(inner, max_size=2),
            st.integers(-1, 2),
        ),
    )


def quantified(name: str, depth: int) -> st.SearchStrategy[dict[str, object]]:
    # What is around two lists up is not drawn: `..sites` is looked into as a list of its own.
    inner = expressions(name if name in PATHS else "", depth)
    return st.one_of(
        st.builds(lambda part: {"some": {"in": name, "where": part}}, inner),
        st.builds(
            lambda part, none: {"every": {"in": name, "satisfies": part, "if_none": none}},
            inner,
            mostly(st.just("holds"), st.just("hold")),
        ),
        st.builds(lambda part: {"count": {"in": name, "where": part, "at_most": 2}}, inner),
    )


UNANSWERED: list[object] = [None, " ", {"unknown": "照会中"}]
ANSWERS: dict[str, list[object]] = {
    "agreed": [True, False],
    "place": ["JP", "OTHER"],
    "means": [[], ["audit", "pledge"]],
    "people": [0, 100],
    "rate": [3, -2],
    "day": ["2021-04-15"],
    "note": ["x", "0123"],
    "parties": [[]],
}
FIELDS: dict[str, list[object]] = {"name": ["甲"], "handles": [True], "papers": [[], ["audit"]]}


def elements(depth: int = 2) -> st.SearchStrategy[list[object]]:
    """Elements of the list of parties, and of theirs."""
    keys = st.uuids().map(str)
    site = st.fixed_dictionaries(
        {"id": mostly(keys, st.just("a/b"))},
        optional={"abroad": st.sampled_from([True, *UNANSWERED])},
    )
    fields = {
        name: mostly(st.sampled_from([*fits, *UNANSWERED]), st.sampled_from(ODD))
        for name, fits in FIELDS.items()
    }
    below = {"below": elements(depth - 1)} if depth else {}
    party = st.fixed_dictionaries(
        {"id": keys}, optional={**fields, "sites": st.lists(site, max_size=2), **below}
    )
    return st.lists(mostly(party, st.sampled_from(ODD)), max_size=2)


answers = st.fixed_dictionaries(
    {},
    optional={
        **{
            name: mostly(st.sampled_from([*fits, *UNANSWERED]), st.sampled_from(ODD))
            for name, fits in ANSWERS.items()
        },
        "parties": elements(),
    },
)


@cache
def pack() -> tuple[RulePack, Schema, Schema]:
    """The small pack with its schemas of rules and submissions."""
    with TemporaryDirectory() as folder:
        source = read_source(write_pack(Path(folder) / "small"))
        return source.known.pack, schema_of("rule", source), schema_of("submission", source)


def document(root: object) -> Document:
    return Document(file="x", text="", root=root, spans={}, key_spans={})


def refuses(schema: Schema, key: str, value: object) -> list[str]:
    """What a schema has against the value of one key."""
    errors = Draft202012Validator(schema).iter_errors({key: value})
    return [error.message for error in errors if error.absolute_path]


def faults_of(expression: dict[str, object]) -> list[Diagnostic]:
    """What the language has against an expression of the small pack."""
    rules, _, _ = pack()
    faults: list[Diagnostic] = []
    read = read_expression(document(expression).cursor(), faults)
    rule_compiler(rules, faults).expressions.compile(read)
    return faults


@settings(max_examples=300, deadline=None)
@given(expressions())
def test_an_expression_that_compiles_is_not_refused(expression: dict[str, object]) -> None:
    if not faults_of(expression):
        assert refuses(pack()[1], "require", expression) == []


@settings(max_examples=300, deadline=None)
@given(expressions(depth=DEEPEST))
def test_an_expression_that_is_wrong_is_refused(expression: dict[str, object]) -> None:
    if FOUND_HERE & {fault.code for fault in faults_of(expression)}:
        assert refuses(pack()[1], "require", expression)


@settings(max_examples=300, deadline=None)
@given(answers)
def test_answers_that_are_read_without_a_fault_are_not_refused(written: dict[str, object]) -> None:
    rules, _, schema = pack()
    faults: list[Diagnostic] = []
    tree = nested(document(written).cursor(), faults)
    read_answers(tree, rules.vocabulary, faults)
    if not faults:
        assert refuses(schema, "answers", written) == []


@given(
    st.lists(st.sampled_from(["# 覚え", "", "a: 1", "# $schema: x", "b: [2]"]), max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_a_first_line_changes_no_content(lines: list[str], line_end: str, mark: str) -> None:
    text = mark + "".join(f"{line}{line_end}" for line in lines)
    pointed = with_schema(text, "s.json")
    assert named_schema(pointed) == "s.json"
    assert content(pointed) == content(text)
    assert with_schema(pointed, "s.json") == pointed


def content(text: str) -> list[str]:
    """The lines that say something."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    return [line for line in lines if line.strip() and not line.startswith("#")]
