from pathlib import Path

from linting import places, told
from packs import rule

CHECK = "w561_idle_clause"
BOTH = {"one/one-001.yaml": rule(require="{agreed: true, recorded: true}")}
HEAD = "rule: one-001\ncases:\n"
MET = "  - {name: 両方, answers: {agreed: true, recorded: true}, expect: {verdict: met}}\n"
NEITHER = (
    "  - {name: なし, answers: {agreed: false, recorded: false}, expect: {verdict: not_met}}\n"
)
ONE = "  - {name: 一方, answers: {agreed: true, recorded: false}, expect: {verdict: not_met}}\n"


def test_a_comparison_on_which_no_verdict_hangs_is_told_where_it_stands(tmp_path: Path) -> None:
    files = {**BOTH, "one/one-001.test.yaml": HEAD + NEITHER}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:11", "one/one-001.yaml:5:25"]
    files["one/one-001.test.yaml"] = HEAD + ONE
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:11"]
    assert told(CHECK, tmp_path, files) == (
        "「agreed」の比較は、どの試験でも決め手になりません\n"
        "この比較だけが違えば判定の変わる場合を、試験に加えてください"
    )


def test_one_case_may_show_several(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, {**BOTH, "one/one-001.test.yaml": HEAD + MET}) == []


def test_an_open_answer_shows_nothing_of_what_it_is_compared_with(tmp_path: Path) -> None:
    case = "  - {name: 未回答, answers: {recorded: true}, expect: {verdict: undetermined}}\n"
    files = {**BOTH, "one/one-001.test.yaml": HEAD + case}
    assert "one/one-001.yaml:5:11" in places(CHECK, tmp_path, files)


def test_a_rule_without_tests_or_with_faults_is_told_by_others(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, BOTH) == []
    faulty = {
        "one/one-001.yaml": rule(require="{agreed: maybe}"),
        "one/one-001.test.yaml": HEAD + NEITHER,
    }
    assert places(CHECK, tmp_path, faulty, sound=False) == []


def test_a_case_with_parameters_of_its_own_counts_for_the_same_comparison(tmp_path: Path) -> None:
    case = "answers: {people: 20}, parameters: {days: 14}, expect: {verdict: not_met}"
    files = {
        "one/one-001.yaml": rule(require="{people: {at_most: {parameter: days}}, agreed: true}"),
        "one/one-001.test.yaml": f"{HEAD}  - {{name: 多い, {case}}}\n",
    }
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:49"]
    files["one/one-001.test.yaml"] = files["one/one-001.test.yaml"].replace(
        "people: 20", "people: 20, agreed: true"
    )
    assert "one/one-001.yaml:5:11" not in places(CHECK, tmp_path, files)
