"""How long `checklist assess` takes to start, against an empty typer program, and what its parts take.

Each is a process of its own, its modules compiled. Cold finds no compiled pack and keeps one; warm finds
it; what they print is seen to be the same. Processor time counts: the clock on the wall is printed beside it.
All take turns, and medians are compared: of a process not even the least time is the same twice.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from measuring import ROOT, Run, compiling_into, run
from report import Claim, arguments, conclude, number, table, title

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
    """A program, what has to be so before each of its runs, and its runs."""

    name: str
    arguments: tuple[str, ...]
    before: Callable[[], None] = lambda: None
    environment: Mapping[str, str] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)

    def run(self) -> None:
        self.before()
        self.runs.append(run(self.arguments, self.environment))

    @property
    def processor(self) -> float:
        return statistics.median(each.processor for each in self.runs)

    @property
    def wall(self) -> float:
        return statistics.median(each.wall for each in self.runs)


def main() -> int:
    """Print all, and say whether the warm start is within its limit."""
    wanted = arguments(__doc__, runs=15).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # To see whether all agree, modules that were compiled before do as well.
        modules = {} if wanted.quick else compiling_into(Path(folder) / "modules")
        contestants = entered(Path(folder), modules)
        # The first run compiles modules and keeps the pack, the second finds both.
        for _ in range(2):
            for each in contestants:
                each.run()
        agree(contestants)
        if not wanted.quick:
            measure(contestants, wanted.runs)
    show(contestants)
    ratio = contestants[-1].processor / contestants[1].processor
    claim = Claim(
        words="warm checklist assess ÷ an empty typer program", found=ratio, limit=MOST_TIMES
    )
    return conclude([claim], quick=wanted.quick)


def measure(contestants: Sequence[Contestant], runs: int) -> None:
    """Run all in turns; what was noted before is forgotten."""
    for each in contestants:
        each.runs.clear()
    for _ in range(runs):
        for each in contestants:
            each.run()
    agree(contestants)


def agree(contestants: Sequence[Contestant]) -> None:
    """An assessment is the same, cache or no cache."""
    said = {ran.output for each in contestants if each.arguments is ASSESS for ran in each.runs}
    assert len(said) == 1


def entered(folder: Path, modules: Mapping[str, str]) -> list[Contestant]:
    """Those that take part; `folder` is for packs that were compiled, `modules` says where modules are."""
    kept = folder / "cold" / "checklist-engine"

    def forget() -> None:
        for file in kept.glob("*"):
            file.unlink()

    def keeping(name: str) -> dict[str, str]:
        where = str(folder / name)
        return {**modules, "CHECKLIST_CACHE": "on", "XDG_CACHE_HOME": where, "LOCALAPPDATA": where}

    return [
        Contestant("python -c pass", ("-c", "pass"), environment=modules),
        Contestant("an empty typer program", ("-c", EMPTY), environment=modules),
        Contestant("checklist assess, no cache", ASSESS, environment={**modules, "CHECKLIST_CACHE": "off"}),
        Contestant("checklist assess, cold", ASSESS, forget, keeping("cold")),
        Contestant("checklist assess, warm", ASSESS, environment=keeping("warm")),
    ]  # fmt: skip


def show(contestants: Sequence[Contestant]) -> None:
    title("Cold start")
    empty = contestants[1]
    head = ("program", "processor ÷ empty", "wall ÷ empty")
    rows = [
        (each.name, number(each.processor / empty.processor), number(each.wall / empty.wall))
        for each in contestants
    ]
    table(head, rows)


if __name__ == "__main__":
    sys.exit(main())
