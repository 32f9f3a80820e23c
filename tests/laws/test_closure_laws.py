"""Closures say what the walk says, without the reasons: on whatever authors and departments write."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from generators import AS_OF, DATA, Raw, answers, compiled, expressions, typed
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_generators import pack_of, plan_of, planned, records_on, rules
from test_relevance_laws import NAME as RELEVANCE
from test_relevance_laws import expressions as relevance_expressions
from test_relevance_laws import loops, some_answers
from test_relevance_laws import rules as relevance_rules

from checklist_engine.evaluator.closure_facts import Sheets
from checklist_engine.evaluator.closure_judgement import Judged
from checklist_engine.evaluator.closure_relevance import Asking, kinds_of
from checklist_engine.evaluator.closure_verdicts import Judge
from checklist_engine.evaluator.closures import Closures
from checklist_engine.evaluator.expression import evaluate
from checklist_engine.evaluator.findings import Assessor
from checklist_engine.evaluator.relevance import relevance_map
from checklist_engine.evaluator.score import RuleCredits, score_of
from checklist_engine.evaluator.view import View
from checklist_engine.formats.json_text import parse_json
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.truth import Truth
from checklist_engine.loader.evidence import read_evidence
from checklist_engine.model.plan import Node, Plan
from checklist_engine.model.submission import Answers, Evidence

laws = settings(max_examples=200, deadline=None, derandomize=True)
TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}


def truths(node: Node, plan: Plan, given_answers: Answers, day: date) -> tuple[Truth, Truth]:
    """What the closure and the walk say."""
    hidden = relevance_map(plan, given_answers, day).irrelevant
    closures = Closures([(node, ())])
    sheets = Sheets.of(plan.vocabulary, closures.rows)
    sheet = sheets.without(sheets.sheet(given_answers, day), hidden)
    walked = evaluate(node, View(answers=given_answers, as_of=day, hidden=hidden))
    return TRUTHS[closures.of(node)(sheet, ())], walked.truth


def evidence_of(records: Sequence[Raw]) -> list[Evidence]:
    faults: list[Diagnostic] = []
    cursors = parse_json(json.dumps(records), "evidence.json").cursor().items()
    return [read_evidence(cursor, faults) for cursor in cursors]


def check(
    some_rules: Sequence[Raw], given_answers: Answers, records: list[Raw], name: str, day: date
) -> None:
    """Judge and walk agree on every finding and on the score of these rules."""
    plan = replace(plan_of(name), rules=tuple(planned(rule, name) for rule in some_rules))
    evidence = evidence_of(records)
    judged = Judge(plan).judged(given_answers, evidence, day)
    hidden = relevance_map(plan, given_answers, day).irrelevant
    view = View(answers=given_answers, as_of=day, hidden=hidden)
    assessor = Assessor(plan=plan, view=view, evidence=evidence, irrelevant=hidden)
    walked = [assessor.findings(rule) for rule in plan.rules]
    assert list(judged.results) == [
        tuple(Judged(each.element, each.verdict, each.credit, each.open_list) for each in found)
        for found in walked
    ]
    assert judged.score == score_of(
        [
            RuleCredits(
                weight=rule.weight,
                credits=[each.credit for each in found],
                open_list=any(each.open_list for each in found),
            )
            for rule, found in zip(plan.rules, walked, strict=True)
        ]
    )


@laws
@given(expressions(probes=True), answers)
def test_a_closure_has_the_truth_of_the_walk(expression: Raw, given_answers: Raw) -> None:
    node = compiled(expression)
    one, other = truths(node, plan_of(), typed(given_answers), AS_OF)
    assert one is other


@laws
@given(st.lists(rules, min_size=1, max_size=4), answers, st.data())
def test_rules_are_judged_as_they_are_explained(
    some_rules: list[Raw], given_answers: Raw, data: st.DataObject
) -> None:
    records = data.draw(records_on(given_answers))
    check(some_rules, typed(given_answers), records, "vocabulary", AS_OF)


@laws
@given(relevance_expressions, some_answers)
def test_what_nobody_is_asked_is_hidden_from_a_closure(expression: Raw, given_answers: Raw) -> None:
    node = compiled(expression, RELEVANCE)
    one, other = truths(node, plan_of(RELEVANCE), typed(given_answers, RELEVANCE), AS_OF)
    assert one is other


@laws
@given(some_answers)
def test_what_nobody_is_asked_is_what_the_walk_finds_irrelevant(given_answers: Raw) -> None:
    plan, laid = plan_of(RELEVANCE), typed(given_answers, RELEVANCE)
    closures = Closures((each.node, kinds_of(each)) for each in plan.relevance)
    sheets = Sheets.of(plan.vocabulary, closures.rows)
    sheet, hidden = sheets.sheet(laid, AS_OF), set[str]()
    Asking.of(plan, closures, sheets).hide(
        sheet, View(answers=laid, as_of=AS_OF, hidden=hidden), hidden
    )
    assert hidden == relevance_map(plan, laid, AS_OF).irrelevant
    assert sheet == sheets.without(sheets.sheet(laid, AS_OF), hidden)


@laws
@given(st.lists(relevance_rules | loops, min_size=1, max_size=3), some_answers)
def test_what_waits_for_nobody_is_judged_as_it_is_explained(
    some_rules: list[Raw], given_answers: Raw
) -> None:
    check(some_rules, typed(given_answers, RELEVANCE), [], RELEVANCE, AS_OF)


def lines(file: str, key: str) -> list[Any]:
    written = (DATA / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    return [line for line in map(json.loads, written) if key in line]


VOCABULARY_OF = {"expressions": "vocabulary", "relevance": RELEVANCE, "rules": "vocabulary"}


@pytest.mark.parametrize("file", ["expressions", "relevance"])
def test_every_conformance_case_of_an_expression_comes_out(file: str) -> None:
    name = VOCABULARY_OF[file]
    for line in lines(file, "expression"):
        day = date.fromisoformat(line["as_of"])
        node = compiled(line["expression"], name)
        found, _ = truths(node, plan_of(name), typed(line["answers"], name), day)
        assert found.value == line["expect"]["truth"], line["id"]


@pytest.mark.parametrize("file", ["rules", "relevance"])
def test_every_conformance_case_of_a_rule_comes_out(file: str) -> None:
    name = VOCABULARY_OF[file]
    for line in lines(file, "rule"):
        plan = replace(plan_of(name), rules=(planned(line["rule"], name),))
        day = date.fromisoformat(line["as_of"])
        judged = Judge(plan).judged(
            typed(line["answers"], name), evidence_of(line["evidence"]), day
        )
        found = [(each.element, each.verdict.value) for each in judged.results[0]]
        wanted = [(each["element"], each["verdict"]) for each in line["expect"]["findings"]]
        assert found == wanted, line["id"]


def test_the_cases_know_the_parameters_of_the_generators() -> None:
    assert {name: each.value for name, each in pack_of("vocabulary").parameters.items()} == {
        "limit": 2
    }
    every = [line for file in ("expressions", "rules") for line in lines(file, "parameters")]
    assert all(line["parameters"] == {"limit": 2} for line in every)
