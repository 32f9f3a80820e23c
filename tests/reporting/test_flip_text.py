"""What would change an outcome, as an officer reads it."""

from pathlib import Path

import pytest
from flipping import flipped, told
from packs import CONDITIONS, FACTS, rule

from checklist_engine.model.verdicts import Decision

BOTH = rule(require="{agreed: true, recorded: true}")
EITHER = rule(require="{any: [{agreed: true}, {recorded: true}]}")
ONE = {"one/one-001.yaml": rule()}
NEEDLESS = "今のままで、結論案は「認める」です"
PREMISE = "回答を書き替えるだけではなく、実際にそうすることが前提です"
NONE = "profile: all\nlabel: 自己点検\ndecision: none\nrules: all\n"


def test_an_answer_to_change_is_told_with_what_it_is_and_what_it_is_to_be(tmp_path: Path) -> None:
    out = told(flipped(tmp_path, answers="{agreed: false}"))
    assert "今の結論案　　条件付きで認める\n目指す結論案　認める" in out
    assert PREMISE in out
    assert "■ 案1　「認める」になります（変える回答 1件）" in out
    assert " 1. 「同意」の回答を「いいえ」から「はい」に変える\n" in out
    assert "＝ 質問「同意を得ていますか」に、事実として「はい」と答えられるようにする" in out
    assert "○ one-001　one-001の題名［条件］: 不適合 → 適合" in out
    assert "基準: 「同意」が「はい」である" in out
    assert "付かなくなる条件（1件）\n    ・［ただし書き］同意を得ること" in out


def test_an_answer_to_give_is_told_as_one(tmp_path: Path) -> None:
    out = told(flipped(tmp_path, aim=Decision.APPROVE))
    assert "（新しい回答 1件）" in out
    assert "「同意」（未回答）に、「はい」と回答する" in out
    assert "＝ 質問「同意を得ていますか」に、事実としてそう答えられること" in out


def test_a_decision_that_is_reached_needs_nothing(tmp_path: Path) -> None:
    out = told(flipped(tmp_path, answers="{agreed: true}"))
    assert NEEDLESS in out
    assert PREMISE not in out
    better = flipped(tmp_path, answers="{agreed: true}", aim=Decision.APPROVE_WITH_CONDITIONS)
    assert "今の結論案は、「条件付きで認める」より良いものです" in told(better)


def test_what_all_alternatives_ask_for_stands_once(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": EITHER,
        "one/one-002.yaml": rule("one-002", require="{checked: true}"),
    }
    answers = "{agreed: false, recorded: false, checked: false}"
    out = told(flipped(tmp_path, files, answers))
    shared, first, second, brought = [part.splitlines()[0] for part in out.split("■ ")[1:]]
    assert shared == "どの案でも要ること（変える回答 1件）"
    assert first == "案1　「認める」になります（上のことに加えて、変える回答 1件）"
    assert second.startswith("案2")
    assert brought == "どの案でもこうなります"
    assert out.count("「点検」の回答を「いいえ」から「はい」に変える") == 1
    assert out.count("one-002の題名［条件］: 不適合 → 適合") == 1


def test_a_step_that_was_explained_is_only_named_again(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": EITHER,
        "one/one-002.yaml": rule("one-002", require="{any: [{checked: true}, {place: JP}]}"),
    }
    answers = "{agreed: false, recorded: false, checked: false, place: OTHER}"
    out = told(flipped(tmp_path, files, answers))
    assert out.count("■ 案") == 4
    assert out.count("質問「同意を得ていますか」") == 1
    assert out.count("「同意」の回答を「いいえ」から「はい」に変える［前に同じ］") == 1


def test_the_same_criterion_of_several_elements_stands_once(tmp_path: Path) -> None:
    each = rule(require="{.handles: false}", rest="for_each: {in: parties}\n")
    answers = "{complete: true, parties: [{id: a, handles: true}, {id: b, handles: true}]}"
    out = told(flipped(tmp_path, {"one/one-001.yaml": each}, answers))
    assert "「取扱い（a）」の回答を「はい」から「いいえ」に変える" in out
    assert "＝ bについての質問「この事業者が取り扱いますか」に、" in out
    assert out.count("基準: ") == 1


def test_what_still_fails_and_what_comes_are_told(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(gate="blocking", require="{place: JP}", not_met=None),
        "one/one-002.yaml": rule("one-002", require="{place: OTHER}"),
        "one/one-003.yaml": rule(
            "one-003", gate="advisory", require="{checked: true}", not_met=None
        ),
        "one/one-004.yaml": rule(
            "one-004", require="{recorded: true}", not_met="condition: {use: record}"
        ),
    }
    out = told(flipped(tmp_path, files, "{place: OTHER, checked: false}"))
    assert "今の結論案　　認めない\n目指す結論案　条件付きで認める" in out
    assert "悪くなる判定（1件）\n    × one-002　one-002の題名［条件］: 適合 → 不適合" in out
    assert "注 ただし、one-002「one-002の題名」が不適合になります" in out
    assert "新たに付く条件（1件）\n    ・［ただし書き］同意を得ること" in out
    assert "それでも不適合（1件） one-003 one-003の題名" in out
    assert "それでも判定保留（1件） one-004" in out


def test_where_every_way_does_harm_a_larger_one_that_does_none_is_told(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(gate="blocking", require="{place: JP}", not_met=None),
        "one/one-002.yaml": rule("one-002", require="{any: [{place: OTHER}, {checked: true}]}"),
    }
    case = flipped(tmp_path, files, "{place: OTHER, checked: false}")
    harmless = case.flips.harmless
    assert harmless is not None
    assert {change.path for change in harmless.changes} == {"checked", "place"}
    out = told(case)
    assert "■ 今より悪くなる判定のない案" in out
    assert "（全部で、変える回答 2件）" in out


def test_many_rules_are_told_by_name_alone(tmp_path: Path) -> None:
    files = {
        f"one/one-{number:03}.yaml": rule(
            f"one-{number:03}", require=f"{{people: {{at_most: {number}}}}}"
        )
        for number in range(1, 13)
    }
    out = told(flipped(tmp_path, files, "{people: 50}"))
    assert "「人数」の回答を「50人」から「1人」に変える" in out
    assert "○ 不適合 → 適合　one-001 one-001の題名、one-002" in out
    assert "基準: " not in out


def test_a_profile_that_decides_nothing_says_so(tmp_path: Path) -> None:
    out = told(flipped(tmp_path, {"profiles/all.yaml": NONE}, "{agreed: false}"))
    assert "この適用区分は結論を出さないので、目指す結論案がありません" in out


def test_a_condition_is_told_with_its_words_and_what_discharges_it(tmp_path: Path) -> None:
    conditions = (
        "agree: {subject: 同意, obligation: consider, text: 同意を得ること, order: 1, route: conclusion,"
        " discharged_by: {recorded: true, checked: true}}\n"
    )
    case = flipped(
        tmp_path,
        {"conditions.yaml": conditions},
        "{agreed: false, recorded: true}",
        condition="agree",
    )
    out = told(case)
    assert "■ 条件「同意」（agree）\n    ・［ただし書き］同意を得ること" in out
    assert (
        "認められた後に対応済みとみるのは　「記録」が「はい」であり、かつ、「点検」が「はい」であるとき"
        "（回答を待っているので、まだ分かりません）\n    ・点検: 未回答" in out
    )
    assert "■ 案1　この条件が付かず、「認める」になります（変える回答 1件）" in out


@pytest.mark.parametrize(
    ("recorded", "words"),
    [("true", "もう当てはまっています"), ("false", "当てはまりません")],
)
def test_whether_a_condition_is_discharged_is_told(
    recorded: str, words: str, tmp_path: Path
) -> None:
    conditions = (
        "agree: {subject: 同意, obligation: consider, text: 同意を得ること, order: 1, route: conclusion,"
        " discharged_by: {recorded: true}}\n"
    )
    files = {"conditions.yaml": conditions}
    answers = f"{{agreed: false, recorded: {recorded}}}"
    assert words in told(flipped(tmp_path, files, answers, condition="agree"))


def test_a_condition_without_a_discharge_and_one_that_is_not_asked_say_so(tmp_path: Path) -> None:
    asked = told(flipped(tmp_path, answers="{agreed: false}", condition="agree"))
    assert "規則集に決まりがありません" in asked
    out = told(flipped(tmp_path, answers="{agreed: true}", condition="agree"))
    assert "この条件は、今の回答では付きません" in out
    assert "対応済み" not in out


def test_the_condition_that_stands_in_for_open_points_goes_when_they_are_settled(
    tmp_path: Path,
) -> None:
    case = flipped(tmp_path, condition="open-points")
    assert "確認が済んでいない事項" in told(case)
    [way] = case.flips.alternatives
    assert [change.path for change in way.changes] == ["agreed"]


def test_what_files_hold_does_not_steer_a_terminal(tmp_path: Path) -> None:
    steering = {
        "facts/main.yaml": FACTS.replace("label: 同意", 'label: "同\\u001b[31m意"'),
        "conditions.yaml": CONDITIONS.replace("subject: 同意", 'subject: "同\\u001b[31m意"'),
    }
    assert "\\u001b" in steering["conditions.yaml"]
    for condition in (None, "agree"):
        out = told(flipped(tmp_path, steering, "{agreed: false}", condition=condition))
        assert "同\N{REPLACEMENT CHARACTER}[31m意" in out
        assert "\x1b" not in out
