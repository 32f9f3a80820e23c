"""Rules: what holds for one beyond what makes it run (§5; E216, E217, E218)."""

import pytest
from compiling import RULE, planned, rule_faults

from checklist_engine.model.paths import FactRef, FieldRef
from checklist_engine.model.plan import PlannedProof
from checklist_engine.model.verdicts import ClaimKind, Gate, Strength, Verdict

CONDITIONAL = RULE.replace("advisory", "conditional")
LOOP = "for_each: {in: parties, where: {.tier: 1}}\nrequire: {.safe: true}\n"


def test_a_rule_is_planned_whole() -> None:
    rule = planned(
        "applies_when: {data.personal: true}\n"
        "for_each: {in: parties}\n"
        "require: {.safe: true}\n"
        "compensated_by: {days: 1}\n"
        "evidence:\n"
        "  - {for: .safe, kinds: [contract, audit_report], strength: contract, max_age_months: 12}\n"
        "  - {for: days}\n"
        "may_claim: [alternative]\n"
        "guidance: 手引\n"
        "in_force: {from: 2021-04-01}\n"
        "outcomes: {not_met: {finding: 証跡がありません, remark: 留意}}\n"
    )
    assert (rule.id, rule.family, rule.title, rule.gate, rule.weight) == (
        "fam-001",
        "fam",
        "規則",
        Gate.ADVISORY,
        1,
    )
    assert rule.loop is not None
    assert (rule.loop.elements, rule.loop.closed_by) == (FactRef(fact="parties"), "complete")
    assert rule.compensated_by is not None
    assert rule.proofs == (
        PlannedProof(
            ref=FieldRef(up=0, field="safe", fact="parties.safe"),
            kinds=frozenset({"contract", "audit_report"}),
            strength=Strength.CONTRACT,
            max_age_months=12,
        ),
        PlannedProof(ref=FactRef(fact="days"), kinds=None, strength=None, max_age_months=None),
    )
    assert rule.may_claim == (ClaimKind.ALTERNATIVE,)
    assert rule.guidance == "手引"
    assert rule.in_force is not None
    assert set(rule.outcomes) == {Verdict.NOT_MET}


@pytest.mark.parametrize("path", ["partis", "days", ".sites", "parties.sites"])
def test_for_each_goes_over_a_list(path: str) -> None:
    found = rule_faults(f"for_each: {{in: {path}}}\nrequire: {{data.personal: true}}\n")
    assert [(fault.code, fault.place.line) for fault in found] == [
        ({"partis": "E203", "days": "E205", ".sites": "E207", "parties.sites": "E206"}[path], 5)
    ]


def test_a_for_each_that_names_nothing_leaves_its_fields_unblamed() -> None:
    found = rule_faults("for_each: {in: partis}\nrequire: {.safe: true}\n")
    assert [fault.code for fault in found] == ["E203"]


def test_applies_when_speaks_of_no_element() -> None:
    (fault,) = rule_faults(f"applies_when: {{.safe: true}}\n{LOOP}")
    assert (fault.code, fault.place.line) == ("E207", 5)


@pytest.mark.parametrize("key", ["applies_when", "require", "compensated_by"])
def test_every_expression_of_a_rule_is_checked(key: str) -> None:
    rest = "" if key == "require" else "require: {data.personal: true}\n"
    (fault,) = rule_faults(f"{rest}{key}: {{zzz: true}}\n")
    assert fault.code == "E203"


@pytest.mark.parametrize(
    ("evidence", "code", "words"),
    [
        (
            "{for: days}",
            "E216",
            "証跡を求める「days」は、この規則の require にも compensated_by にも",
        ),
        ("{for: .papers}", "E216", "証跡を求める「.papers」は"),
        ("{for: .tier}", "E216", "「.tier」は回答ではない"),
        ("{for: .saef}", "E203", "「saef」という項目はありません"),
        ("{for: zzz}", "E203", "事実「zzz」は語彙にありません"),
        ("{for: .safe, kinds: [contract, audit_repot]}", "E218", "証跡の種類「audit_repot」は"),
    ],
)
def test_proof_is_asked_of_an_answer_that_the_rule_reads(
    evidence: str, code: str, words: str
) -> None:
    (fault,) = rule_faults(f"{LOOP}evidence: [{evidence}]\n")
    assert (fault.code, fault.place.line) == (code, 7)
    assert words in fault.message
    assert fault.hint


def test_an_unknown_kind_of_evidence_has_its_near_miss() -> None:
    (fault,) = rule_faults(f"{LOOP}evidence: [{{for: .safe, kinds: [audit_repot]}}]\n")
    assert fault.hint == "もしかして「audit_report」（監査報告書）ですか"


@pytest.mark.parametrize(
    "rest",
    [
        "require: {days: 1}\nevidence: [{for: days}]\n",
        "require: {not: {any: [{days: 1}]}}\nevidence: [{for: days}]\n",
        "require: {memo: x}\ncompensated_by: {days: 1}\nevidence: [{for: days}]\n",
        "require: {days: {at_most: {fact: days}}}\nevidence: [{for: days}]\n",
        f"{LOOP}compensated_by: {{.papers: {{includes: audit}}}}\nevidence: [{{for: .papers}}]\n",
        "require: {some: {in: parties, where: {.safe: true}}}\nevidence: [{for: parties}]\n",
    ],
)
def test_the_answer_may_stand_anywhere_in_require_or_compensated_by(rest: str) -> None:
    assert rule_faults(rest) == []


def test_a_conditional_rule_names_a_condition_for_what_fails() -> None:
    require = "require: {data.personal: true}\n"
    (fault,) = rule_faults(require, head=CONDITIONAL)
    assert (fault.code, fault.place.line) == ("E217", 1)
    assert "満たさないときの条件が要ります" in fault.message
    assert fault.hint
    use = "outcomes: {not_met: {condition: {use: firm-only}}}\n"
    assert rule_faults(require + use, head=CONDITIONAL) == []
    elsewhere = "outcomes: {unproven: {condition: {use: firm-only}}}\n"
    assert [each.code for each in rule_faults(require + elsewhere, head=CONDITIONAL)] == ["E217"]


@pytest.mark.parametrize("verdict", ["not_met", "unproven", "undetermined"])
def test_an_advisory_rule_names_no_condition(verdict: str) -> None:
    use = "{use: supervise, with: {means: [x]}}"
    rest = f"require: {{data.personal: true}}\noutcomes: {{{verdict}: {{condition: {use}}}}}\n"
    (fault,) = rule_faults(rest)
    assert (fault.code, fault.place.line) == ("E217", 6)
    assert "advisory の規則は、条件を付けません" in fault.message
    assert fault.hint


def test_a_blocking_rule_may_name_a_condition_or_none() -> None:
    blocking = RULE.replace("advisory", "blocking")
    require = "require: {data.personal: true}\n"
    assert rule_faults(require, head=blocking) == []
    use = "outcomes: {not_met: {condition: {use: firm-only}}}\n"
    assert rule_faults(require + use, head=blocking) == []
