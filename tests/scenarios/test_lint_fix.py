"""`checklist lint --fix`: what is beyond doubt is mended, and nothing else in a file changes."""

from pathlib import Path

import pytest
from conftest import Checklist
from packs import CONDITIONS, rule, write_files, write_pack

from checklist_engine.loader.pack import load_pack
from checklist_engine.usecases.find_pack import find_base

BEFORE = """\
# yaml-language-server: $schema=x

id: one-001   # そのまま
title: "ＩＤを３年ごとに、、見直す。 "  # 題名。
gate: conditional
weight: 1     # checklist: ignore W519 要らない
require: {agreed: true}  # ＩＤ
outcomes:
  not_met:
    # 前の注釈
    finding: |
      ｼｽﾃﾑの記録が、、ありません。
    condition: {use: agree}
# 終わりの注釈
"""
AFTER = """\
# yaml-language-server: $schema=x

id: one-001   # そのまま
title: "IDを3年ごとに、見直す"  # 題名。
gate: conditional
weight: 1
require: {agreed: true}  # ＩＤ
outcomes:
  not_met:
    # 前の注釈
    finding: |
      システムの記録が、ありません
    condition: {use: agree}
# 終わりの注釈
"""


def mended(folder: Path, text: str, checklist: Checklist) -> str:
    pack = write_pack(folder / "small", {"one/one-001.yaml": text})
    checklist("lint", pack, "--fix")
    return (pack / "one" / "one-001.yaml").read_text(encoding="utf-8")


def test_comments_blanks_and_everything_else_stay(tmp_path: Path, checklist: Checklist) -> None:
    assert mended(tmp_path, BEFORE, checklist) == AFTER


def test_what_was_mended_is_said_and_is_not_found_again(
    tmp_path: Path, checklist: Checklist
) -> None:
    pack = write_pack(tmp_path / "small", {"one/one-001.yaml": BEFORE})
    first = checklist("lint", pack, "--fix")
    assert first.code == 0
    assert "one/one-001.yaml:4:9: W510 直しました: 全角の英数字「ＩＤ」があります" in first.out
    assert "one/one-001.yaml:12:7: W510 直しました" in first.out
    again = checklist("lint", pack, "--fix")
    assert "直しました" not in again.out
    for code in ("W501", "W510", "W513", "W517"):
        assert code not in again.out


def test_the_pack_means_the_same(tmp_path: Path, checklist: Checklist) -> None:
    before = load_pack(write_pack(tmp_path / "a", {"one/one-001.yaml": BEFORE}), find_base)
    pack = write_pack(tmp_path / "b", {"one/one-001.yaml": BEFORE})
    checklist("lint", pack, "--fix")
    after = load_pack(pack, find_base)
    assert before.rules["one-001"].require == after.rules["one-001"].require
    assert before.rules["one-001"].gate == after.rules["one-001"].gate
    assert before.conditions == after.conditions
    assert before.vocabulary == after.vocabulary


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: １２\n", 'title: "12"\n'),
        ("title: １２か月\n", "title: 12か月\n"),
        ('title: "１２"\n', 'title: "12"\n'),
        ("title: ｔｒｕｅ\n", 'title: "true"\n'),
    ],
)
def test_a_text_stays_a_text(before: str, after: str, tmp_path: Path, checklist: Checklist) -> None:
    text = rule().replace("title: one-001の題名\n", before)
    assert mended(tmp_path, text, checklist) == rule().replace("title: one-001の題名\n", after)


def test_line_ends_and_the_byte_order_mark_stay(tmp_path: Path, checklist: Checklist) -> None:
    pack = write_pack(tmp_path / "small")
    file = pack / "one" / "one-001.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + BEFORE.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    checklist("lint", pack, "--fix")
    assert file.read_bytes() == b"\xef\xbb\xbf" + AFTER.replace("\n", "\r\n").encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["one-001.yaml"]


def test_a_file_with_faults_of_reading_is_left_alone(tmp_path: Path, checklist: Checklist) -> None:
    broken = BEFORE + "x: [\n"
    pack = write_pack(
        tmp_path / "small",
        {
            "one/one-001.yaml": broken,
            "one/one-002.yaml": rule("one-002").replace("題名", "題名。"),
        },
    )
    ran = checklist("lint", pack, "--fix")
    assert ran.code == 1
    assert (pack / "one" / "one-001.yaml").read_text(encoding="utf-8") == broken
    assert "one-002の題名\n" in (pack / "one" / "one-002.yaml").read_text(encoding="utf-8")


def test_what_is_ignored_or_off_is_not_mended(tmp_path: Path, checklist: Checklist) -> None:
    text = rule().replace("one-001の題名", "ＩＤ  # checklist: ignore W510 商品の名前")
    assert mended(tmp_path / "ignored", text, checklist) == text
    pack = write_pack(tmp_path / "off", {"one/one-001.yaml": rule().replace("題名", "ＩＤ")})
    checklist("lint", pack, "--fix", "--severity", "W510=off")
    assert "ＩＤ" in (pack / "one" / "one-001.yaml").read_text(encoding="utf-8")


def test_of_a_file_that_is_named_only_that_is_mended(tmp_path: Path, checklist: Checklist) -> None:
    files = {
        "one/one-001.yaml": rule().replace("題名", "題名。"),
        "conditions.yaml": CONDITIONS.replace("残すこと", "残すこと。"),
    }
    pack = write_pack(tmp_path / "small", files)
    checklist("lint", pack / "conditions.yaml", "--fix")
    assert (pack / "one" / "one-001.yaml").read_text(encoding="utf-8") == files["one/one-001.yaml"]
    assert "残すこと\n" in (pack / "conditions.yaml").read_text(encoding="utf-8")


def test_a_linked_file_stays_a_link(tmp_path: Path, checklist: Checklist) -> None:
    pack = write_pack(tmp_path / "small")
    write_files(tmp_path, {"elsewhere.yaml": rule().replace("題名", "題名。")})
    link = pack / "one" / "one-001.yaml"
    link.unlink()
    link.symlink_to(tmp_path / "elsewhere.yaml")
    checklist("lint", pack, "--fix")
    assert link.is_symlink()
    assert "題名\n" in (tmp_path / "elsewhere.yaml").read_text(encoding="utf-8")
