"""What `docs/asking.md` shows comes out as it says."""

import contextlib
import io
import re
from pathlib import Path

import pytest
from conftest import ROOT, Checklist
from conversing import conversing
from packs import write_files

from checklist_engine.loader.checked import schema

PAGE = (ROOT / "docs" / "asking.md").read_text(encoding="utf-8")
SCHOOL = Path("examples/half-answered/school-library.yaml")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_outlook_is_printed_as_the_page_shows_it(checklist: Checklist) -> None:
    shown = blocks("text")[0]
    assert shown in checklist("ask", SCHOOL, "--as-of", "2024-06-20").out


def test_a_question_is_asked_as_the_page_shows_it(
    tmp_path: Path, checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / SCHOOL).read_text(encoding="utf-8")
    write_files(tmp_path, {"s.yaml": text})
    (tmp_path / "rules").symlink_to(ROOT / "rules")
    converse = conversing(checklist, monkeypatch)
    ran = converse(tmp_path / "s.yaml", "分からない", "1", as_of="2024-06-20")
    assert blocks("text")[1] in ran.out
    after = (tmp_path / "s.yaml").read_text(encoding="utf-8")
    lines = zip(text.splitlines(), after.splitlines(), strict=True)
    [(old, new)] = [(old, new) for old, new in lines if old != new]
    assert new == old.replace("{unknown: 照会中}", "JP")


def test_the_program_of_the_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    [program] = blocks("python")
    monkeypatch.chdir(ROOT)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(program, "asking.md", "exec"), {})  # noqa: S102 - the page says that it runs
    first, *questions = out.getvalue().splitlines()
    assert first.startswith("['条件付きで認める', '継続審議', '認めない'] (")
    assert questions[0].startswith("decision parties ")
    assert {line.split()[0] for line in questions} == {"decision", "score", "nothing"}


def test_every_key_of_the_json_is_on_the_page() -> None:
    definitions = schema("prospect")["$defs"]
    keys = {
        *definitions["prospect"]["properties"],
        *definitions["prospect"]["properties"]["conditions"]["properties"],
        *definitions["question"]["properties"],
    }
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert keys <= named
