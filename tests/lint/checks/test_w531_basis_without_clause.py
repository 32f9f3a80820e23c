from pathlib import Path

from linting import places, told
from packs import rule

CHECK = "w531_basis_without_clause"
BASIS = """\
basis:
  - {document: 個人情報保護法, clause: 第66条第1項}
  - {document: 個人情報保護法}
  - {practice: 同意を確かめる, origin: 第1回の会議}
"""


def test_a_document_without_a_clause_is_told_and_nothing_else(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(rest=BASIS)}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:11:16"]
    assert told(CHECK, tmp_path, files) == (
        "根拠「個人情報保護法」に、条項又は箇所がありません\n"
        "clause に「第66条第1項」「12頁」などと書いてください"
    )


def test_each_of_several_is_told_even_where_one_is_no_longer_in_force(tmp_path: Path) -> None:
    basis = "basis:\n  - {document: 条例, in_force: {until: 2000-01-01}}\n  - {document: 法律}\n"
    files = {"one/one-001.yaml": rule(rest=basis)}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:10:16", "one/one-001.yaml:11:16"]


def test_a_rule_without_any_basis_is_the_business_of_another_check(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path) == []
