"""Every benchmark works: at its smallest size all engines agree; nothing is said about time."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from beside_benchmarks import FOLDER
from conftest import ROOT

REQUIREMENTS = FOLDER / "requirements-peers.txt"
MODULES = sorted(path.name for path in FOLDER.glob("*.py"))
BENCHMARKS = [
    path.stem
    for path in sorted(FOLDER.glob("*.py"))
    if path.stem != "run" and "\nif __name__ ==" in path.read_text(encoding="utf-8")
]


def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, str(FOLDER / f"{name}.py"), *arguments),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def tables(text: str) -> Iterator[Sequence[Sequence[str]]]:
    """The tables of a report, as rows of cells."""
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        yield [[cell.strip() for cell in row.strip("|").split("|")] for row in block.splitlines()]


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_runs_at_its_smallest_size_and_all_agree(name: str) -> None:
    ran = run(name, "--quick")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("## ")
    assert "reached" not in ran.stdout, "nothing is claimed of the smallest size"
    found = list(tables(ran.stdout))
    assert found
    for rows in found:
        assert len({len(row) for row in rows}) == 1


def test_a_report_is_made_of_several_and_can_be_written_to_a_file(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    ran = run("run", "--quick", "-o", str(report), "missing_data", "single")
    assert (ran.returncode, ran.stdout) == (0, "")
    text = report.read_text(encoding="utf-8")
    assert text.startswith("# Benchmarks\n")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == [
        "What is claimed",
        "What engines say when an answer is missing",
        "One submission, warm, by closures",
    ]
    assert len(re.findall(r"^- not judged: ", text, re.MULTILINE)) == 2
    assert str(ROOT) not in text


def test_a_benchmark_that_does_not_exist_is_named() -> None:
    ran = run("run", "--quick", "no-such-thing")
    assert ran.returncode == 1
    assert "no-such-thing" in ran.stderr
    assert "single" in ran.stderr


def test_our_row_waits_for_every_answer() -> None:
    [rows] = tables(run("missing_data", "--quick").stdout)
    [ours] = [row for row in rows if row[0].startswith("checklist-engine ")]
    assert ours[1:-1] == [
        "unknown, waits for `region`",
        "unknown, waits for `region`",
        "unknown, waits for `card`",
        "unknown, waits for `subs[b].country`",
    ]
    assert ours[-1] == "yes"


def test_peers_are_pinned() -> None:
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==\d+(\.\d+)+", line) for line in wanted)
    assert wanted == sorted(wanted)


def test_the_readme_says_what_every_file_is_for() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in (*MODULES, "peers/", REQUIREMENTS.name):
        assert f"`{name}`" in readme, name
