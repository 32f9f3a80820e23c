"""`checklist schema`, as a person uses it."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Checklist
from packs import rule, write_pack

MODELINE = "# yaml-language-server: $schema="


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(
        tmp_path / "rules" / "small",
        {
            "one/one-001.test.yaml": "rule: one-001\ncases:\n  - {name: x, expect: {verdict: undetermined}}\n"
        },
    )


def test_one_kind_is_shown(checklist: Checklist, pack: Path) -> None:
    ran = checklist("schema", "--pack", pack, "--kind", "rule")
    schema = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert schema["$comment"] == (
        "checklist schema が作ったファイルです。規則集 small 1.0.0 を直したら、作り直してください"
    )
    assert "agreed" in schema["$defs"]["expression"]["properties"]


def test_without_a_pack_any_name_may_stand(checklist: Checklist) -> None:
    schema = json.loads(checklist("schema", "--kind", "rule").out)
    assert schema["title"].startswith("規則")
    assert "agreed" not in json.dumps(schema)
    assert schema["errorMessage"].startswith("書ける項目は id、title、")


def test_schemas_are_written_with_the_settings_to_paste(
    checklist: Checklist, pack: Path, tmp_path: Path
) -> None:
    ran = checklist("schema", "--pack", pack, "-o", ".vscode/schemas", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    first, _, rest = ran.out.partition("\n")
    assert first == ".vscode/schemas/pack.schema.json"
    pasted = json.loads(rest[rest.index("{") : rest.rindex("}") + 1])
    assert pasted["yaml.schemas"][".vscode/schemas/facts.schema.json"] == [
        "rules/small/facts/*.yaml"
    ]
    assert pasted["yaml.schemaStore.enable"] is False
    for where in pasted["yaml.schemas"]:
        assert json.loads((tmp_path / where).read_text(encoding="utf-8"))["$comment"]
    assert "--modelines" not in ran.out


def test_the_same_in_json(checklist: Checklist, pack: Path, tmp_path: Path) -> None:
    arguments = ("schema", "--pack", pack, "-o", "s", "--cases", "諮問", "--kind", "submission")
    ran = checklist(*arguments, "--format", "json", cwd=tmp_path)
    assert json.loads(ran.out) == {
        "schemas": ["s/submission.schema.json"],
        "settings": {
            "yaml.schemas": {
                "s/submission.schema.json": [
                    "%E8%AB%AE%E5%95%8F/**/*.yaml",
                    "!meeting.yaml",
                    "!rulings.yaml",
                ]
            },
            "yaml.schemaStore.enable": False,
            "yaml.kubernetesCRDStore.enable": False,
        },
        "changed": [],
        "elsewhere": [],
    }


def test_schemas_made_before_are_replaced_and_others_kept(
    checklist: Checklist, pack: Path, tmp_path: Path
) -> None:
    arguments = ("schema", "--pack", pack, "-o", "s", "--kind", "rule")
    assert checklist(*arguments, cwd=tmp_path).code == 0
    assert checklist(*arguments, cwd=tmp_path).code == 0
    (tmp_path / "s" / "rule.schema.json").write_text("{}", encoding="utf-8")
    ran = checklist(*arguments, cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "--force" in ran.err
    assert checklist(*arguments, "--force", cwd=tmp_path).code == 0


def test_first_lines_that_name_another_schema_are_told_and_set(
    checklist: Checklist, pack: Path, tmp_path: Path
) -> None:
    file = pack / "one" / "one-001.yaml"
    file.write_text(f"{MODELINE}../../old.json\n{rule()}", encoding="utf-8")
    arguments = ("schema", "--pack", pack, "-o", pack / ".schemas")
    ran = checklist(*arguments, cwd=tmp_path)
    assert "1 個のファイル（" in ran.out
    assert "--modelines を付けると" in ran.out
    ran = checklist(*arguments, "--modelines", cwd=tmp_path)
    assert "6 個のファイルの一行目を" in ran.out
    assert file.read_text(encoding="utf-8") == f"{MODELINE}../.schemas/rule.schema.json\n{rule()}"
    test = (pack / "one" / "one-001.test.yaml").read_text(encoding="utf-8")
    assert test.startswith(f"{MODELINE}../.schemas/rule-test.schema.json\n")
    head = (pack / "pack.yaml").read_text(encoding="utf-8")
    assert head.startswith(f"{MODELINE}.schemas/pack.schema.json\n")
    # Nothing of this is part of the pack.
    assert checklist("test", pack, cwd=tmp_path).code == 0
    ran = checklist(*arguments, "--modelines", cwd=tmp_path)
    assert "一行目" not in ran.out


def test_a_faulty_rule_is_left_out_and_named(
    checklist: Checklist, pack: Path, tmp_path: Path
) -> None:
    (pack / "one" / "one-002.yaml").write_text("id: one-002\nrequire: {agreed:\n", encoding="utf-8")
    ran = checklist("schema", "--pack", pack, "--kind", "rule-test", cwd=tmp_path)
    assert ran.code == 0
    assert ran.err == "rules/small/one/one-002.yaml: 誤りがあるので、この規則は候補に出ません\n"
    assert "one-001" in ran.out
    assert "one-002" not in ran.out


def test_a_rule_that_is_no_text_is_not_touched(
    checklist: Checklist, pack: Path, tmp_path: Path
) -> None:
    file = pack / "one" / "one-002.yaml"
    written = "id: one-002\ntitle: 題名\n".encode("cp932")
    file.write_bytes(written)
    ran = checklist("schema", "--pack", pack, "-o", "s", "--modelines", cwd=tmp_path)
    assert ran.code == 0
    assert "one-002.yaml" in ran.err
    assert file.read_bytes() == written


def test_what_rules_refer_to_must_be_right(
    checklist: Checklist, pack: Path, tmp_path: Path
) -> None:
    (pack / "conditions.yaml").write_text("agree: {subject: x}\n", encoding="utf-8")
    ran = checklist("schema", "--pack", pack, "-o", "s", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "rules/small/conditions.yaml:1:1: E121" in ran.err
    assert not (tmp_path / "s").exists()


def test_a_pack_is_kept_free_of_what_is_not_its_own(
    checklist: Checklist, pack: Path, tmp_path: Path
) -> None:
    ran = checklist("schema", "--pack", pack, "-o", pack / "schemas", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "rules/small/.schemas など" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "書き込むフォルダ（-o）か、表示する種類（--kind）を指定してください"),
        (("--kind", "rules"), "--kind の「rules」はありません。もしかして rule ですか"),
        (("--kind", "zzz"), "使えるのは assessment、"),
        (("-o", "x", "--cases", "."), "提出内容だけを置くフォルダ"),
        (("--kind", "rule", "--modelines"), "--modelines は、--pack と -o とともに使います"),
    ],
)
def test_a_wrong_command_line_is_told(
    checklist: Checklist, arguments: tuple[str, ...], words: str
) -> None:
    ran = checklist("schema", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_no_pack_is_told(checklist: Checklist, tmp_path: Path) -> None:
    ran = checklist("schema", "--pack", "nowhere", "--kind", "rule", cwd=tmp_path)
    assert ran.code == 3
    assert "規則集のフォルダが見つかりません" in ran.err


def test_the_same_pack_gives_the_same_bytes(checklist: Checklist, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules" / "municipal-privacy", tmp_path / "pack")
    arguments = ("schema", "--pack", "pack", "--kind", "rule")
    assert checklist(*arguments, cwd=tmp_path).out == checklist(*arguments, cwd=tmp_path).out
