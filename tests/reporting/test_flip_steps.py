"""Steps of an alternative, each in the words of its type of answer."""

from pathlib import Path

import pytest
from flipping import flipped
from packs import CONDITIONS, FACTS, rule

from checklist_engine.inquiry.flipped import FlippedCase
from checklist_engine.model.verdicts import Decision
from checklist_engine.reporting.flip_steps import Action, StepWords, StepWriter


def steps(case: FlippedCase, number: int = 0) -> tuple[StepWords, ...]:
    return StepWriter(case.flips.alternatives[number], case).steps()


def step(folder: Path, require: str, answers: str, rest: str = "") -> StepWords:
    """The one step that makes a rule met."""
    files = {"one/one-001.yaml": rule(require=require, rest=rest)}
    case = flipped(folder, files, answers, aim=Decision.APPROVE)
    [found] = steps(case)
    return found


@pytest.mark.parametrize(
    ("require", "answers", "text"),
    [
        ("{agreed: true}", "{agreed: false}", "「同意」の回答を「いいえ」から「はい」に変える"),
        ("{agreed: true}", "{}", "「同意」（未回答）に、「はい」と回答する"),
        ("{place: JP}", "{place: OTHER}", "「場所」の回答を「日本以外」から「日本」に変える"),
        ("{place: JP}", "{}", "「場所」（未回答）に、「日本」と回答する"),
        (
            "{means: {includes_all: [audit, roster]}}",
            "{means: [audit]}",
            "「手段」の回答に「名簿」を加える",
        ),
        (
            "{means: {excludes_all: [audit]}}",
            "{means: [audit, roster]}",
            "「手段」の回答から「監査報告」を除く",
        ),
        (
            "{means: {is_empty: true}}",
            "{means: [audit, roster]}",
            "「手段」の回答から「監査報告」「名簿」を除く（該当なしとする）",
        ),
        (
            "{all: [{means: {includes: audit}}, {means: {excludes_all: [pledge]}}]}",
            "{means: [pledge]}",
            "「手段」の回答に「監査報告」を加え、「誓約書」を除く",
        ),
        (
            "{means: {includes_all: [audit, roster]}}",
            "{}",
            "「手段」（未回答）に、例えば「監査報告」「名簿」と回答する",
        ),
        ("{means: {is_empty: true}}", "{}", "「手段」（未回答）に、例えば「該当なし」と回答する"),
        ("{people: {at_most: 20}}", "{people: 30}", "「人数」の回答を「30人」から「20人」に変える"),
        (
            "{rate: {at_least: 0.5}}",
            "{rate: 0.25}",
            "「割合」の回答を「0.25%」から「0.5%」に変える",
        ),
        (
            "{day: {at_least: 2021-04-01}}",
            "{day: 2021-03-01}",
            "「期日」の回答を「2021年3月1日」から例えば「2021年4月1日」に変える",
        ),
        ("{note: 済}", "{note: 未}", "「備考」の回答を「未」から例えば「済」に変える"),
    ],
)
def test_an_answer_of_every_type_is_said_as_a_person_says_it(
    require: str, answers: str, text: str, tmp_path: Path
) -> None:
    assert step(tmp_path, require, answers).text == text


@pytest.mark.parametrize(
    ("require", "answers", "meaning"),
    [
        (
            "{place: JP}",
            "{place: OTHER}",
            "質問「場所はどこですか」に、事実として「日本」と答えられるようにする",
        ),
        ("{place: JP}", "{}", "質問「場所はどこですか」に、事実としてそう答えられること"),
        (
            "{means: {includes: audit}}",
            "{means: [roster]}",
            "質問「どの手段がありますか」で、実際に「監査報告」が当てはまるようにする",
        ),
        (
            "{means: {excludes_all: [roster]}}",
            "{means: [roster]}",
            "質問「どの手段がありますか」で、実際に「名簿」が当てはまらないようにする",
        ),
        ("{checked: true}", "{checked: false}", None),
    ],
)
def test_what_it_means_in_practice_comes_from_the_question(
    require: str, answers: str, meaning: str | None, tmp_path: Path
) -> None:
    assert step(tmp_path, require, answers).meaning == meaning


def test_other_choices_that_would_do_are_named_and_no_others(tmp_path: Path) -> None:
    facts = FACTS.replace(
        "choices: {JP: 日本, OTHER: 日本以外}", "choices: {JP: 日本, EU: 欧州, US: 米国, OTHER: 他}"
    )
    files = {
        "facts/main.yaml": facts,
        "one/one-001.yaml": rule(require="{place: [JP, EU]}"),
        "one/one-002.yaml": rule(
            "one-002", gate="blocking", require="{place: {is_not: EU}}", not_met=None
        ),
    }
    [found] = steps(flipped(tmp_path, files, "{place: OTHER}"))
    assert (found.text, found.also) == ("「場所」の回答を「他」から「日本」に変える", ())
    del files["one/one-002.yaml"]
    [found] = steps(flipped(tmp_path / "b", files, "{place: OTHER}"))
    assert found.also == ("EU",)
    assert found.text == "「場所」の回答を「他」から「日本」に変える（「欧州」でも足ります）"


def test_one_of_several_codes_is_enough(tmp_path: Path) -> None:
    found = step(tmp_path, "{means: {includes_any: [roster, pledge]}}", "{means: [audit]}")
    assert found.text == "「手段」の回答に「名簿」を加える（「誓約書」でも足ります）"
    assert found.also == ("pledge",)


PROVEN = rule(
    require="{agreed: true}",
    rest="evidence: [{for: agreed, kinds: [contract, audit_report], max_age_months: 12}]\n",
)
UNPROVEN_ASKS = PROVEN.replace("outcomes:\n", "outcomes:\n  unproven: {condition: {use: agree}}\n")


def test_a_proof_is_told_with_every_kind_that_would_do(tmp_path: Path) -> None:
    [found] = steps(flipped(tmp_path, {"one/one-001.yaml": UNPROVEN_ASKS}, "{agreed: true}"))
    assert found.action is Action.PROVE
    assert found.text == (
        "「同意」の回答を裏付ける「契約書又は仕様書」又は監査報告書（12か月以内のもの）を提出する"
    )
    assert (found.meaning, found.notes, found.also) == (None, (), None)


def test_a_proof_that_only_has_to_be_strong_has_an_example(tmp_path: Path) -> None:
    strong = UNPROVEN_ASKS.replace(
        "kinds: [contract, audit_report], max_age_months: 12", "strength: statement"
    )
    [found] = steps(flipped(tmp_path, {"one/one-001.yaml": strong}, "{agreed: true}"))
    assert found.text == "「同意」の回答の裏付けとなる資料（書面回答と同等以上のもの）を提出する"
    assert found.notes == ("例えば、書面による回答です。これより強い証跡でもかまいません",)


def test_several_demands_on_one_answer_are_all_told(tmp_path: Path) -> None:
    two = UNPROVEN_ASKS.replace(
        "evidence: [{for: agreed, kinds: [contract, audit_report], max_age_months: 12}]",
        "evidence: [{for: agreed, kinds: [letter]}, {for: agreed, strength: contract}]",
    )
    [found] = steps(flipped(tmp_path, {"one/one-001.yaml": two}, "{agreed: true}"))
    assert found.text == "「同意」の回答を裏付ける資料を提出する"
    assert found.meaning == (
        "次の全てを満たす資料: 書面による回答／裏付けとなる資料（契約と同等以上のもの）"
    )


def test_a_proof_of_a_new_answer_stands_behind_it(tmp_path: Path) -> None:
    case = flipped(tmp_path, {"one/one-001.yaml": UNPROVEN_ASKS}, "{agreed: false}")
    change, proof = steps(case)
    assert (change.action, proof.action) == (Action.CHANGE, Action.PROVE)
    assert proof.text.startswith("「同意」の新しい回答を裏付ける")


def test_records_on_the_old_answer_are_to_be_replaced(tmp_path: Path) -> None:
    record = "evidence: [{id: E7, kind: contract, issued_on: 2021-04-01, supports: [agreed]}]\n"
    files = {"one/one-001.yaml": PROVEN}
    [change] = steps(flipped(tmp_path, files, "{agreed: false}", record))
    assert change.notes == (
        "証跡 E7 は今の回答についてのものです。変えた後の回答を裏付けるものに替えてください",
    )
    # Nobody wants this answer proven: what supports it does not matter.
    [change] = steps(flipped(tmp_path / "b", None, "{agreed: false}", record))
    assert change.notes == ()


def test_a_list_that_is_to_be_complete_has_to_be_written_to_its_end(tmp_path: Path) -> None:
    every = "{every: {in: parties, satisfies: {.handles: false}, if_none: holds}}"
    answers = "{complete: false, parties: [{id: a, handles: false}]}"
    found = step(tmp_path, every, answers)
    assert found.meaning == "「委託先」を最後まで書き、漏れのないことを確かめる"
    assert found.notes == ("書き加えたものによっては、ほかの判定も変わります",)


def test_a_question_that_may_not_be_asked_at_all_says_what_it_hangs_on(tmp_path: Path) -> None:
    facts = FACTS.replace(
        "type: choice, choices: {JP", "relevant_when: {agreed: true}, type: choice, choices: {JP"
    )
    files = {"facts/main.yaml": facts, "one/one-001.yaml": rule(require="{place: JP}")}
    [found] = steps(flipped(tmp_path, files, "{}", aim=Decision.APPROVE))
    assert found.path == "place"
    assert found.notes == ("「同意」が未回答なので、まだ尋ねるかどうかが決まっていない質問です",)


@pytest.mark.parametrize(
    ("effort", "words"),
    [(1, "易しい"), (2, "やや易しい"), (3, "普通"), (4, "やや難しい"), (5, "難しい")],
)
def test_effort_is_told_where_the_vocabulary_has_it(
    effort: int, words: str, tmp_path: Path
) -> None:
    facts = FACTS.replace("label: 同意,", f"label: 同意, effort: {effort}, guidance: 書面で,")
    [found] = steps(flipped(tmp_path, {"facts/main.yaml": facts}, "{agreed: false}"))
    assert (found.effort, found.guidance) == (words, "書面で")
    [found] = steps(flipped(tmp_path / "b", None, "{agreed: false}"))
    assert (found.effort, found.guidance) == (None, None)


def test_steps_stand_in_the_order_of_the_form(tmp_path: Path) -> None:
    require = "{people: {at_most: 5}, recorded: true, agreed: true, means: {includes: audit}}"
    files = {"one/one-001.yaml": rule(require=require)}
    answers = "{people: 9, means: [], agreed: false, recorded: false}"
    found = steps(flipped(tmp_path, files, answers))
    assert [each.path for each in found] == ["agreed", "recorded", "means", "people"]


def test_a_step_that_spoils_something_says_what(tmp_path: Path) -> None:
    files = {
        "conditions.yaml": CONDITIONS.replace("route: conclusion\nrecord", "route: remark\nrecord"),
        "one/one-001.yaml": rule(require="{place: JP}", not_met="condition: {use: record}"),
        "one/one-002.yaml": rule("one-002", require="{place: OTHER}"),
    }
    [found] = steps(flipped(tmp_path, files, "{place: OTHER}"))
    assert found.notes == ("ただし、one-002「one-002の題名」が不適合になります",)
