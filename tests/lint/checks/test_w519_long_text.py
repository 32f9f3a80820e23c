from pathlib import Path

import pytest
from linting import places, told
from packs import rule

from checklist_engine.lint.checks.w519_long_text import LONGEST

CHECK = "w519_long_text"


def titled(title: str) -> dict[str, str | None]:
    return {"one/one-001.yaml": rule().replace("one-001の題名", title)}


@pytest.mark.parametrize(("length", "found"), [(LONGEST, False), (LONGEST + 1, True)])
def test_a_text_above_the_limit_is_told(length: int, found: bool, tmp_path: Path) -> None:
    expected = ["one/one-001.yaml:2:8"] if found else []
    assert places(CHECK, tmp_path, titled("題" * length)) == expected


def test_what_nobody_reads_may_be_long(tmp_path: Path) -> None:
    long = "題" * 300
    text = f"# {long}\n" + rule(require=f"{{note: {long}}}")
    assert places(CHECK, tmp_path, {"one/one-001.yaml": text}) == []


def test_the_length_is_told(tmp_path: Path) -> None:
    assert told(CHECK, tmp_path, titled("題" * 250)) == (
        "文が長すぎます（250字）\n200字までに縮めるか、二つに分けてください"
    )
