"""How long lint takes: a whole pack, cold, against what no such program can do without; and one file.

Cold is a process of its own, its modules compiled, nothing kept from the run before. The yardstick is
an empty typer app that imports jsonschema and reads the pack's YAML with libyaml.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from checklist_engine.usecases.lint_files import LintOrder, workbench

ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "rules" / "municipal-privacy"
MOST_TIMES = 1.5
MOST_MILLISECONDS = 50
YARDSTICK = """\
import sys
from pathlib import Path
import jsonschema
import typer
import yaml
app = typer.Typer()
@app.command()
def read(folder: Path) -> None:
    for path in sorted(folder.rglob("*.yaml")):
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.{loader})
app()
"""
CHANGED = ("sub/sub-003.yaml", "sub/sub-003.test.yaml", "auth/auth-001.yaml", "log/log-002.yaml")


def main() -> int:
    """Print both, and say whether they are within their limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11, help="how often each is run")
    runs: int = parser.parse_args().runs
    ratio = cold(runs)
    slowest = watched(runs)
    return 0 if ratio <= MOST_TIMES and slowest <= MOST_MILLISECONDS else 1


def cold(runs: int) -> float:
    """The time of lint of a whole pack in times of the yardstick."""
    lint = (sys.executable, "-m", "checklist_engine", "lint", str(PACK))
    yardstick = (sys.executable, "-c", YARDSTICK.format(loader="CSafeLoader"), str(PACK))
    in_python = (sys.executable, "-c", YARDSTICK.format(loader="SafeLoader"), str(PACK))
    with tempfile.TemporaryDirectory() as compiled:
        seconds = medians((yardstick, in_python, lint), runs, Path(compiled))
    print("lint of a whole pack, cold")
    for name, each in zip(("yardstick", "yardstick without libyaml", "lint"), seconds, strict=True):
        print(f"  {name:<28}{each * 1000:7.0f} ms")
    ratio = seconds[2] / seconds[0]
    print(f"  {'lint ÷ yardstick':<28}{ratio:7.2f}    (at most {MOST_TIMES})")
    return ratio


def medians(commands: Sequence[tuple[str, ...]], runs: int, compiled: Path) -> list[float]:
    """The median time of each command; they take turns, so that a busy moment meets them all."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled), "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run(command: tuple[str, ...]) -> None:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()

    for command in commands:
        run(command)
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(runs):
        for command, mine in zip(commands, times, strict=True):
            mine.append(seconds_of(partial(run, command)))
    return [statistics.median(mine) for mine in times]


def watched(runs: int) -> float:
    """The median time in milliseconds after a change of a file, of the slowest of some files."""
    print("\none file, while the pack is watched")
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / PACK.name
        shutil.copytree(PACK, pack)
        day = date(2026, 4, 1)
        bench = workbench(pack, LintOrder(as_of=day, today=day))
        bench.whole()
        for name in CHANGED:
            times = []
            for run in range(runs):
                # Another weight, so that there is something new each time.
                text = (PACK / name).read_text(encoding="utf-8")
                (pack / name).write_text(
                    text.replace("weight: ", f"weight: 1{run}").replace(
                        "cases:", f"cases: # {run}"
                    ),
                    encoding="utf-8",
                )
                times.append(seconds_of(partial(bench.changed, pack / name)))
            median = statistics.median(times) * 1000
            slowest = max(slowest, median)
            print(f"  {name:<28}{median:7.1f} ms")
    print(f"  {'slowest':<28}{slowest:7.1f} ms (at most {MOST_MILLISECONDS})")
    return slowest


def seconds_of(job: Callable[[], object]) -> float:
    """How long a job takes, on the clock on the wall."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
