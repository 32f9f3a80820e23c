"""Only all the checks together show that an ignore is of no use, so whole packs are linted here."""

from pathlib import Path

import pytest
from conftest import Checklist
from packs import DAY, rule, write_pack

from checklist_engine.lint.message import Message
from checklist_engine.usecases.lint_files import LintOrder, workbench

CODE = "W501"
LONG = "長い題名" * 60


def said(folder: Path, files: dict[str, str | None], **severities: str) -> list[Message]:
    order = LintOrder(as_of=DAY, today=DAY, severities=severities)
    return list(workbench(write_pack(folder / "small", files), order).whole())


def unused(folder: Path, files: dict[str, str | None], **severities: str) -> list[str]:
    """The places of the ignores that are of no use: 「one/one-001.yaml:4:32」."""
    found = said(folder, files, **severities)
    return [str(each.place).partition("/small/")[2] for each in found if each.code == CODE]


def with_comment(comment: str, title: str = "題名") -> dict[str, str | None]:
    text = rule().replace("one-001の題名", f"{title}  {comment}")
    return {"one/one-001.yaml": text}


def test_an_ignore_where_nothing_is_found_is_told(tmp_path: Path) -> None:
    assert unused(tmp_path, with_comment("# checklist: ignore W519 例のため")) == [
        "one/one-001.yaml:2:32"
    ]


def test_each_code_is_told_for_itself(tmp_path: Path) -> None:
    files = with_comment("# checklist: ignore W510,W519 例のため", LONG)
    assert unused(tmp_path, files) == [f"one/one-001.yaml:2:{8 + len(LONG) + 22}"]


def test_an_ignore_that_lets_something_pass_is_left_alone(tmp_path: Path) -> None:
    files = with_comment("# checklist: ignore W519 例のため", LONG)
    assert [each.code for each in said(tmp_path, files) if each.code in ("W519", CODE)] == []


@pytest.mark.parametrize(
    "comment",
    [
        "# checklist: ignore W519",
        "# checklist: ignore W999 例のため",
        "# checklist: ignore E203 例",
    ],
)
def test_what_is_wrong_with_an_ignore_is_told_by_others(comment: str, tmp_path: Path) -> None:
    assert unused(tmp_path, with_comment(comment)) == []


def test_of_a_check_that_is_off_nothing_is_known(tmp_path: Path) -> None:
    files = with_comment("# checklist: ignore W519 例のため")
    assert unused(tmp_path, files, W519="off") == []
    assert unused(tmp_path, files, W501="off") == []


def test_a_file_with_faults_is_not_looked_at_in_full(tmp_path: Path) -> None:
    text = rule(require="{agred: true}").replace(
        "one-001の題名", "題名  # checklist: ignore W519 例のため"
    )
    assert unused(tmp_path, {"one/one-001.yaml": text}) == []


@pytest.mark.parametrize(("code", "column"), [("W519", 32), ("W530", None), ("W520", None)])
def test_with_faults_elsewhere_only_texts_can_be_told(
    code: str, column: int | None, tmp_path: Path
) -> None:
    files = with_comment(f"# checklist: ignore {code} 例のため")
    files["one/one-002.yaml"] = rule("one-002", require="{agred: true}")
    expected = [] if column is None else [f"one/one-001.yaml:2:{column}"]
    assert unused(tmp_path, files) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("weight: 1  # checklist: ignore W510 例\n", "weight: 1\n"),
        ("weight: 1\n# checklist: ignore W510 例\n", "weight: 1\n"),
        ("weight: 1  # 重い # checklist: ignore W510 例\n", "weight: 1  # 重い\n"),
        ("weight: 1  # checklist: ignore W510, W511 例\n", "weight: 1\n"),
    ],
)
def test_fixing_takes_it_away(
    before: str, after: str, tmp_path: Path, checklist: Checklist
) -> None:
    pack = write_pack(
        tmp_path / "small", {"one/one-001.yaml": rule().replace("weight: 1\n", before)}
    )
    checklist("lint", pack, "--fix")
    assert (pack / "one" / "one-001.yaml").read_text(encoding="utf-8") == rule().replace(
        "weight: 1\n", after
    )


def test_fixing_leaves_the_codes_that_are_of_use(tmp_path: Path, checklist: Checklist) -> None:
    files = with_comment("# checklist: ignore W510,W519,W511 例のため", LONG)
    pack = write_pack(tmp_path / "small", files)

    checklist("lint", pack, "--fix")
    assert "# checklist: ignore W519 例のため\n" in (pack / "one" / "one-001.yaml").read_text(
        encoding="utf-8"
    )
