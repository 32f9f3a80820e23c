"""Explanations of generated rules: nothing is left out, nothing contradicts, points add up."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from generators import AS_OF, Raw, answers, typed
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_generators import KINDS, plan_of, planned, records_on, rules

from checklist_engine.conclusion.assess import assess
from checklist_engine.evaluator.score import RuleCredits, score_of
from checklist_engine.formats.json_text import parse_json
from checklist_engine.ground.truth import Truth
from checklist_engine.ground.widths import width
from checklist_engine.loader.evidence import read_evidence
from checklist_engine.model.assessment import Assessment, Credit, RuleFindings
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum, Case, Submission
from checklist_engine.model.verdicts import Verdict
from checklist_engine.reporting.explanation import Explainer
from checklist_engine.reporting.explanation_clauses import Clause
from checklist_engine.reporting.explanation_json import explanation_json
from checklist_engine.reporting.explanation_score import Order, shares_of
from checklist_engine.reporting.explanation_text import explanation_text
from checklist_engine.reporting.layout import Canvas

laws = settings(max_examples=120, deadline=None, derandomize=True)
MET = Credit(low=Fraction(1), high=Fraction(1))


def assessed(
    several: Sequence[Raw], given_answers: Raw, records: list[Raw]
) -> tuple[Assessment, Plan]:
    """A submission assessed by these rules, each with an id of its own."""
    named = [{**rule, "id": f"x-{number:03}"} for number, rule in enumerate(several)]
    plan = replace(plan_of(), rules=tuple(planned(rule) for rule in named), evidence_kinds=KINDS)
    cursors = parse_json(json.dumps(records), "evidence.json").cursor().items()
    submission = Submission(
        file="s.yaml",
        case=Case(id="s", title="s", system=None, department=None, submitted_on=None),
        pack="laws",
        profile="laws",
        answers=typed(given_answers),
        evidence=tuple(read_evidence(cursor, []) for cursor in cursors),
        claims=(),
        digest="",
    )
    return assess(plan, Agendum(item=None, submission=submission), AS_OF), plan


def clauses(clause: Clause) -> Iterator[Clause]:
    yield clause
    for part in clause.parts:
        yield from clauses(part)
    for answer in clause.answers:
        for each in answer.not_asked:
            yield from clauses(each)


@laws
@given(rules, answers, st.data())
def test_every_answer_that_decides_or_is_waited_for_is_in_the_tree(
    rule: Raw, given_answers: Raw, data: st.DataObject
) -> None:
    assessment, plan = assessed([rule], given_answers, data.draw(records_on(given_answers)))
    [explained] = Explainer(assessment, plan).explained()
    for each in explained.findings:
        shown = {answer.path for clause in clauses(each.tree) for answer in clause.answers}
        assert set(each.finding.paths) <= shown
        lacking = {
            answer.path
            for clause in clauses(each.tree)
            for answer in clause.answers
            if any(not proof.holds for proof in answer.proofs)
        }
        assert set(each.finding.lacking_proof) <= lacking


@laws
@given(rules, answers, st.data())
def test_proof_only_ever_takes_certainty_away_and_parts_bear_the_whole_out(
    rule: Raw, given_answers: Raw, data: st.DataObject
) -> None:
    assessment, plan = assessed([rule], given_answers, data.draw(records_on(given_answers)))
    [explained] = Explainer(assessment, plan).explained()
    for each in explained.findings:
        for clause in clauses(each.tree):
            assert clause.proven in (clause.truth, Truth.UNKNOWN)
            told = [part.truth for part in clause.parts]
            if clause.text == "次の全て":
                assert clause.truth is kleene_and(told)
            elif clause.text == "次のいずれか":
                assert clause.truth is not_(kleene_and([not_(truth) for truth in told]))
            elif clause.text == "次のことがない":
                assert clause.truth is not_(told[0])
            elif told and "の全て（該当する" in clause.text:
                assert clause.truth is kleene_and(told)
            elif told and clause.text.endswith(("次のものがある", "次のものがない")):
                some = [part.truth for part in clause.parts if part.element]
                found = not_(kleene_and([not_(truth) for truth in some]))
                truth = clause.truth if clause.text.endswith("ある") else not_(clause.truth)
                # An open list may still have one.
                open_still = truth is Truth.UNKNOWN and found is Truth.FALSE
                assert truth is found or open_still
        verdict = each.finding.verdict
        parts = {part.part: part for part in each.tree.parts}
        if verdict is Verdict.MET:
            assert parts["require"].proven is Truth.TRUE
        if verdict is Verdict.COMPENSATED:
            assert parts["compensated_by"].proven is Truth.TRUE
        if verdict is Verdict.UNPROVEN:
            proven = [part.proven for part in each.tree.parts]
            assert Truth.TRUE in [parts[name].truth for name in parts if name != "for_each"]
            assert Truth.UNKNOWN in proven
        if verdict is Verdict.NOT_MET:
            assert parts["require"].truth is Truth.FALSE
        if verdict is Verdict.NOT_APPLICABLE:
            assert each.tree.parts[-1].truth is Truth.FALSE


def kleene_and(truths: Sequence[Truth]) -> Truth:
    order = [Truth.FALSE, Truth.UNKNOWN, Truth.TRUE]
    return min(truths, key=order.index, default=Truth.TRUE)


def not_(truth: Truth) -> Truth:
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(truth, truth)


@laws
@given(rules, answers, st.data(), st.sampled_from([60, 80, 100]))
def test_any_rule_can_be_told_within_the_terminal(
    rule: Raw, given_answers: Raw, data: st.DataObject, cells: int
) -> None:
    assessment, plan = assessed([rule], given_answers, data.draw(records_on(given_answers)))
    explainer = Explainer(assessment, plan)
    lines = list(explanation_text(explainer, Canvas(cells=cells, colour=False), "x-000"))
    assert not any("None" in line for line in lines)
    # A text far to the right keeps 20 cells to stand in.
    for line in lines:
        indent = len(line) - len(line.lstrip())
        assert width(line) <= max(cells, indent + 60), line
    assert explanation_json(explainer, None)["rules"]


def mended(rule: RuleFindings) -> RuleFindings:
    """The rule with all that is counted of it met."""
    return replace(
        rule,
        findings=tuple(
            replace(each, credit=each.credit and MET, open_list=False) for each in rule.findings
        ),
    )


def credits_of(several: Sequence[RuleFindings]) -> list[RuleCredits]:
    return [
        RuleCredits(
            weight=rule.weight,
            credits=[finding.credit for finding in rule.findings],
            open_list=any(finding.open_list for finding in rule.findings),
        )
        for rule in several
    ]


@laws
@given(st.lists(rules, min_size=1, max_size=4), answers, st.data(), st.sampled_from(Order))
def test_the_points_of_all_rules_are_the_score_and_a_gain_is_what_mending_gains(
    several: list[Raw], given_answers: Raw, data: st.DataObject, order: Order
) -> None:
    assessment, plan = assessed(several, given_answers, data.draw(records_on(given_answers)))
    shares = [each for family in shares_of(assessment, plan, order) for each in family.rules]
    if assessment.score is None:
        assert not any(each.given or each.possible or any(each.gain) for each in shares)
        return
    given_points = sum(each.given for each in shares)
    assert given_points == assessment.score.low
    assert given_points + sum(each.possible for each in shares) == assessment.score.high
    for each in shares:
        then = score_of(
            credits_of(
                [mended(rule) if rule.rule == each.rule else rule for rule in assessment.rules]
            )
        )
        assert then is not None
        gain = (then.low - assessment.score.low, then.high - assessment.score.high)
        assert each.gain == gain
        assert min(gain) >= 0


def test_the_scores_that_are_tried_are_of_all_kinds() -> None:
    seen = {"none": 0, "interval": 0, "point": 0}

    @settings(max_examples=120, deadline=None, derandomize=True)
    @given(st.lists(rules, min_size=1, max_size=4), answers)
    def count(several: list[Raw], given_answers: Raw) -> None:
        score = assessed(several, given_answers, [])[0].score
        if score is None:
            seen["none"] += 1
        else:
            seen["point" if score.low == score.high else "interval"] += 1

    count()
    assert min(seen.values()) >= 5, seen
