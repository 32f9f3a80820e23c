"""Relevance as formulas: what LibreOffice makes of them is what the evaluator says."""

import json
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from forming import READS_ALL, column_of
from office import converted, needs_office
from packs import DAY, FACTS, submission, write_files, write_pack

from checklist_engine.compiler.expressions import facts_of
from checklist_engine.evaluator.relevance import Relevance, RelevanceMap, relevance_map
from checklist_engine.forms.formulas import AnswerCells, Standing, formula_of
from checklist_engine.ground.atoms import Answered, OneOf, Pattern, Threshold
from checklist_engine.ground.values import FactType
from checklist_engine.model.paths import FactRef, Ref
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    Negation,
    Node,
    Plan,
    Tally,
    Test,
)
from checklist_engine.questionnaire.questionnaire import Subject
from checklist_engine.usecases.shelf import Shelf
from checklist_engine.usecases.write_form import filled_form

SUBJECT = Subject(
    id="x",
    field="x",
    section="s",
    label="X",
    question=None,
    guidance=None,
    type=FactType.INTEGER,
    options=(),
    key_of=None,
    unit=None,
    min=None,
    max=None,
    gate=None,
    rules=(),
    proofs=(),
    relevant_when=None,
)


def asks(name: str, atom: Any = None) -> Test:
    """A test of one answer."""
    return Test(ref=FactRef(fact=name), atom=atom or OneOf(operand=frozenset({1})))


def look_up(ref: Ref) -> AnswerCells | None:
    """Every answer stands in two cells; that of `nowhere` in none."""
    assert isinstance(ref, FactRef)
    name = ref.fact
    return (
        None
        if name == "nowhere"
        else AnswerCells(state=f"{name}1", value=f"{name}2", subject=SUBJECT)
    )


A, B = asks("A"), asks("B")
IF_A, IF_B = "IF(A1=4,IF(OR(A2=1),4,0),A1)", "IF(B1=4,IF(OR(B2=1),4,0),B1)"


@pytest.mark.parametrize(
    ("node", "formula"),
    [
        (A, IF_A),
        (Conjunction(parts=()), "4"),
        (Disjunction(parts=()), "0"),
        (Conjunction(parts=(A, B)), f"MIN({IF_A},{IF_B})"),
        (Negation(part=A), f"CHOOSE(1+{IF_A},4,1,2,3,0)"),
        (Negation(part=Negation(part=A)), IF_A),
        (asks("nowhere"), "1"),
        (Negation(part=asks("nowhere")), "1"),
        (asks("A", Pattern(pattern="x")), "1"),
        (asks("A", Answered(expected=True)), "CHOOSE(A1,1,0,0,4)"),
        (asks("A", Answered(expected=False)), "CHOOSE(A1,1,4,4,0)"),
        (asks("A", Threshold(operand=10, relation="at_least")), "IF(A1=4,IF(A2>=10,4,0),A1)"),
        (asks("A", Threshold(operand=10**15, relation="at_least")), "1"),
        (Test(ref=FactRef(fact="A"), atom=OneOf(operand=None), against=FactRef(fact="B")), "1"),
    ],
)
def test_an_expression_becomes_a_formula(node: Node, formula: str) -> None:
    assert formula_of(node, look_up) == formula


def test_a_formula_that_grows_too_long_tells_nothing() -> None:
    node: Node = A
    for _ in range(8):
        node = Tally(parts=(node, node), at_least=1, at_most=None)
    assert formula_of(node, look_up) == str(Standing.UNTOLD.value)


def test_words_in_formulas_are_quoted() -> None:
    node = asks("A", OneOf(operand=frozenset({'a"),HYPERLINK("x'})))
    assert 'EXACT(A2,"a""),HYPERLINK(""x")' in formula_of(node, look_up)


# What LibreOffice makes of them.

RELEVANT = [f"r{number}" for number in range(10)]
BASE: dict[str, list[Any]] = {
    "agreed": [True, False],
    "recorded": [True, False],
    "place": ["JP", "OTHER"],
    "means": [[], ["audit"], ["roster"], ["audit", "pledge"], ["audit", "roster", "pledge"]],
    "people": [0, 3, 5, 100],
    "rate": [0.5, 1, 2.25],
    "day": ["2019-04-15", "2021-04-15", "2021-05-01"],
    "note": ["あ", "=1+1", "未回答者あり"],
}
FIELDS: dict[str, list[Any]] = {"handles": [True, False], "papers": BASE["means"][:4]}


def leaf(chance: Random, known: list[str], *, of_element: bool) -> dict[str, Any]:
    """One test of an answer, of those that come before."""
    if of_element and chance.random() < 0.6:
        return chance.choice(
            [
                {".handles": True},
                {".handles": {"is_not": True}},
                {".papers": {"includes": "audit"}},
                {".papers": {"is_empty": False}},
                {".tier": {"at_least": 2}},
            ]
        )
    tests: dict[str, list[Any]] = {
        "agreed": [True, False, {"is_not": True}, {"answered": True}],
        "recorded": [True, {"answered": False}],
        "place": ["JP", {"is_not": "JP"}, {"in": ["JP", "OTHER"]}],
        "means": [
            {"includes_any": ["audit", "roster"]},
            {"includes_all": ["audit", "pledge"]},
            {"excludes_all": ["roster"]},
            {"is_empty": True},
            {"is_empty": False},
        ],
        "people": [{"at_least": 3}, {"less_than": 4}, {"in": [3, 5]}],
        "rate": [{"more_than": 1}, {"at_most": 0.5}],
        "day": [{"at_least": "2021-01-01"}],
        "note": ["あ", {"is_not": "=1+1"}],
        **{name: [True, {"is_not": True}] for name in known},
    }
    if chance.random() < 0.1:
        # What formulas do not carry.
        return chance.choice(
            [
                {"day": {"within_months": 6}},
                {"note": {"matches": "あ+"}},
                {"some": {"in": "parties", "where": {".handles": True}}},
            ]
        )
    name = chance.choice(list(tests))
    return {name: chance.choice(tests[name])}


def expression(
    chance: Random, known: list[str], depth: int, *, of_element: bool = False
) -> dict[str, Any]:
    """An expression over what comes before."""
    if depth == 0 or chance.random() < 0.3:
        return leaf(chance, known, of_element=of_element)
    parts = [
        expression(chance, known, depth - 1, of_element=of_element)
        for _ in range(chance.randint(1, 3))
    ]
    # A count in a count may grow too long for a formula.
    match chance.choice(["all", "any", "not", *(["count_of"] if depth == 1 else [])]):
        case "not":
            return {"not": parts[0]}
        case "count_of":
            bounds = chance.choice([{"at_least": 1}, {"at_most": 1}, {"at_least": 1, "at_most": 2}])
            return {"count_of": {"of": parts, **bounds}}
        case word:
            return {word: parts}


def pack_files(chance: Random) -> dict[str, str | None]:
    """A pack whose facts r0, r1, … and fields are asked as generated expressions say."""
    facts = ""
    known: list[str] = []
    for name in RELEVANT:
        when = json.dumps(expression(chance, known, 2), ensure_ascii=False)
        facts += f"  - {{id: {name}, label: {name}, type: boolean, relevant_when: {when}}}\n"
        known.append(name)
    fields = [
        f"      - {{id: f{number}, label: F{number}, type: boolean, relevant_when: "
        f"{json.dumps(expression(chance, known, 2, of_element=True), ensure_ascii=False)}}}\n"
        for number in range(3)
    ]
    before = "      - id: sites\n"
    assert before in FACTS
    rest = FACTS.replace(before, "".join(fields) + before) + facts
    wanted = ", ".join(f"{name}: {{answered: true}}" for name in RELEVANT)
    listed = ", ".join(f".f{number}: true" for number in range(3))
    rule = READS_ALL.replace("one-001", "one-002").replace(
        "  all:\n",
        f"  all:\n    - {{{wanted}}}\n    - {{none: {{in: parties, where: {{{listed}}}}}}}\n",
        1,
    )
    return {"facts/main.yaml": rest, "one/one-001.yaml": READS_ALL, "one/one-002.yaml": rule}


def some_of(chance: Random, values: dict[str, list[Any]]) -> dict[str, Any]:
    """Most of them answered, some said to be unanswered."""
    found: dict[str, Any] = {}
    for name, each in values.items():
        luck = chance.random()
        if luck < 0.65:
            found[name] = chance.choice(each)
        elif luck < 0.75:
            found[name] = {"unknown": "照会中"}
    return found


def answers(chance: Random) -> dict[str, Any]:
    """Generated answers."""
    found = some_of(chance, BASE | {name: [True, False] for name in RELEVANT})
    elements = [{"id": f"p{number}", **some_of(chance, FIELDS)} for number in range(2)]
    elements[0]["below"] = [{"id": "q", **some_of(chance, FIELDS)}]
    return found | {"parties": elements}


def made_forms(folder: Path, count: int) -> list[tuple[Plan, RelevanceMap, Path]]:
    """Generated packs, each with a submission, its relevance and its form."""
    found = []
    for seed in range(count):
        chance = Random(seed)
        inside = folder / str(seed)
        write_pack(inside / "rules" / "small", pack_files(chance))
        given = json.dumps(answers(chance), ensure_ascii=False)
        write_files(inside, {"s.yaml": submission(given)})
        file = inside / "s.yaml"
        typed = Shelf(given=None, faults=[], notices=[]).submission(file, inside)
        assert typed is not None
        plan, read = typed
        path = folder / f"form{seed}.xlsx"
        path.write_bytes(filled_form(file, None, None, as_of=DAY, today=DAY).content)
        found.append((plan, relevance_map(plan, read.answers, DAY), path))
    return found


EXACT = {
    Standing.FALSE: Relevance.IRRELEVANT,
    Standing.NEEDLESS: Relevance.IRRELEVANT,
    Standing.WAITING: Relevance.PENDING,
    Standing.TRUE: Relevance.ASKED,
}


@needs_office
def test_formulas_say_what_the_evaluator_says(tmp_path: Path) -> None:
    """A law: on generated packs and answers, recalculated by LibreOffice."""
    forms = made_forms(tmp_path, 16)
    seen: dict[tuple[Standing, str], int] = {}
    recalculated = converted([path for *_, path in forms], "xlsx", tmp_path / "again")
    for (plan, relevance, path), again in zip(forms, recalculated, strict=True):
        workbook = openpyxl.load_workbook(again, data_only=True)
        said = told_facts(workbook) | told_fields(workbook)
        for name, standing in said.items():
            expected = relevance.of(name)
            seen[standing, expected.value] = seen.get((standing, expected.value), 0) + 1
            if standing is not Standing.UNTOLD:
                assert EXACT[standing] is expected, (path.name, name)
        for name in RELEVANT:
            assert said[name] is not Standing.UNTOLD or not carried(plan, name), (path.name, name)
    # A test that never sees a case proves nothing about it.
    for standing, expected in EXACT.items():
        assert seen.get((standing, expected.value), 0) > 5, seen
    assert any(standing is Standing.UNTOLD for standing, _ in seen)


def told_facts(workbook: openpyxl.Workbook) -> dict[str, Standing]:
    """What 判断 says of each question."""
    sheet = workbook["判断"]
    column = column_of(sheet, "要否", 1)
    return {
        str(sheet.cell(row, 1).value): Standing(int(str(sheet.cell(row, column).value)))
        for row in range(2, sheet.max_row + 1)
    }


def told_fields(workbook: openpyxl.Workbook) -> dict[str, Standing]:
    """What the hidden columns of 委託先 say of fields f0, f1, f2 of each element."""
    sheet = workbook["委託先"]
    keys = column_of(sheet, "parties.id", 7)
    above = column_of(sheet, "parties@parent", 7)
    found = {}
    for row in range(8, 11):
        key, parent = sheet.cell(row, keys).value, sheet.cell(row, above).value
        way = f"{parent}/{key}" if parent else key
        for number in range(3):
            column = column_of(sheet, f"parties.f{number}@asked@calc", 7)
            told = Standing(int(str(sheet.cell(row, column).value)))
            found[f"parties[{way}].f{number}"] = told
    return found


def carried(plan: Plan, name: str) -> bool:
    """Whether formulas carry what says when a fact is asked, and all that it rests on."""
    nodes = {planned.fact: planned.node for planned in plan.relevance}
    if any(word in repr(nodes[name]) for word in ("Exists(", "Pattern(", "WithinMonths(")):
        return False
    return all(carried(plan, fact) for fact in facts_of(nodes[name]) & nodes.keys())
