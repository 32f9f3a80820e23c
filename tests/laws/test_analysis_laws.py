"""Analysis agrees with evaluation: in every world that it imagines, a rule comes out as it says."""

from functools import cache
from random import Random

import pytest
from conftest import ROOT
from generators import AS_OF, Raw, answers, typed
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_generators import plan_of, planned, rules

from checklist_engine.analysis.completions import Completions, completions, read_rules
from checklist_engine.analysis.evaluation import Evaluator
from checklist_engine.analysis.findings import Verdicts, verdicts_of
from checklist_engine.analysis.scheme import Scheme, TooManyWorlds
from checklist_engine.analysis.witnesses import witness
from checklist_engine.compiler.plan import compile_plan
from checklist_engine.evaluator.findings import Assessor
from checklist_engine.evaluator.relevance import relevance_map
from checklist_engine.evaluator.tables import worst
from checklist_engine.evaluator.view import View
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.pack import Profile
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.verdicts import Verdict
from checklist_engine.usecases.find_pack import find_base

WORLDS_LOOKED_AT = 12
SCHEMES = st.builds(
    Scheme,
    closed=st.booleans(),
    blanks=st.booleans(),
    further=st.sampled_from([None, 1, 2]),
    most_worlds=st.just(1 << 14),
)


def evaluated(imagined: Completions, world: int, rule: PlannedRule) -> Verdict:
    """What the evaluator says of a rule in one world."""
    shown = witness(imagined, world)
    irrelevant = relevance_map(imagined.plan, shown.answers, imagined.as_of).irrelevant
    assessor = Assessor(
        plan=imagined.plan,
        view=View(answers=shown.answers, as_of=imagined.as_of, hidden=irrelevant),
        evidence=shown.evidence,
        irrelevant=irrelevant,
    )
    return worst({finding.verdict for finding in assessor.findings(rule)})


def imagined_verdict(verdicts: Verdicts, world: int) -> Verdict:
    (found,) = [verdict for verdict, worlds in verdicts.items() if worlds >> world & 1]
    return found


def check(imagined: Completions, rule: PlannedRule, seed: int) -> None:
    """Some of the possible worlds, and every verdict that there is."""
    verdicts = verdicts_of(rule, Evaluator(imagined))
    chance = Random(seed)
    numbers = [chance.randrange(imagined.space.size) for _ in range(WORLDS_LOOKED_AT)]
    shown = [worlds & imagined.possible for worlds in verdicts.values()]
    numbers += [(worlds & -worlds).bit_length() - 1 for worlds in shown if worlds]
    for world in numbers:
        if imagined.possible >> world & 1:
            expected = evaluated(imagined, world, rule)
            assert imagined_verdict(verdicts, world) is expected, witness(imagined, world)


@given(rules, SCHEMES, st.integers(0, 2**32 - 1))
@settings(max_examples=300, deadline=None)
def test_a_rule_over_nothing_answered(rule: Raw, scheme: Scheme, seed: int) -> None:
    compiled = planned(rule)
    try:
        imagined = completions(plan_of(), read_rules(plan_of(), [compiled]), AS_OF, scheme)
    except TooManyWorlds:
        return
    check(imagined, compiled, seed)


@given(rules, answers, SCHEMES, st.booleans(), st.integers(0, 2**32 - 1))
@settings(max_examples=300, deadline=None)
def test_a_rule_over_some_answers(
    rule: Raw, given_answers: Raw, scheme: Scheme, proven: bool, seed: int
) -> None:
    compiled = planned(rule)
    scheme = Scheme(
        given=typed(given_answers),
        evidence=() if proven else None,
        closed=scheme.closed,
        blanks=scheme.blanks,
        further=scheme.further,
        most_worlds=scheme.most_worlds,
    )
    try:
        imagined = completions(plan_of(), read_rules(plan_of(), [compiled]), AS_OF, scheme)
    except TooManyWorlds:
        return
    check(imagined, compiled, seed)


@cache
def the_pack() -> Plan:
    pack = load_pack(ROOT / "rules" / "municipal-privacy", find_base)
    every = Profile(
        id="all", label="", decision="none", rules=None, families=None, place=pack.place
    )
    return compile_plan(pack, every)


@pytest.mark.parametrize("blanks", [False, True])
def test_the_rules_of_the_pack(blanks: bool) -> None:
    plan = the_pack()
    for number, rule in enumerate(plan.rules):
        scheme = Scheme(blanks=blanks, closed=not blanks, most_worlds=1 << 14)
        try:
            imagined = completions(plan, read_rules(plan, [rule]), AS_OF, scheme)
        except TooManyWorlds:
            continue
        check(imagined, rule, number)
