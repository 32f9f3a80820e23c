"""Mutants: slips in every part of a rule, none the rule itself, none twice."""

import pytest
from benching import RULE, bench_of, mutants, slips
from conftest import ROOT

from checklist_engine.loader.pack import load_pack
from checklist_engine.model.plan import TRUE, PlannedRule
from checklist_engine.model.verdicts import Strength
from checklist_engine.rule_tests.bench import Bench
from checklist_engine.rule_tests.changes import FactWords
from checklist_engine.rule_tests.mutants import mutants_of
from checklist_engine.usecases.find_pack import find_base

REQUIRE = "require: {agreed: true}\n"


def what_decides(rule: PlannedRule) -> tuple[object, ...]:
    return (rule.applies_when, rule.loop, rule.require, rule.compensated_by, rule.proofs)


def found(rule: str, words: str) -> PlannedRule:
    """The one mutant with these words."""
    [mutant] = [each for each in mutants(rule) if each.words == words]
    return mutant.rule


def test_the_parts_that_may_be_left_out_are_each_left_out() -> None:
    rule = (
        "applies_when: {recorded: true}\n"
        "for_each: {in: parties, where: {.handles: true}}\n"
        "require: {agreed: true}\n"
        "compensated_by: {checked: true}\n"
    )
    assert found(rule, "適用条件（applies_when）を外し").applies_when == TRUE
    loop = found(rule, "対象とする要素（for_each.where）を外し").loop
    assert loop is not None
    assert loop.where == TRUE
    assert found(rule, "代替措置（compensated_by）を外し").compensated_by is None


def test_what_is_not_there_is_not_left_out() -> None:
    assert slips(REQUIRE) == ["「同意」の「はい」を「いいえ」に替え"]
    assert slips(f"for_each: {{in: parties}}\n{REQUIRE}") == [
        "「同意」の「はい」を「いいえ」に替え"
    ]


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        ("", []),
        ("kinds: [letter]", ["種類を問わないことにし"]),
        # Every kind there is: it is no limit.
        ("kinds: [call, letter, contract, audit_report]", []),
        ("strength: contract", ["強さを「契約」から「書面回答」に弱め"]),
        # The pack has no kind of that strength, so that a certificate is an audit to it.
        ("strength: audit", []),
        ("strength: oral", []),
        ("strength: statement", []),
        (
            "max_age_months: 12",
            [
                "古さの限り「12か月」を「13か月」に替え",
                "古さの限り「12か月」を「11か月」に替え",
            ],
        ),
        ("max_age_months: 0", ["古さの限り「0か月」を「1か月」に替え"]),
        # Only the kind holds it back, so that its strength cannot be missed.
        ("kinds: [contract], strength: contract", ["種類を問わないことにし"]),
    ],
)
def test_proof_is_asked_for_less_strictly(need: str, expected: list[str]) -> None:
    rule = f"{REQUIRE}evidence: [{{for: agreed{', ' if need else ''}{need}}}]\n"
    told = [words for words in slips(rule) if "証跡" in words]
    assert told == [
        "「同意」の証跡を求めないことにし",
        *(f"「同意」の証跡の{words}" for words in expected),
    ]


def test_of_several_proofs_one_is_changed_at_a_time() -> None:
    rule = (
        "require: {agreed: true, recorded: true}\n"
        "evidence:\n"
        "  - {for: agreed, strength: contract}\n"
        "  - {for: recorded, kinds: [letter]}\n"
    )
    planned = bench_of(rule).planned(RULE)
    weaker = found(rule, "「同意」の証跡の強さを「契約」から「書面回答」に弱め").proofs
    assert [proof.strength for proof in weaker] == [Strength.STATEMENT, None]
    assert weaker[1] == planned.proofs[1]
    assert found(rule, "「記録」の証跡を求めないことにし").proofs == planned.proofs[:1]
    [mutant] = [each for each in mutants(rule) if each.words == "「記録」の証跡を求めないことにし"]
    assert str(mutant.place) == f"{RULE}.yaml:7:11"


def test_equal_slips_count_once() -> None:
    # Without the `not`, and with the opposite in it: two slips that mean the same are two, but a
    # part that stands twice is left out once.
    assert slips("require: {all: [{agreed: true}, {agreed: true}]}\n") == [
        "「かつ」を「又は」に替え",
        "「同意」についての部分（等しい）を外し",
        "「同意」の「はい」を「いいえ」に替え",
        "「同意」の「はい」を「いいえ」に替え",
    ]


def test_what_no_verdict_comes_from_is_not_changed() -> None:
    planned = bench_of(REQUIRE).planned(RULE)
    for each in mutants(REQUIRE):
        assert (each.rule.gate, each.rule.weight) == (planned.gate, planned.weight)
        assert each.rule.outcomes == planned.outcomes


def test_every_rule_of_the_pack_has_mutants_of_its_own() -> None:
    pack = load_pack(ROOT / "rules" / "municipal-privacy", find_base)
    bench = Bench.of(pack)
    facts = FactWords.of(pack.vocabulary)
    count = 0
    for rule in pack.rules.values():
        planned = bench.planned(rule.id)
        made = list(mutants_of(rule, planned, facts, pack.evidence_kinds))
        decides = [what_decides(each.rule) for each in made]
        assert made, rule.id
        assert what_decides(planned) not in decides
        assert len(set(decides)) == len(made)
        assert len({each.key for each in made}) == len(made), rule.id
        assert {each.place.file for each in made} == {rule.place.file}
        assert all(each.place.line for each in made)
        count += len(made)
    assert count > 1000


def test_mutants_come_in_the_same_order_every_time() -> None:
    rule = "require: {means: {includes_any: [pledge, audit]}, note: {not_in: [c, a, b]}}\n"
    assert slips(rule) == slips(rule)
    assert [words for words in slips(rule) if "から" in words] == [
        "「手段」から「監査報告」を外し",
        "「手段」から「誓約書」を外し",
        "「備考」から「c」を外し",
        "「備考」から「a」を外し",
        "「備考」から「b」を外し",
    ]
