"""THE LAW, for rules: one more answer never makes a decided verdict worse, nor leaves an interval."""

from collections.abc import Sequence
from fractions import Fraction

from generators import Raw, answers, compares, one_more, outcome, paths_in
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rule_generators import findings, records_on, rules, score

from checklist_engine.evaluator.tables import worst
from checklist_engine.ground.truth import Truth
from checklist_engine.model.assessment import Credit, Finding
from checklist_engine.model.verdicts import WORST_FIRST, Verdict

laws = settings(max_examples=160, deadline=None, derandomize=True)
ANYTHING = Credit(low=Fraction(0), high=Fraction(1))


def rank(verdict: Verdict) -> int:
    """0 for the worst."""
    return WORST_FIRST.index(verdict)


def verdict_of_rule(found: Sequence[Finding]) -> Verdict:
    return worst({finding.verdict for finding in found})


def lies_within(inner: Credit | None, outer: Credit | None) -> bool:
    """Whether a credit may have come of another: not counted any more, or an interval inside it."""
    if inner is None or outer is None:
        return inner is None
    return outer.low <= inner.low <= inner.high <= outer.high


def by_element(found: Sequence[Finding]) -> dict[str | None, Finding]:
    """Findings by element; the one that stands for elements not listed yet is left out."""
    return {finding.element: finding for finding in found if not finding.open_list}


@laws
@given(rules, answers, st.data())
def test_one_more_answer_never_makes_a_decided_finding_worse(
    rule: Raw, given_answers: Raw, data: st.DataObject
) -> None:
    records = data.draw(records_on(given_answers))
    more, _ = data.draw(one_more(given_answers, rule, may_close=not compares(rule, "complete")))
    before = findings(rule, given_answers, records)
    after = by_element(findings(rule, more, records))
    for element, finding in by_element(before).items():
        if finding.verdict is Verdict.UNDETERMINED:
            continue
        now = after.get(element)
        if finding.verdict is Verdict.NOT_MET:
            assert now is not None
            assert now.verdict is Verdict.NOT_MET
        if now is None or now.verdict is Verdict.NOT_APPLICABLE:
            # Only an open `applies_when` (or `where`) can still take a finding away.
            assert finding.applies is not Truth.TRUE
            continue
        assert rank(now.verdict) >= rank(finding.verdict)


@laws
@given(rules, answers, st.data())
def test_one_more_answer_never_makes_a_decided_rule_worse(
    rule: Raw, given_answers: Raw, data: st.DataObject
) -> None:
    records = data.draw(records_on(given_answers))
    more, _ = data.draw(one_more(given_answers, rule, may_close=not compares(rule, "complete")))
    before = verdict_of_rule(findings(rule, given_answers, records))
    after = verdict_of_rule(findings(rule, more, records))
    if before is not Verdict.UNDETERMINED:
        assert rank(after) >= rank(before)
    if before in (Verdict.NOT_MET, Verdict.NOT_APPLICABLE):
        assert after is before


@laws
@given(rules, answers, st.data())
def test_one_more_answer_never_moves_a_credit_out_of_its_interval(
    rule: Raw, given_answers: Raw, data: st.DataObject
) -> None:
    records = data.draw(records_on(given_answers))
    more, _ = data.draw(one_more(given_answers, rule, may_close=not compares(rule, "complete")))
    after = by_element(findings(rule, more, records))
    for element, finding in by_element(findings(rule, given_answers, records)).items():
        if element is None and rule.get("for_each"):
            # It stood for a list that was unanswered: there may be elements now.
            assert finding.credit in (None, ANYTHING)
            continue
        now = after[element].credit if element in after else None
        assert lies_within(now, finding.credit)
        if now is None and finding.credit is not None:
            assert finding.credit == ANYTHING


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(rules, min_size=1, max_size=3), answers, st.data())
def test_one_more_answer_never_moves_a_score_out_of_its_interval(
    several: list[Raw], given_answers: Raw, data: st.DataObject
) -> None:
    records = data.draw(records_on(given_answers))
    may_close = not any(compares(rule, "complete") for rule in several)
    more, _ = data.draw(one_more(given_answers, several, may_close=may_close))
    before, after = score(several, given_answers, records), score(several, more, records)
    if before is None:
        assert after is None
    else:
        assert 0 <= before.low <= before.high <= 100
        assert 0 <= before.coverage <= 100
        if after is not None:
            assert before.low <= after.low <= after.high <= before.high


@laws
@given(rules, answers, st.data())
def test_one_more_record_of_evidence_never_makes_anything_worse(
    rule: Raw, given_answers: Raw, data: st.DataObject
) -> None:
    records = data.draw(records_on(given_answers))
    assume(records)
    before = findings(rule, given_answers, records[:-1])
    after = findings(rule, given_answers, records)
    assert [each.element for each in before] == [each.element for each in after]
    for finding, now in zip(before, after, strict=True):
        assert rank(now.verdict) >= rank(finding.verdict)
        assert lies_within(now.credit, finding.credit)
        undecided = (Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE)
        if finding.verdict in undecided:
            assert now == finding or now.required_proven is not finding.required_proven


@laws
@given(rules, answers, st.data())
def test_a_finding_says_what_it_rests_on_or_waits_for(
    rule: Raw, given_answers: Raw, data: st.DataObject
) -> None:
    records = data.draw(records_on(given_answers))
    known = paths_in(given_answers)
    for finding in findings(rule, given_answers, records):
        assert set(finding.paths) <= known.keys()
        assert list(finding.paths) == sorted(set(finding.paths))
        if finding.verdict is Verdict.UNDETERMINED:
            assert finding.paths
        assert set(finding.lacking_proof) <= set(finding.paths)
        assert bool(finding.lacking_proof) is (finding.verdict is Verdict.UNPROVEN)
        assert (finding.credit is None) is (finding.verdict is Verdict.NOT_APPLICABLE)


@laws
@given(rules, answers)
def test_while_it_is_open_whether_a_rule_applies_nothing_is_failed_and_nothing_counts_for_sure(
    rule: Raw, given_answers: Raw
) -> None:
    applies = outcome(rule.get("applies_when", {"all": []}), given_answers).truth
    found = findings(rule, given_answers, [])
    if applies is Truth.FALSE:
        assert [finding.verdict for finding in found] == [Verdict.NOT_APPLICABLE]
    for finding in found:
        if applies is Truth.UNKNOWN and finding.verdict is not Verdict.NOT_APPLICABLE:
            assert finding.applies is Truth.UNKNOWN
        if finding.applies is Truth.UNKNOWN:
            assert finding.verdict is not Verdict.NOT_MET
            assert finding.credit == ANYTHING


@laws
@given(rules, answers)
def test_without_proofs_asked_for_nothing_is_unproven(rule: Raw, given_answers: Raw) -> None:
    bare = {key: value for key, value in rule.items() if key != "evidence"}
    for finding in findings(bare, given_answers, []):
        assert finding.verdict is not Verdict.UNPROVEN


@laws
@given(rules)
def test_what_is_decided_of_an_empty_submission_rests_on_no_answer(rule: Raw) -> None:
    for finding in findings(rule, {}, []):
        if finding.verdict is not Verdict.UNDETERMINED:
            assert not finding.paths
            assert finding.verdict is not Verdict.UNPROVEN


def test_the_cases_that_are_tried_have_every_verdict() -> None:
    seen: dict[Verdict, int] = dict.fromkeys(WORST_FIRST, 0)

    @settings(max_examples=300, deadline=None, derandomize=True)
    @given(rules, answers, st.data())
    def count(rule: Raw, given_answers: Raw, data: st.DataObject) -> None:
        for finding in findings(rule, given_answers, data.draw(records_on(given_answers))):
            seen[finding.verdict] += 1

    count()
    del seen[Verdict.WAIVED]
    assert all(found >= 10 for found in seen.values()), seen
