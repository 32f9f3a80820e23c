"""結論案: what findings add up to, and the sentence that says it (§6)."""

from pathlib import Path

import pytest
from packs import PACK, assessed, rule, run, submission, write_files, write_pack

from checklist_engine.model.assessment import Assessment
from checklist_engine.model.verdicts import Decision

FACTS = ["agreed", "recorded", "checked", "place"]


def one_of_each(**changes: str) -> dict[str, str | None]:
    """A blocking, a conditional and an advisory rule, about one fact each."""
    return {
        "one/one-001.yaml": rule("one-001", gate="blocking", not_met="finding: ありません"),
        "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
        "one/one-003.yaml": rule(
            "one-003", gate="advisory", require="{checked: true}", not_met="remark: 努めること"
        ),
        **changes,
    }


def decided(folder: Path, answers: str, files: dict[str, str | None] | None = None) -> Assessment:
    assessment, _ = assessed(folder, files or one_of_each(), answers)
    return assessment


TABLE = """\
blocking | conditional | advisory | decision                | 暫定
met      | met         | met      | approve                 | -
met      | met         | not_met  | approve                 | -
met      | met         | open     | approve                 | -
met      | not_met     | met      | approve_with_conditions | -
met      | not_met     | open     | approve_with_conditions | -
met      | open        | met      | approve_with_conditions | 暫定
met      | open        | not_met  | approve_with_conditions | 暫定
open     | met         | met      | defer                   | -
open     | not_met     | met      | defer                   | -
open     | open        | open     | defer                   | -
not_met  | met         | met      | reject                  | -
not_met  | not_met     | not_met  | reject                  | -
not_met  | open        | open     | reject                  | -
"""


@pytest.mark.parametrize("row", TABLE.splitlines()[1:])
def test_the_decision_by_what_is_fulfilled(row: str, tmp_path: Path) -> None:
    *verdicts, decision, provisional = (cell.strip() for cell in row.split("|"))
    said = {"met": "true", "not_met": "false"}
    answers = ", ".join(
        f"{fact}: {said[verdict]}"
        for fact, verdict in zip(FACTS, verdicts, strict=False)
        if verdict in said
    )
    assessment = decided(tmp_path, f"{{{answers}}}")
    assert assessment.decision is Decision(decision)
    assert assessment.provisional is (provisional == "暫定")


def test_a_blocking_claim_without_proof_does_not_refuse(tmp_path: Path) -> None:
    blocking = rule("one-001", gate="blocking", not_met="finding: ありません") + (
        "evidence: [{for: agreed, kinds: [contract]}]\n"
    )
    files = one_of_each(**{"one/one-001.yaml": blocking})
    assessment = decided(tmp_path, "{agreed: true, recorded: true, checked: true}", files)
    assert (assessment.decision, assessment.provisional) == (Decision.APPROVE, False)


@pytest.mark.parametrize(
    ("limit", "is_open", "decision"),
    [
        (None, 5, Decision.APPROVE_WITH_CONDITIONS),
        (None, 6, Decision.DEFER),
        (0, 0, Decision.APPROVE),
        (0, 1, Decision.DEFER),
        (2, 2, Decision.APPROVE_WITH_CONDITIONS),
        (2, 3, Decision.DEFER),
    ],
)
def test_only_so_many_open_conditional_rules_are_borne(
    limit: int | None, is_open: int, decision: Decision, tmp_path: Path
) -> None:
    policy = "" if limit is None else f"decision: {{open_at_most: {limit}}}\n"
    files: dict[str, str | None] = {"pack.yaml": PACK + policy}
    for number in range(1, 8):
        fact = "agreed" if number <= is_open else "recorded"
        name = f"one-{number:03}"
        files[f"one/{name}.yaml"] = rule(name, require=f"{{{fact}: true}}")
    assert decided(tmp_path, "{recorded: true}", files).decision is decision


def test_a_score_decides_nothing(tmp_path: Path) -> None:
    light = rule("one-001", gate="blocking", not_met="finding: ありません")
    heavy = rule("one-002", require="{recorded: true}").replace("weight: 1", "weight: 9")
    files: dict[str, str | None] = {"one/one-001.yaml": light, "one/one-002.yaml": heavy}
    high = decided(tmp_path, "{agreed: false, recorded: true}", files)
    low = decided(tmp_path, "{agreed: true, recorded: false}", files)
    assert high.score is not None
    assert low.score is not None
    assert [int(each.low) for each in (high.score, low.score)] == [90, 10]
    assert (high.decision, low.decision) == (Decision.REJECT, Decision.APPROVE_WITH_CONDITIONS)


def test_a_rule_that_is_open_on_many_elements_counts_once(tmp_path: Path) -> None:
    one = rule(require="{.handles: false}", rest="for_each: {in: parties}\n")
    parties = ", ".join(f"{{id: p{number}}}" for number in range(9))
    assessment = decided(
        tmp_path, f"{{complete: true, parties: [{parties}]}}", {"one/one-001.yaml": one}
    )
    assert assessment.decision is Decision.APPROVE_WITH_CONDITIONS


def test_a_profile_that_decides_nothing_has_findings_and_questions_but_no_decision(
    tmp_path: Path,
) -> None:
    profile = "profile: self-check\nlabel: 自己点検\ndecision: none\nrules: all\n"
    files = one_of_each(**{"profiles/self-check.yaml": profile})
    assessment, _ = assessed(tmp_path, files, "{recorded: false}", profile="self-check")
    assert (assessment.decision, assessment.provisional, assessment.conclusion) == (
        None,
        False,
        None,
    )
    assert [rule.rule for rule in assessment.rules] == ["one-001", "one-002", "one-003"]
    assert len(assessment.questions) == 2


@pytest.mark.parametrize(
    ("chosen", "rules"),
    [
        ("all", ["one-001", "one-002", "two-001"]),
        ("{families: [two]}", ["two-001"]),
        ("{families: [two, one]}", ["one-001", "one-002", "two-001"]),
        ("{ids: [two-001, one-002]}", ["one-002", "two-001"]),
    ],
)
def test_a_profile_asks_for_its_rules_only_in_the_order_of_the_pack(
    chosen: str, rules: list[str], tmp_path: Path
) -> None:
    files: dict[str, str | None] = {
        "one/one-002.yaml": rule("one-002"),
        "two/two-001.yaml": rule("two-001"),
        "profiles/some.yaml": f"profile: some\nlabel: 一部\ndecision: council\nrules: {chosen}\n",
    }
    assessment, _ = assessed(tmp_path, files, profile="some")
    assert [each.rule for each in assessment.rules] == rules


SENTENCES = {
    "{agreed: true, recorded: true}": "sの導入については、認める。",
    "{agreed: true, recorded: false}": "sの導入については、認める。ただし、同意を得ること。",
    "{agreed: true}": "sの導入については、認める。ただし、one-002の題名について確かめ、"
    "その結果を審議会に報告すること。",
    "{agreed: false}": "sの導入については、認めない。",
    "{}": "sの導入については、継続審議とする。",
}


@pytest.mark.parametrize(("answers", "sentence"), SENTENCES.items())
def test_the_sentence_of_a_decision(answers: str, sentence: str, tmp_path: Path) -> None:
    assert decided(tmp_path, answers).conclusion == sentence


def test_several_conditions_stand_in_one_sentence(tmp_path: Path) -> None:
    two = rule("one-003", require="{checked: true}", not_met="condition: {use: record}")
    files = one_of_each(**{"one/one-003.yaml": two})
    assessment = decided(tmp_path, "{agreed: true, recorded: false, checked: false}", files)
    assert assessment.conclusion == (
        "sの導入については、認める。ただし、同意を得ること。また、記録を残すこと。"
    )


WORDING = """\
approve: 「{{ title }}」は適当と認めます。
approve_with_conditions: 「{{ title }}」は、次の条件を付けて認めます。{{ conditions }}。
between_conditions: ；
"""


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ("{agreed: true, recorded: true, checked: true}", "「sの導入」は適当と認めます。"),
        (
            "{agreed: true, recorded: false, checked: false}",
            "「sの導入」は、次の条件を付けて認めます。同意を得ること；記録を残すこと。",
        ),
        ("{agreed: false}", "sの導入については、認めない。"),
    ],
)
def test_a_pack_words_its_own_sentences_and_leaves_the_rest_as_usual(
    answers: str, sentence: str, tmp_path: Path
) -> None:
    two = rule("one-003", require="{checked: true}", not_met="condition: {use: record}")
    files = one_of_each(**{"one/one-003.yaml": two, "templates/sentences.yaml": WORDING})
    assert decided(tmp_path, answers, files).conclusion == sentence


def test_a_title_with_marks_of_templates_is_printed_as_it_is(tmp_path: Path) -> None:
    """A case's own words are never read as slots."""
    write_pack(tmp_path / "rules" / "small", one_of_each())
    text = submission("{agreed: false}").replace("sの導入", '"{{ conditions }}〔〕の導入"')
    write_files(tmp_path, {"s.yaml": text})
    [(assessment, _)] = run(tmp_path / "s.yaml").cases
    assert assessment.conclusion == "{{ conditions }}〔〕の導入については、認めない。"
