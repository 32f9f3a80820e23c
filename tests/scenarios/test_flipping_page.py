"""What `docs/flipping.md` shows can be run, and what is proposed gets there."""

import contextlib
import io
import json
import re

import pytest
from conftest import ROOT, Checklist

from checklist_engine.loader.checked import schema

PAGE = (ROOT / "docs" / "flipping.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


EXAMPLES = [line for block in blocks("sh") for line in block.splitlines() if "examples/" in line]


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_command_of_the_page_runs(line: str, checklist: Checklist) -> None:
    ran = checklist(*line.split()[1:])
    assert ran.code in (0, 1), ran.err
    assert "回答を書き替えるだけではなく、実際にそうすることが前提です" in ran.out


def test_the_library_is_used_as_the_page_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(blocks("python")[0], {})  # noqa: S102 - what the page shows
    assert out.getvalue().strip()


def test_the_json_has_what_the_page_says_and_its_schema_describes(checklist: Checklist) -> None:
    ran = checklist("flip", "examples/street-cameras", "--as-of", "2024-06-20", "--format", "json")
    cases = json.loads(ran.out)["cases"]
    assert cases
    described = schema("flips")
    assert described["title"]
    for case in cases:
        assert {"to", "condition", "reached", "exact", "alternatives", "obstacles"} <= case.keys()
        for way in case["alternatives"]:
            assert way["decision"] == "approve"
            assert way["changes"] or way["proofs"]
            assert all({"path", "from", "to"} == each.keys() for each in way["changes"])
            assert all({"path", "kinds"} == each.keys() for each in way["proofs"])


def test_an_unknown_condition_and_an_unknown_aim_are_told(checklist: Checklist) -> None:
    assert checklist("flip", "examples/street-cameras", "--to", "reject").code == 2
    ran = checklist("flip", "examples/street-cameras", "--condition", "nope")
    assert ran.code == 2
    assert "nope" in ran.err
