"""How long lint takes: a whole pack, cold, against what no such program can do without; and one file.

Cold is a process of its own, its modules compiled, nothing kept from the run before. The yardstick is
an empty typer app that imports jsonschema and reads the pack's YAML with libyaml.
"""

import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from measuring import ROOT, compiling_into, run, seconds_of
from report import Claim, arguments, conclude, number, table, title
from synthetic import write_pack

from checklist_engine.usecases.lint_files import LintOrder, workbench

PACK = ROOT / "rules" / "municipal-privacy"
FEW = 3
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
    wanted = arguments(__doc__, runs=11).parse_args()
    if wanted.quick:
        with tempfile.TemporaryDirectory() as folder:
            ratio = cold(write_pack(Path(folder) / "synthetic", rules=FEW), 1)
        slowest = watched(CHANGED[:1], 1)
    else:
        ratio = cold(PACK, wanted.runs)
        slowest = watched(CHANGED, wanted.runs)
    claims = (
        Claim(words="lint of a whole pack, cold ÷ yardstick", found=ratio, limit=MOST_TIMES),
        Claim(words="lint after one change", found=slowest, limit=MOST_MILLISECONDS, unit="ms"),
    )
    return conclude(claims, quick=wanted.quick)


def cold(pack: Path, runs: int) -> float:
    """The time of lint of a whole pack in times of the yardstick."""
    programs = {
        "yardstick": ("-c", YARDSTICK.format(loader="CSafeLoader"), str(pack)),
        "yardstick without libyaml": ("-c", YARDSTICK.format(loader="SafeLoader"), str(pack)),
        "lint": ("-m", "checklist_engine", "lint", str(pack)),
    }
    with tempfile.TemporaryDirectory() as compiled:
        environment = compiling_into(Path(compiled)) if runs > 1 else {}
        for program in programs.values() if runs > 1 else ():
            run(program, environment)
        seconds = dict.fromkeys(programs, float("inf"))
        for _ in range(runs):
            for name, program in programs.items():
                seconds[name] = min(seconds[name], run(program, environment).processor)
    title("lint of a whole pack, cold")
    rows = [(name, number(each / seconds["yardstick"])) for name, each in seconds.items()]
    table(("program", "÷ yardstick"), rows)
    return seconds["lint"] / seconds["yardstick"]


def watched(names: Sequence[str], runs: int) -> float:
    """The median time in milliseconds after a change of a file, of the slowest of some files."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / PACK.name
        shutil.copytree(PACK, pack)
        day = date(2026, 4, 1)
        bench = workbench(pack, LintOrder(as_of=day, today=day))
        bench.whole()
        for name in names:
            times = []
            for number_of_run in range(runs):
                # Another weight, so that there is something new each time.
                text = (PACK / name).read_text(encoding="utf-8")
                (pack / name).write_text(
                    text.replace("weight: ", f"weight: 1{number_of_run}").replace(
                        "cases:", f"cases: # {number_of_run}"
                    ),
                    encoding="utf-8",
                )
                times.append(seconds_of(partial(bench.changed, pack / name)) * 1000)
            found[name] = statistics.median(times)
    title("lint of one file, while the pack is watched")
    table(("file", "milliseconds"), [(name, number(each)) for name, each in found.items()])
    return max(found.values())


if __name__ == "__main__":
    sys.exit(main())
