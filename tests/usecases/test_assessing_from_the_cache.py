"""What is assessed from a compiled pack is told from the rest by the time it takes, and by nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Checklist

EXAMPLES = sorted(
    path.parent / "submission.yaml" if (path.parent / "submission.yaml").exists() else path.parent
    for path in (ROOT / "examples").glob("*/README.md")
)
OWN = ROOT / "examples" / "own-pack"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_example_is_assessed_to_the_same_bytes(
    example: Path, kept: Path, checklist: Checklist, uncached: Checklist
) -> None:
    arguments = ("assess", example, "--as-of", "2026-04-01")
    text, contract = uncached(*arguments, "--verbose"), uncached(*arguments, "--format", "json")
    assert checklist(*arguments, "--verbose") == text
    assert checklist(*arguments, "--verbose") == text
    assert checklist(*arguments, "--format", "json") == contract
    # What has faults is never kept.
    assert text.code == 3 or len(list(kept.iterdir())) >= 2


def test_notices_are_the_same(kept: Path, checklist: Checklist, uncached: Checklist) -> None:
    arguments = (
        "assess",
        "examples/niiza-2021-04-15/furusato.yaml",
        "--pack",
        next(OWN.glob("rules/*")),
    )
    plain = uncached(*arguments)
    assert "指定された" in plain.err
    assert "時点で評価しました" in plain.err
    assert [checklist(*arguments) for _ in range(2)] == [plain, plain]
    assert kept.exists()


WATCHED = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from checklist_engine.cli.app import run
code = run(sys.argv[1:])
print(json.dumps({"code": code, "opened": opened, "modules": sorted(sys.modules)}))
"""


def watched(*arguments: str | Path) -> tuple[list[str], set[str]]:
    """The files that a run of its own opens, and the modules that it loads."""
    command = [sys.executable, "-c", WATCHED, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    last = json.loads(done.stdout.splitlines()[-1])
    assert last["code"] in (0, 1)
    return last["opened"], set(last["modules"])


@pytest.mark.parametrize("example", ["niiza-2021-04-15", "own-pack/submission.yaml"])
@pytest.mark.usefixtures("kept")
def test_an_unchanged_pack_is_not_opened(example: str) -> None:
    def of_packs(opened: list[str]) -> list[str]:
        return [path for path in opened if "rules" in Path(path).parts and path.endswith("l")]

    arguments = ("assess", f"examples/{example}", "--as-of", "2026-04-01")
    first, _ = watched(*arguments)
    assert of_packs(first)
    second, modules = watched(*arguments)
    assert of_packs(second) == []
    assert not modules & {
        "jsonschema",
        "jinja2",
        "openpyxl",
        "pydantic",
        "rich",
        "checklist_engine.compiler.plan",
        "checklist_engine.loader.pack",
    }
