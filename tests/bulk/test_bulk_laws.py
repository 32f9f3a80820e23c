"""THE LAW of bulk: it agrees with `evaluator` and `conclusion` on everything, whatever is generated."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import beside  # noqa: F401  finds what the laws beside this folder generate
from agreeing import Dated, check, submission
from brute_force import plan_of as tiny_plan
from brute_force import submission_of
from generators import AS_OF, DAYS, PARAMETERS, Raw, answers, expression, typed, vocabulary
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rule_generators import plan_of, planned, records_on, rules

from checklist_engine.compiler.comparisons import Comparisons
from checklist_engine.compiler.expressions import Expressions, facts_of
from checklist_engine.compiler.names import Names
from checklist_engine.formats.json_text import parse_json
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.places import Place
from checklist_engine.loader.evidence import read_evidence
from checklist_engine.loader.expressions import read_expression
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Node, Plan, PlannedRelevance
from checklist_engine.model.submission import Evidence, Ruling, elements_of
from checklist_engine.model.verdicts import WORST_FIRST, Decision, Verdict

laws = settings(
    max_examples=150, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
)
SEEDS = st.integers(0, 2**32 - 1)
DATES = [AS_OF, *map(date.fromisoformat, DAYS)]
RULED = (Verdict.NOT_APPLICABLE, Verdict.COMPENSATED, Verdict.WAIVED)


def evidence_of(records: list[Raw]) -> list[Evidence]:
    faults: list[Diagnostic] = []
    cursors = parse_json(json.dumps(records), "evidence.json").cursor().items()
    return [read_evidence(cursor, faults) for cursor in cursors]


def node_of(raw: Raw, around: tuple[Fact, ...]) -> Node:
    """The node of an expression among elements of lists, innermost first."""
    faults: list[Diagnostic] = []
    written = read_expression(parse_yaml(json.dumps(raw), "rule.yaml").cursor(), faults)
    compiler = Expressions(Comparisons(Names(vocabulary(), faults), PARAMETERS))
    node = compiler.compile(written, around)
    assert faults == []
    return node


def relevance_of(chance: Random) -> tuple[PlannedRelevance, ...]:
    """Some facts, fields and lists are asked only under a condition, which reads none that come later."""
    facts = [*vocabulary().facts.values()]
    chance.shuffle(facts)
    found: list[PlannedRelevance] = []
    later = {each.full_id for fact in facts for each in fact.with_fields()}

    def plan(fact: Fact, around: tuple[Fact, ...]) -> None:
        names = tuple(each.id for each in reversed(around))
        for _ in range(4 if chance.random() < 0.5 else 0):
            node = node_of(expression(chance, tuple(reversed(names)), 1), around)
            if not facts_of(node) & later:
                found.append(PlannedRelevance(fact=fact.full_id, lists=names, node=node))
                break
        later.discard(fact.full_id)
        if fact.shape:
            fields = [*fact.shape.fields.values()]
            chance.shuffle(fields)
            for field in fields:
                plan(field, (fact, *around))

    for fact in facts:
        plan(fact, ())
    return tuple(found)


def plan_with(several: Sequence[Raw], chance: Random, *, asks_all: bool) -> Plan:
    """A plan of generated rules that decides, with relevance of its own or none."""
    base = plan_of()
    compiled = [
        replace(planned(rule), id=f"x-{number:03}", family="laws", weight=chance.randint(0, 4))
        for number, rule in enumerate(several, start=1)
    ]
    return replace(
        base,
        rules=tuple(compiled),
        relevance=() if asks_all else relevance_of(chance),
        decides=True,
        decision=replace(base.decision, open_at_most=chance.choice([0, 1, 2])),
    )


def rulings_on(plan: Plan, case: Dated, chance: Random) -> list[Ruling]:
    """A few rulings, on elements that are there, in force or not."""
    listed = [each for answer in case[0].answers.values.values() for each in elements_of(answer)]
    found = []
    for number in range(chance.choice([0, 1, 3])):
        rule = chance.choice(plan.rules)
        written = None
        if rule.loop and listed:
            element = chance.choice(listed)
            written = chance.choice([element.path, element.path.partition("[")[2][:-1]])
        found.append(
            Ruling(
                id=f"R{number}",
                case=case[0].case.id,
                rule=rule.id,
                element=written,
                verdict=chance.choice(RULED),
                authority="審議会",
                reason="理由",
                on=case[1] - timedelta(days=chance.randint(-1, 9)),
                expires=chance.choice([None, case[1], date(2018, 1, 1)]),
                place=Place(file="rulings.yaml"),
            )
        )
    return found


@laws
@given(
    st.lists(rules, min_size=1, max_size=4),
    st.lists(answers, min_size=1, max_size=6),
    st.booleans(),
    SEEDS,
    st.data(),
)
def test_bulk_agrees_with_the_assessment_of_each_submission(
    several: list[Raw], given_answers: list[Raw], asks_all: bool, seed: int, data: st.DataObject
) -> None:
    chance = Random(seed)
    plan = plan_with(several, chance, asks_all=asks_all)
    cases = [
        (
            submission(f"c{number}", typed(raw), evidence_of(data.draw(records_on(raw))), plan),
            chance.choice(DATES),
        )
        for number, raw in enumerate(given_answers)
    ]
    rulings = {place: rulings_on(plan, case, chance) for place, case in enumerate(cases)}
    check(plan, cases, rulings)


@laws
@given(SEEDS, SEEDS)
def test_bulk_agrees_on_packs_with_conditions_and_relevance(one: int, other: int) -> None:
    plan = tiny_plan(one)
    cases = [(submission_of(plan, other + number), AS_OF) for number in range(12)]
    check(plan, cases)


def test_the_cases_that_are_tried_have_every_verdict_and_every_decision() -> None:
    verdicts: set[Verdict] = set()
    decisions: set[Decision] = set()
    for seed in range(40):
        plan = tiny_plan(seed)
        cases = [(submission_of(plan, 100 * seed + number), AS_OF) for number in range(12)]
        result = check(plan, cases)
        for rule in result.rules.values():
            verdicts |= {verdict for verdict, rows in rule.has.items() if rows}
        decisions |= {decision for decision, rows in (result.decisions or {}).items() if rows}
    assert verdicts == {*WORST_FIRST} - {Verdict.WAIVED}
    assert decisions == {*Decision}
