"""`checklist new`: what it writes is read, compiled, tested and formatted; or nothing is written."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pytest
from conftest import ROOT, Checklist, Ran
from packs import CONDITIONS, FACTS, PACK, submission, write_files, write_pack

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.model.gaps import has_gap

CASES = (
    "rule: one-001\ncases:\n"
    "  - {name: 同意した, answers: {agreed: true}, expect: {verdict: met}}\n"
    "  - {name: 同意していない, answers: {agreed: false}, expect: {verdict: not_met}}\n"
    "  - {name: 未回答, answers: {}, expect: {verdict: undetermined}}\n"
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small pack whose tests pass."""
    return write_pack(tmp_path / "rules" / "small", {"one/one-001.test.yaml": CASES})


def contents(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def value(path: Path, *steps: str | int) -> object:
    """What stands at these steps in a file."""
    cursor = parse_yaml(path.read_text(encoding="utf-8"), path.name).cursor()
    for step in steps:
        cursor = cursor[step]
    return cursor.value


def assert_sound(pack: Path, checklist: Checklist) -> None:
    """The pack is tested, and what is new in it is formatted already."""
    ran = checklist("test", pack)
    assert ran.code == 0, ran.out + ran.err
    assert "場合がありません" not in ran.out


def assert_formatted(ran: Ran, folder: Path, checklist: Checklist) -> None:
    written = json.loads(ran.out)["written"]
    checked = checklist("fmt", "--check", *written, cwd=folder)
    assert checked.code == 0, checked.out


WRITTEN = """\
書いたファイル
  rules/small/facts/main.yaml
  rules/small/one/one-002.yaml
  rules/small/one/one-002.test.yaml
記入するところ（8 件）
  rules/small/facts/main.yaml:39  label: "（記入してください: main.one_002 の名称）"
  rules/small/facts/main.yaml:40  question: "（記入してください: main.one_002 で尋ねること）をしていますか"
  rules/small/one/one-002.yaml:2  title: "（記入してください: 規則の題名）"
  rules/small/one/one-002.yaml:6  - {document: "（記入してください: 法令又は指針の名称）", clause: "（記入してください: 条項）"}
  rules/small/one/one-002.yaml:9  guidance: "（記入してください: 何を確かめればよいか）"
  rules/small/one/one-002.yaml:12  finding: "（記入してください: 満たしていないこと）を確かめられません"
  rules/small/one/one-002.yaml:13  remark: "（記入してください: 求めること）を行うこと"
  rules/small/one/one-002.yaml:15  question: "（記入してください: 尋ねること）は、どのようにしていますか"
次にすること
  1. 「（記入してください: …）」を書き替え、id や式を考えに合わせて直します
  2. checklist lint rules/small と checklist test rules/small で確かめます
"""  # noqa: E501 - a terminal breaks no line


def test_a_rule_is_written_with_its_tests_and_a_fact_of_its_own(
    small: Path, tmp_path: Path, checklist: Checklist
) -> None:
    ran = checklist("new", "rule", "one-002", "--section", "main", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == WRITTEN
    assert (small / "facts/main.yaml").read_text(encoding="utf-8").startswith(FACTS)
    assert_sound(small, checklist)


def test_a_rule_with_a_fact_of_its_own_applies_where_the_section_is_asked(
    small: Path, checklist: Checklist
) -> None:
    section = (
        "section: {id: two, label: 第二, order: 2, relevant_when: {agreed: true}}\nfacts: []\n"
    )
    write_files(small, {"facts/two.yaml": section})
    ran = checklist("new", "rule", "two-001", cwd=small)
    assert ran.code == 0, ran.err
    assert value(small / "two" / "two-001.yaml", "applies_when") == {"agreed": True}
    assert_sound(small, checklist)
    linted = checklist("lint", small, "--format", "json")
    codes = {each["code"] for each in json.loads(linted.out) if "two" in each["file"]}
    assert codes == {"W514"}, linted.out


def test_what_is_known_stands_where_the_gap_would_be(small: Path, checklist: Checklist) -> None:
    ran = checklist(
        *("new", "rule", "two-001", "--fact", "means", "--gate", "blocking"),
        *("--title", "手段: 監査", "--format", "json"),
        cwd=small,
    )
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["written"] == ["two/two-001.yaml", "two/two-001.test.yaml"]
    rule = small / "two" / "two-001.yaml"
    assert value(rule, "title") == "手段: 監査"
    assert value(rule, "gate") == "blocking"
    assert value(rule, "require") == {"means": {"includes": "audit"}}
    assert_formatted(ran, small, checklist)
    assert_sound(small, checklist)


def test_a_conditional_rule_gets_a_condition_of_its_own_or_one_that_there_is(
    small: Path, checklist: Checklist
) -> None:
    with_words = (
        "tell:\n  subject: 知らせ\n  obligation: report\n"
        '  text: "{{ whom | oyobi }}に{{ what }}を知らせること"\n'
        "  parameters: {whom: list, what: text}\n  order: 30\n  route: conclusion\n"
    )
    (small / "conditions.yaml").write_text(f"{CONDITIONS}{with_words}# 終わり\n", encoding="utf-8")
    ran = checklist(
        "new", "rule", "one-002", "--fact", "checked", "--gate", "conditional", cwd=small
    )
    assert ran.code == 0, ran.err
    assert value(small / "conditions.yaml", "meet-one-002", "order") == 35
    text = (small / "conditions.yaml").read_text(encoding="utf-8")
    assert text.startswith(CONDITIONS + with_words + "meet-one-002:\n")
    assert text.endswith("# 終わり\n")
    ran = checklist(
        *("new", "rule", "one-003", "--fact", "people", "--gate", "conditional"),
        *("--condition", "tell", "--format", "json"),
        cwd=small,
    )
    assert ran.code == 0, ran.err
    use = value(small / "one" / "one-003.yaml", "outcomes", "not_met", "condition")
    assert isinstance(use, dict)
    assert use["use"] == "tell"
    assert [type(each) for each in use["with"].values()] == [list, str]
    assert len(json.loads(ran.out)["written"]) == 2
    assert_sound(small, checklist)


def test_a_fact_comes_last_in_its_section(small: Path, checklist: Checklist) -> None:
    path = small / "facts" / "main.yaml"
    path.write_text(f"{FACTS}    # 拠点の終わり\n# 終わり\n", encoding="utf-8")
    ran = checklist("new", "fact", "main.extra", "--title", "追加", "--format", "json", cwd=small)
    assert ran.code == 0, ran.err
    assert path.read_text(encoding="utf-8") == (
        f"{FACTS}    # 拠点の終わり\n  - id: main.extra\n    label: 追加\n"
        '    question: "（記入してください: main.extra で尋ねること）をしていますか"\n'
        "    type: boolean\n# 終わり\n"
    )
    assert json.loads(ran.out) == {
        "written": ["facts/main.yaml"],
        "gaps": [
            {
                "file": "facts/main.yaml",
                "line": 41,
                "text": 'question: "（記入してください: main.extra で尋ねること）をしていますか"',
            }
        ],
    }


@pytest.mark.parametrize(
    "kind", ["boolean", "choice", "choices", "integer", "number", "text", "date", "list"]
)
def test_a_rule_can_be_begun_on_a_new_fact_of_any_type(
    kind: str, small: Path, checklist: Checklist
) -> None:
    ran = checklist("new", "fact", "extra", "--section", "main", "--type", kind, cwd=small)
    assert ran.code == 0, ran.err
    ran = checklist("new", "rule", "one-002", "--fact", "extra", cwd=small)
    assert ran.code == 0, ran.err
    assert_sound(small, checklist)


def test_a_condition_is_added_or_begins_the_catalogue(small: Path, checklist: Checklist) -> None:
    ran = checklist("new", "condition", "tell-all", "--title", "知らせること", cwd=small)
    assert ran.code == 0, ran.err
    assert value(small / "conditions.yaml", "tell-all", "subject") == "知らせること"
    assert value(small / "conditions.yaml", "tell-all", "order") == 25
    (small / "conditions.yaml").unlink()
    write_files(
        small,
        {
            "one/one-001.yaml": "id: one-001\ntitle: 題\ngate: advisory\nweight: 1\nrequire: {agreed: true}\n"
        },
    )
    ran = checklist("new", "condition", "tell-all", "--format", "json", cwd=small)
    assert ran.code == 0, ran.err
    assert value(small / "conditions.yaml", "tell-all", "order") == 5
    assert_formatted(ran, small, checklist)


def test_files_keep_their_line_ends(small: Path, checklist: Checklist) -> None:
    path = small / "conditions.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + CONDITIONS.replace("\n", "\r\n").encode())
    assert checklist("new", "condition", "tell-all", cwd=small).code == 0
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf" + CONDITIONS.replace("\n", "\r\n").encode())
    assert after.count(b"\n") == after.count(b"\r\n")


def test_tests_say_their_day_where_the_pack_says_none(small: Path, checklist: Checklist) -> None:
    head = PACK.replace("test_date: 2021-04-15\n", "")
    write_files(small, {"pack.yaml": head})
    (small / "one" / "one-001.test.yaml").unlink()
    ran = checklist("new", "rule", "one-002", "--fact", "day", cwd=small)
    assert ran.code == 0, ran.err
    assert value(small / "one" / "one-002.test.yaml", "cases", 0, "as_of")


def test_a_pack_on_top_of_another_is_added_to_in_its_own_files(
    small: Path, checklist: Checklist
) -> None:
    facts = FACTS.replace("order: 1}", "order: 1, relevant_when: {when: true}}")
    more = "section: {id: more, label: 区分二, order: 2}\nfacts:\n  - {id: when, label: 場合, type: boolean}\n"
    write_files(small, {"facts/main.yaml": facts, "facts/more.yaml": more})
    head = "pack: city\nlanguage: 1\nversion: 1.0.0\nlabel: 市\nextends: small\n"
    city = write_files(small.parent / "city", {"pack.yaml": head})
    before = contents(small)
    for arguments in (
        ("rule", "one-002", "--section", "main", "--gate", "conditional"),
        ("rule", "two-001", "--fact", "checked"),
        ("fact", "main.again"),
    ):
        ran = checklist("new", *arguments, "--pack", city)
        assert ran.code == 0, ran.err
    assert contents(small) == before
    assert value(city / "facts" / "main.yaml", "section", "relevant_when") == {"when": True}
    assert [*contents(city)] == [
        "conditions.yaml",
        "facts/main.yaml",
        "one/one-002.test.yaml",
        "one/one-002.yaml",
        "pack.yaml",
        "two/two-001.test.yaml",
        "two/two-001.yaml",
    ]
    assert_sound(city, checklist)


REFUSED = [
    (("rule", "one-001"), "規則「one-001」は既にあります（one/one-001.yaml）"),
    (("rule", "one-009"), "規則「one-009」は廃止した規則です。id は使い回せない"),
    (("rule", "one"), "「one」は規則の名前になりません"),
    (("rule", "twoo-001"), "分野「twoo」はありません。もしかして「two」ですか"),
    (("rule", "x-1", "--family", "three"), "分野「three」はありません。あるのは one、two です"),
    (("rule", "one-002"), "分野「one」と同じ名前の区分がないので"),
    (
        ("rule", "one-002", "--section", "mian"),
        "区分「mian」はありません。もしかして「main」ですか",
    ),
    (
        ("rule", "one-002", "--fact", "agred"),
        "事実「agred」はありません。もしかして「agreed」ですか",
    ),
    (("rule", "one-002", "--fact", "parties.handle"), "もしかして「parties.handles」ですか"),
    (("rule", "one-002", "--fact", "parties.id"), "要素を区別する記号なので"),
    (("rule", "one-002", "--fact", "agreed", "--section", "main"), "--section は、--fact で"),
    (("rule", "one-002", "--fact", "agreed", "--condition", "agree"), "条件は付きません"),
    (
        ("rule", "one-002", "--fact", "agreed", "--gate", "conditional", "--condition", "agre"),
        "条件「agre」はありません。もしかして「agree」ですか",
    ),
    (
        ("rule", "one-002", "--gate", "advisery"),
        "--gateの「advisery」はありません。もしかして advisory",
    ),
    (("rule", "one-002", "--type", "text"), "--type は、rule を作るときには使えません"),
    (("fact", "agreed"), "事実「agreed」は既にあります"),
    (("fact", "agreed.more", "--section", "main"), "一方がもう一方の始まり"),
    (("fact", "extra.one"), "区分「extra」はありません。あるのは main です"),
    (("fact", "extra", "--section", "main", "--type", "bool"), "「bool」はありません。"),
    (("fact", "extra", "--family", "one"), "--family は、fact を作るときには使えません"),
    (("condition", "agree"), "条件「agree」は既にあります"),
    (("condition", "Agree"), "「Agree」は条件の名前になりません"),
    (("pack", "small", "-o", ".."), "は既にあります。別の名前にしてください"),
    (("pack", "Small"), "「Small」は規則集の名前になりません"),
    (("pack", "other", "--pack", "."), "--pack は、pack を作るときには使えません"),
    (("rul", "one-002"), "種類の「rul」はありません。もしかして rule ですか"),
    (
        ("paper", "one-002"),
        "種類の「paper」はありません。使えるのは rule、fact、condition、pack です",
    ),
]


@pytest.mark.parametrize(("arguments", "why"), REFUSED, ids=[" ".join(each[0]) for each in REFUSED])
def test_what_cannot_be_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], why: str, small: Path, checklist: Checklist
) -> None:
    write_files(small, {"pack.yaml": f"{PACK}retired: [one-009]\n"})
    before = contents(small.parent)
    ran = checklist("new", *arguments, cwd=small)
    assert ran.code == 2, ran.out
    assert why in ran.err
    assert ran.err.startswith("使い方が違います: ")
    assert contents(small.parent) == before


def test_a_rule_that_the_pack_below_has_switched_off_keeps_its_id(
    small: Path, checklist: Checklist
) -> None:
    head = (
        "pack: city\nlanguage: 1\nversion: 1.0.0\nlabel: 市\nextends: small\n"
        "changes: [{rule: one-001, off: true, reason: 使わない}]\n"
    )
    city = write_files(small.parent / "city", {"pack.yaml": head})
    ran = checklist("new", "rule", "one-001", "--fact", "agreed", "--pack", city)
    assert ran.code == 2
    assert "廃止した規則です" in ran.err


def test_a_file_in_the_way_is_never_overwritten(small: Path, checklist: Checklist) -> None:
    # A test without its rule: nobody reads it, and it may be somebody's work.
    write_files(small, {"one/one-002.test.yaml": "メモ\n"})
    before = contents(small)
    ran = checklist("new", "rule", "one-002", "--fact", "agreed", cwd=small)
    assert ran.code == 2
    assert "ファイル「one/one-002.test.yaml」は既にあります" in ran.err
    assert contents(small) == before


def test_a_faulty_pack_is_told_and_nothing_is_written(small: Path, checklist: Checklist) -> None:
    for text, code in (
        ("id: two-001\n", "E121"),
        ("id: two-001\ntitle: 題\ngate: advisory\nweight: 1\nrequire: {agred: true}\n", "E203"),
    ):
        write_files(small, {"two/two-001.yaml": text})
        before = contents(small)
        ran = checklist("new", "rule", "one-002", "--fact", "agreed", cwd=small)
        assert ran.code == 3
        assert f"two/two-001.yaml:{1 if code == 'E121' else 5}" in ran.err
        assert code in ran.err
        assert contents(small) == before


def test_where_one_file_cannot_be_written_nothing_is(small: Path, checklist: Checklist) -> None:
    # The name of the test file is the longer one, and one too long for the disk.
    name = f"one-{'0' * 240}"
    before = contents(small)
    ran = checklist("new", "rule", name, "--fact", "agreed", "--gate", "conditional", cwd=small)
    assert ran.code == 3
    assert "E323" in ran.err
    assert contents(small) == before


def test_the_pack_is_the_one_around_the_working_folder_or_the_only_one_nearby(
    small: Path, tmp_path: Path, checklist: Checklist
) -> None:
    assert checklist("new", "condition", "from-inside", cwd=small / "one").code == 0
    assert checklist("new", "condition", "from-beside", cwd=tmp_path).code == 0
    write_pack(tmp_path / "rules" / "other", {"pack.yaml": PACK.replace("small", "other")})
    ran = checklist("new", "condition", "from-where", cwd=tmp_path)
    assert ran.code == 2
    assert "規則集がいくつもあります（other、small）。--pack で" in ran.err
    ran = checklist("new", "condition", "from-afar", "--pack", "rules/small", cwd=tmp_path)
    assert ran.code == 0
    assert [*parse_yaml((small / "conditions.yaml").read_text(encoding="utf-8"), "").cursor().wanted(dict)] == [
        "agree", "record", "from-inside", "from-beside", "from-afar"
    ]  # fmt: skip


def test_the_packs_that_came_with_the_program_are_never_added_to(
    tmp_path: Path, checklist: Checklist
) -> None:
    ran = checklist("new", "condition", "x-y", cwd=tmp_path)
    assert ran.code == 2
    assert "近くに規則集がありません" in ran.err


def test_a_new_pack_is_tested_formatted_and_assesses_a_submission(
    tmp_path: Path, checklist: Checklist
) -> None:
    ran = checklist(
        "new", "pack", "our-city", "--title", "○○市の審査", "--format", "json", cwd=tmp_path
    )
    assert (ran.code, ran.err) == (0, "")
    written = json.loads(ran.out)["written"]
    assert written == [
        f"rules/our-city/{name}"
        for name in (
            "pack.yaml",
            "facts/general.yaml",
            "conditions.yaml",
            "general/general-001.yaml",
            "general/general-001.test.yaml",
            "profiles/review.yaml",
        )
    ]
    assert sorted(contents(tmp_path)) == sorted(written)
    pack = tmp_path / "rules" / "our-city"
    assert value(pack / "pack.yaml", "label") == "○○市の審査"
    assert_formatted(ran, tmp_path, checklist)
    assert_sound(pack, checklist)
    text = submission("{general.confirmed: false}", profile="review").replace("small", "our-city")
    write_files(tmp_path, {"s.yaml": text})
    ran = checklist("assess", "s.yaml", "--as-of", "2026-04-01", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "条件付きで認める" in ran.out
    ran = checklist("new", "rule", "general-002", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert_sound(pack, checklist)


def test_every_gap_is_told_with_its_place(tmp_path: Path, checklist: Checklist) -> None:
    ran = checklist("new", "pack", "our-city", "-o", "packs", "--format", "json", cwd=tmp_path)
    told = {(each["file"], each["line"], each["text"]) for each in json.loads(ran.out)["gaps"]}
    assert told == {
        (path.relative_to(tmp_path).as_posix(), number, line.strip())
        for path in (tmp_path / "packs").rglob("*.yaml")
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        if has_gap(line)
    }
    assert len(told) == 14


def test_files_inside_the_project_find_their_schemas_as_the_others_do(
    tmp_path: Path, checklist: Checklist
) -> None:
    copytree(ROOT / "rules", tmp_path / "rules")
    start = "# yaml-language-server: $schema="
    ran = checklist("new", "pack", "our-city", "--format", "json", cwd=tmp_path / "rules")
    for name in json.loads(ran.out)["written"]:
        first = (tmp_path / "rules" / name).read_text(encoding="utf-8").split("\n")[0]
        way = first.removeprefix(start)
        schema = (tmp_path / "rules" / name).parent / way
        assert first != way
        assert schema.resolve().parent == tmp_path / "checklist_engine" / "loader" / "schemas"
        assert (ROOT / "checklist_engine" / "loader" / "schemas" / schema.name).is_file()
    ran = checklist("new", "rule", "log-900", "--pack", "rules/municipal-privacy", cwd=tmp_path)
    assert ran.code == 0, ran.err
    for name, kind in (("log-900.yaml", "rule"), ("log-900.test.yaml", "rule-test")):
        first = (tmp_path / "rules/municipal-privacy/log" / name).read_text(encoding="utf-8")
        assert first.startswith(
            f"{start}../../../checklist_engine/loader/schemas/{kind}.schema.json\n"
        )


def shown(language: str) -> list[str]:
    """The code blocks of the page for editors."""
    page = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def test_every_command_of_the_page_works_and_the_first_prints_what_is_shown(
    tmp_path: Path, checklist: Checklist
) -> None:
    copytree(ROOT / "rules", tmp_path / "rules")
    copytree(ROOT / "examples" / "own-pack", tmp_path / "examples" / "own-pack")
    outs = []
    for line in "".join(shown("sh")).splitlines():
        # Once there are two packs, the one that is meant has to be named.
        named = "rules/our-city" in line or " pack " in line or " fmt" in line
        more = [] if named else ["--pack", "rules/municipal-privacy"]
        ran = checklist(*line.split()[1:], *more, cwd=tmp_path)
        assert ran.code == 0, line + ran.err
        outs.append(ran.out)
    assert outs[0] == shown("text")[0]
    for pack in ("municipal-privacy", "our-city"):
        assert checklist("test", f"rules/{pack}", cwd=tmp_path).code == 0
    (tmp_path / "s.yaml").write_text(shown("yaml")[0], encoding="utf-8")
    assert checklist("assess", "s.yaml", cwd=tmp_path).code == 0
