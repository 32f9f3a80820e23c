"""How long `checklist assess` takes to start, against an empty typer program, and what its parts take.

Each is a process of its own, its modules compiled. Cold finds no compiled pack and keeps one; warm finds
it. Processor time counts: the clock on the wall is printed beside it. All take turns in one run.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "examples" / "niiza-2021-04-15" / "furusato.yaml"
MOST_TIMES = 1.3
EMPTY = """\
import typer
app = typer.Typer()
@app.command()
def nothing() -> None:
    pass
app()
"""
ASSESS = ("-m", "checklist_engine", "assess", str(CASE), "--as-of", "2021-04-15")


@dataclass(frozen=True, slots=True)
class Contestant:
    """A program, what has to be so before each of its runs, and its times (processor, wall)."""

    name: str
    arguments: tuple[str, ...]
    before: Callable[[], None] = lambda: None
    environment: dict[str, str] = field(default_factory=dict)
    times: list[tuple[float, float]] = field(default_factory=list)

    def medians(self) -> tuple[float, float]:
        processor, wall = zip(*self.times, strict=True)
        return statistics.median(processor), statistics.median(wall)


def main() -> int:
    """Print all, and say whether the warm start is within its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="how often each is run")
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        contestants = entered(Path(folder))
        for each in contestants:
            run(each)
            run(each)
            each.times.clear()
        for _ in range(runs):
            for each in contestants:
                run(each)
    return 0 if shown(contestants) <= MOST_TIMES else 1


def entered(folder: Path) -> list[Contestant]:
    """Those that take part; `folder` is for modules and packs that were compiled."""
    kept = folder / "cold" / "checklist-engine"

    def forget() -> None:
        for file in kept.glob("*"):
            file.unlink()

    modules = {"PYTHONPYCACHEPREFIX": str(folder / "modules"), "PYTHONPATH": str(ROOT)}

    def keeping(name: str) -> dict[str, str]:
        return {**modules, "XDG_CACHE_HOME": str(folder / name), "LOCALAPPDATA": str(folder / name)}

    return [
        Contestant("python -c pass", ("-c", "pass"), environment=modules),
        Contestant("an empty typer program", ("-c", EMPTY), environment=modules),
        Contestant("checklist assess, no cache", ASSESS, environment={**modules, "CHECKLIST_CACHE": "off"}),
        Contestant("checklist assess, cold", ASSESS, forget, keeping("cold")),
        Contestant("checklist assess, warm", ASSESS, environment=keeping("warm")),
    ]  # fmt: skip


def run(contestant: Contestant) -> None:
    """One run, its times noted."""
    contestant.before()
    environment = {**os.environ, **contestant.environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start, before = time.perf_counter(), _processor_time()
    done = subprocess.run(
        (sys.executable, *contestant.arguments),
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    contestant.times.append((_processor_time() - before, time.perf_counter() - start))
    assert done.returncode in (0, 1), done.stderr.decode()


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def shown(contestants: list[Contestant]) -> float:
    """Print the table; the processor time of the warm start in times of the empty program."""
    empty = contestants[1].medians()
    print(f"{'':<30}{'processor':>12}{'÷ empty':>10}{'wall':>12}{'÷ empty':>10}")
    for each in contestants:
        processor, wall = each.medians()
        print(
            f"{each.name:<30}{processor * 1000:9.0f} ms{processor / empty[0]:10.2f}"
            f"{wall * 1000:9.0f} ms{wall / empty[1]:10.2f}"
        )
    ratio = contestants[-1].medians()[0] / empty[0]
    print(f"warm ÷ empty {ratio:.2f} (at most {MOST_TIMES})")
    return ratio


if __name__ == "__main__":
    sys.exit(main())
