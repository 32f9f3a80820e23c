"""`checklist recite`: a rule in words, so that whoever changed it sees what it means now."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import ROOT, Checklist, Ran
from packs import CONDITIONS, FACTS, PACK, PROFILE, rule, write_files, write_pack
from sample_project import WRITING_RULES, sample_files

GUIDE = (ROOT / "docs" / "reading-rules.md").read_text(encoding="utf-8")
PACK_FOLDER = ROOT / "rules" / "municipal-privacy"
ELABORATE = """\
id: one-001
title: 委託先の監督
gate: conditional
weight: 3
in_force: {from: 2021-04-01}
basis:
  - {document: 監督の法律, clause: 第1条, in_force: {from: 2005-04-01, until: 2023-03-31}}
  - {practice: 資料を確かめる, origin: 諮問ア}
applies_when: {agreed: true}
for_each: {in: parties, where: {.tier: {at_least: 2}, .handles: true}}
require:
  any:
    - .papers: {includes: audit}
    - {people: {at_least: {parameter: days}}, recorded: true}
compensated_by: {checked: true}
evidence:
  - {for: .papers, kinds: [audit_report], max_age_months: 12}
may_claim: [alternative]
guidance: 書面を見てください
outcomes:
  not_met:
    finding: 「{{ .name }}」の資料〔（{{ .papers | touten }}）〕では足りません
    condition:
      use: supervise
      with: {who: "{{ .name }}", means: [監査報告, {lacking: .papers, of: [roster, pledge]}]}
    remark: 場所は「{{ place }}」です
  unproven:
    question: 「{{ .name }}」の資料の写しはありますか
  undetermined:
    question_first: どのような資料がありますか
    condition: {use: agree}
"""
SUPERVISE = """\
supervise:
  subject: 監督
  obligation: report
  text: "{{ who }}について、{{ means | ya }}により〔{{ rest | touten }}を加え、〕確かめること"
  parameters: {means: list, who: text, rest: list}
  order: 30
  due: {months: 6}
  route: conclusion
"""
RECITED = """\
■ one-001　委託先の監督［条件］
  規則集　small 1.0.0　分野: 第一　重み: 3
  ファイル　rules/small/one/one-001.yaml
  適用区分　全ての規則、二つ目
  施行期間　令和3年4月1日から
  規則　「同意」が「はい」であるとき、「委託先」のうち段階が2以上であり、かつ、「取扱い」が「はい」
        であるもの一つずつについて、「資料」に「監査報告」が含まれるか、又は、（「人数」が30人以上で
        あり、かつ、「記録」が「はい」である）ことを求めます。これを満たさなくても、「点検」が「は
        い」であるときは、代替措置があるものとします。
  適用条件　「同意」が「はい」であるとき
  要素　「委託先」のうち段階が2以上であり、かつ、「取扱い」が「はい」であるもの一つずつについて
  判定基準　「資料」に「監査報告」が含まれるか、又は、（「人数」が30人以上であり、かつ、「記録」が
            「はい」である）
      ・次のいずれか
        ・「資料」に「監査報告」が含まれる
        ・次の全て
          ・「人数」が30人以上である
          ・「記録」が「はい」である
  代替措置　「点検」が「はい」である
  設定値　保存日数（days）は 30日、適用区分「二つ目」では 60日
  証跡　「資料」の回答には、監査報告書（12か月以内のもの）
  根拠　監督の法律　第1条（平成17年4月1日から令和5年3月31日まで）
  根拠　実務：資料を確かめる（諮問ア）
  申出　代わりの措置がある（alternative）
  手引　書面を見てください
  不適合のとき
    確認結果　「〈名称〉」の資料〔（〈資料〉）〕では足りません
    留意事項　場所は「〈場所〉」です
    条件　supervise　監督（ただし書き、報告、会議の日から6か月以内）
          〈名称〉について、監査報告や〈資料の「名簿」「誓約書」のうち、選ばれていないもの〉により確
          かめること
  証跡未確認のとき
    質問　「〈名称〉」の資料の写しはありますか
  判定保留のとき
    初めの質問　どのような資料がありますか
    質問　同意を得ていますか
    質問　記録を残していますか
    質問　「点検」について、記入してください
    質問　何人ですか
    質問　この事業者が取り扱いますか
    質問　「資料」について、記入してください
    条件　agree　同意（ただし書き、検討）
          同意の有無を確かめること
"""
ELABORATE_PACK = {
    "one/one-001.yaml": ELABORATE,
    "conditions.yaml": CONDITIONS + SUPERVISE,
    "profiles/two.yaml": PROFILE.replace("all\n", "two\n", 1).replace("全ての規則", "二つ目")
    + "parameters: {days: 60}\n",
}
ON_TOP = {
    "pack.yaml": "pack: city\nlanguage: 1\nversion: 2.0.0\nlabel: 市\nextends: small\n"
    "changes: [{rule: one-003, off: true, reason: 要らない}]\n",
    "one/one-002.yaml": "id: one-002\nweight: 9\nrequire: {checked: true}\n",
}


def recited(
    checklist: Checklist,
    folder: Path,
    *arguments: str,
    files: Mapping[str, str | None] | None = None,
) -> Ran:
    """`recite` in a folder with a small pack that has these files."""
    write_pack(folder / "rules" / "small", files)
    return checklist("recite", *arguments, cwd=folder)


def test_a_rule_is_read_aloud_with_all_that_it_may_say(
    checklist: Checklist, tmp_path: Path
) -> None:
    ran = recited(checklist, tmp_path, "one-001", files=ELABORATE_PACK)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == RECITED


def test_json_has_the_same_parts(checklist: Checklist, tmp_path: Path) -> None:
    ran = recited(checklist, tmp_path, "one-001", "--format", "json", files=ELABORATE_PACK)
    [found] = json.loads(ran.out)["rules"]
    text = re.sub(r"\s", "", RECITED)
    for words in strings(found):
        assert words.isascii() or re.sub(r"\s", "", words) in text, words
    assert found["profiles"] == ["all", "two"]
    assert found["in_force"] == {"from": "2021-04-01", "until": None}
    assert found["basis"][0]["in_force"] == {"from": "2005-04-01", "until": "2023-03-31"}
    assert found["require"]["tree"]["below"][1]["words"] == "次の全て"
    assert found["outcomes"]["undetermined"]["question_first"] == "どのような資料がありますか"
    assert len(found["outcomes"]["undetermined"]["usual_questions"]) == 6
    assert found["for_each"]["tree"]["below"][0] == {"words": "段階が2以上である", "below": []}
    assert [each["id"] for each in found["outcomes"]["not_met"]["conditions"]] == ["supervise"]


def strings(value: object) -> list[str]:
    """Every text in JSON-ready data but those of trees."""
    if isinstance(value, dict):
        return [words for key in value if key != "tree" for words in strings(value[key])]
    if isinstance(value, list):
        return [words for inner in value for words in strings(inner)]
    return [value] if isinstance(value, str) else []


def test_every_rule_of_the_pack_is_recited_in_the_words_of_explain(checklist: Checklist) -> None:
    families = [path.name for path in PACK_FOLDER.iterdir() if path.is_dir()]
    families = [name for name in sorted(families) if name not in ("facts", "profiles", "templates")]
    asked = [word for name in families for word in ("--family", name)]
    found = json.loads(checklist("recite", *asked, "--format", "json").out)["rules"]
    recitations = (ROOT / "tests" / "golden" / "recitations.txt").read_text(encoding="utf-8")
    readings = dict(line.split("　", 1) for line in recitations.splitlines())
    assert {each["rule"]: each["reading"] for each in found} == readings
    text = checklist("recite", *asked).out
    assert text.count("■ ") == len(readings)
    assert "None" not in text
    assert "{{" not in text
    for each in found:
        shown = [words for words in strings(each["outcomes"]) if not words.isascii()]
        assert not [words for words in shown if re.search(r"\b[a-z]+_[a-z]+\b", words)]


@pytest.mark.parametrize(
    "name", ["rules/small/one/one-001.yaml", "rules/small/one/one-001.test.yaml", "one-001"]
)
def test_a_rule_is_named_by_its_id_its_file_or_its_test_file(
    name: str, checklist: Checklist, tmp_path: Path
) -> None:
    files = {"one/one-001.test.yaml": "rule: one-001\ncases: []\n"}
    ran = recited(checklist, tmp_path, name, files=files)
    assert ran.code == 0
    assert "■ one-001　one-001の題名［条件］" in ran.out


def test_a_file_is_looked_up_in_its_own_pack_wherever_it_is(
    checklist: Checklist, tmp_path: Path
) -> None:
    write_pack(tmp_path / "elsewhere" / "small")
    ran = checklist("recite", tmp_path / "elsewhere" / "small" / "one" / "one-001.yaml", cwd=ROOT)
    assert ran.code == 0
    ran = checklist("recite", "one-001.yaml", cwd=tmp_path / "elsewhere" / "small" / "one")
    assert ran.code == 0
    assert "one-001の題名" in ran.out


def test_several_rules_come_in_the_order_asked_and_each_once(
    checklist: Checklist, tmp_path: Path
) -> None:
    files = {
        "one/one-002.yaml": rule("one-002"),
        "two/two-001.yaml": rule("two-001"),
    }
    path = "rules/small/one/one-002.yaml"
    ran = recited(checklist, tmp_path, "two-001", path, "--family", "one", files=files)
    assert re.findall("^■ (\\S+)　", ran.out, re.MULTILINE) == ["two-001", "one-002", "one-001"]


def test_ids_are_looked_up_in_the_pack_that_is_given(checklist: Checklist, tmp_path: Path) -> None:
    write_pack(tmp_path / "other", {"one/one-001.yaml": rule(require="{checked: true}")})
    ran = recited(checklist, tmp_path, "one-001", "--pack", "other")
    assert "「点検」が「はい」である" in ran.out
    assert ran.out.count("■") == 1


def on_top(folder: Path) -> None:
    """A small pack of three rules, and a pack on top that rewords one and switches one off."""
    names = ("one-002", "one-003")
    write_pack(folder / "rules" / "small", {f"one/{name}.yaml": rule(name) for name in names})
    write_files(folder / "rules" / "city", ON_TOP)


def test_a_rule_that_a_pack_on_top_rewords_is_shown_as_each_has_it(
    checklist: Checklist, tmp_path: Path
) -> None:
    on_top(tmp_path)
    ran = checklist("recite", "one-002", cwd=tmp_path)
    assert ran.out.count("■ one-002") == 2
    assert "規則集　small 1.0.0　分野: 第一　重み: 1" in ran.out
    assert "規則集　city 2.0.0　分野: 第一　重み: 9" in ran.out
    assert "変更　書き替えた（city）: weight、require" in ran.out
    assert "ファイル　rules/city/one/one-002.yaml" in ran.out


def test_a_rule_that_a_pack_on_top_leaves_alone_is_shown_once(
    checklist: Checklist, tmp_path: Path
) -> None:
    on_top(tmp_path)
    assert checklist("recite", "one-001", cwd=tmp_path).out.count("■ one-001") == 1
    assert checklist("recite", "one-003", cwd=tmp_path).out.count("■ one-003") == 1


def test_a_rule_that_a_pack_on_top_switched_off_is_said_to_be(
    checklist: Checklist, tmp_path: Path
) -> None:
    on_top(tmp_path)
    ran = checklist("recite", "one-003", "--pack", "rules/city", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "規則「one-003」は、規則集「city」では使わないことになっています（要らない）" in ran.err


def test_the_questions_of_facts_stand_where_the_rule_words_none(
    checklist: Checklist, tmp_path: Path
) -> None:
    loop = rule(require="{.handles: true}", rest="for_each: {in: parties}\n")
    out = recited(checklist, tmp_path, "one-001", files={"one/one-001.yaml": loop}).out
    assert re.findall("質問　(.+)", out) == [
        "委託先を全て記入しましたか",
        "委託先はどこですか",
        "この事業者が取り扱いますか",
    ]
    own = loop.replace(
        "outcomes:\n", "outcomes:\n  undetermined: {question: 取り扱うのはどこですか}\n"
    )
    out = recited(checklist, tmp_path, "one-001", files={"one/one-001.yaml": own}).out
    assert re.findall("質問　(.+)", out) == [
        "取り扱うのはどこですか",
        "委託先を全て記入しましたか",
        "委託先はどこですか",
    ]


def test_proof_that_is_wanted_is_asked_for_where_the_rule_words_no_question(
    checklist: Checklist, tmp_path: Path
) -> None:
    text = rule(rest="evidence: [{for: agreed, kinds: [letter]}]\n")
    out = recited(checklist, tmp_path, "one-001", files={"one/one-001.yaml": text}).out
    assert "証跡未確認のとき\n    質問　「同意」の回答には、書面による回答を提出してください" in out


def test_a_rule_of_no_profile_is_said_to_be_of_none(checklist: Checklist, tmp_path: Path) -> None:
    profile = PROFILE.replace("rules: all", "rules: {families: [two]}")
    out = recited(checklist, tmp_path, "one-001", files={"profiles/all.yaml": profile}).out
    assert "適用区分　なし（どの適用区分でも使いません）" in out


def test_faults_of_other_files_are_announced_and_do_not_stand_in_the_way(
    checklist: Checklist, tmp_path: Path
) -> None:
    files = {
        "one/one-002.yaml": rule("one-002", require="{agred: true}"),
        "one/one-003.yaml": "id: [one-003\n",
    }
    ran = recited(checklist, tmp_path, "one-001", files=files)
    assert ran.code == 0
    assert "■ one-001" in ran.out
    assert ran.err.startswith("規則集「small」には、誤りが 2 件あります")
    assert "checklist lint rules/small" in ran.err


def test_a_rule_with_faults_is_not_recited_but_its_faults_are_told(
    checklist: Checklist, tmp_path: Path
) -> None:
    files = {
        "one/one-001.yaml": rule(require="{agred: true}"),
        "one/one-002.yaml": rule("one-002", require="{recoded: true}"),
    }
    for name in ("one-001", "rules/small/one/one-001.yaml"):
        ran = recited(checklist, tmp_path, name, files=files)
        assert (ran.code, ran.out) == (3, "")
        assert "rules/small/one/one-001.yaml:5:11: E203" in ran.err
        assert "one-002" not in ran.err


def test_an_expression_that_is_none_is_never_read_as_always(
    checklist: Checklist, tmp_path: Path
) -> None:
    text = rule(require="{every: {in: parties, satisfies: {.handles: true}}}")
    ran = recited(checklist, tmp_path, "one-001", files={"one/one-001.yaml": text})
    assert (ran.code, ran.out) == (3, "")
    assert "E201" in ran.err


def test_what_cannot_be_read_is_told_with_what_follows_from_it(
    checklist: Checklist, tmp_path: Path
) -> None:
    ran = recited(checklist, tmp_path, "one-001", files={"conditions.yaml": "agree: [\n"})
    assert ran.code == 3
    assert ran.err.index("conditions.yaml:") < ran.err.index("one-001.yaml:")


def test_a_faulty_pack_yaml_is_told(checklist: Checklist, tmp_path: Path) -> None:
    ran = recited(checklist, tmp_path, "one-001", files={"pack.yaml": PACK + "lable: x\n"})
    assert (ran.code, ran.out) == (3, "")
    assert "E120" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("one-01",), "規則「one-01」は、規則集（small）にありません。もしかして one-001 ですか"),
        (("xyz",), "--pack で規則集のフォルダを指定できます"),
        (("one-001", "one-01"), "もしかして one-001 ですか"),
        (("--family", "onee"), "分野「onee」はありません。もしかして one ですか"),
        (("--family", "xyz"), "あるのは one、two です"),
        ((), "規則の id、規則のファイル又は --family を指定してください"),
        (("one-001", "--format", "xml"), "--format の「xml」はありません"),
    ],
)
def test_a_wrong_command_line_says_the_way_out(
    arguments: tuple[str, ...], words: str, checklist: Checklist, tmp_path: Path
) -> None:
    ran = recited(checklist, tmp_path, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("rules/small/one/one-009.yaml", "E101", "ファイルが見つかりません"),
        ("one-009.yaml", "E101", "ファイルが見つかりません"),
        ("rules/small/facts/main.yaml", "E221", "規則のファイルではありません"),
        ("rules/small/pack.yaml", "E316", "規則集ではありません"),
        ("s.yaml", "E316", "規則集"),
    ],
)
def test_a_file_that_is_no_rule_of_a_pack_is_said_to_be_none(
    name: str, code: str, words: str, checklist: Checklist, tmp_path: Path
) -> None:
    write_files(tmp_path, {"s.yaml": "case: {}\n"})
    ran = recited(checklist, tmp_path, name)
    assert (ran.code, ran.out) == (3, "")
    assert f"{code} " in ran.err
    assert words in ran.err
    assert "ヒント" in ran.err


def test_a_rule_file_of_a_wrong_ending_is_told_as_the_pack_tells_it(
    checklist: Checklist, tmp_path: Path
) -> None:
    files = {"one/one-002.yml": rule("one-002")}
    ran = recited(checklist, tmp_path, "rules/small/one/one-002.yml", files=files)
    assert ran.code == 3
    assert "E221 規則集の中の「one-002.yml」は、どこからも読まれません" in ran.err


def test_facts_twice_are_announced_beside_the_recital(checklist: Checklist, tmp_path: Path) -> None:
    doubled = f"{FACTS}  - {{id: agreed, label: 同意, type: text}}\n"
    ran = recited(checklist, tmp_path, "one-001", files={"facts/main.yaml": doubled})
    assert ran.code == 0
    assert "誤りが 1 件" in ran.err


def test_the_guide_shows_what_comes_out(checklist: Checklist, tmp_path: Path) -> None:
    write_files(tmp_path, sample_files())
    recital, _ = re.findall(r"^```text\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert checklist("recite", "cloud-001", cwd=tmp_path).out == recital


def test_the_guide_shows_a_nested_expression_as_it_comes_out(
    checklist: Checklist, tmp_path: Path
) -> None:
    page = WRITING_RULES.read_text(encoding="utf-8")
    [expression] = re.findall(r"^# 式\n(any:\n.*?)^```$", page, re.MULTILINE | re.DOTALL)
    files = sample_files()
    name = "rules/sample/cloud/cloud-001.yaml"
    require = "require:\n" + re.sub("^", "  ", expression, flags=re.MULTILINE).rstrip() + "\n"
    text = re.sub(
        r"^require:\n(?:  .*\n)+evidence:\n.*\n", require, files[name], flags=re.MULTILINE
    )
    assert require in text
    write_files(tmp_path, {**files, name: text})
    _, shown = re.findall(r"^```text\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    out = checklist("recite", "cloud-001", cwd=tmp_path).out
    assert "".join(f"      {line}\n" for line in shown.splitlines()) in out
