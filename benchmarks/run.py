"""All benchmarks in turn, each in a process of its own, as one report in Markdown.

    python benchmarks/run.py                    # takes a while; nothing else should be running
    python benchmarks/run.py --quick            # the smallest sizes: whether everything works
    python benchmarks/run.py -o report.md single growth

A benchmark is a file of this folder that can be run. It prints Markdown, with lines that say whether what it
claims is reached (`report.py`); these are gathered at the top. Ends with 1 where one is not, or a benchmark fails.
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from report import MISSED, REACHED, UNJUDGED

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements-peers.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A benchmark that was run, and what it printed."""

    name: str
    text: str
    code: int

    def claims(self) -> list[str]:
        signs = (REACHED, MISSED, UNJUDGED)
        return [line for line in self.text.splitlines() if line.startswith(signs)]


def main() -> int:
    """Run those that are asked for, and print or write what they say."""
    wanted = _wanted()
    benchmarks = found()
    chosen = wanted.benchmarks or sorted(benchmarks)
    unknown = sorted(set(chosen) - benchmarks.keys())
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(unknown)} (there are: {', '.join(benchmarks)})")
    ran = []
    for name in chosen:
        print(f"{name} …", file=sys.stderr)
        ran.append(run(benchmarks[name], quick=wanted.quick))
    text = "\n".join(report(ran, quick=wanted.quick))
    if wanted.output is None:
        print(text)
    else:
        wanted.output.write_text(f"{text}\n", encoding="utf-8")
    return max((each.code for each in ran), default=0)


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("benchmarks", nargs="*", help="names of files, without .py (default: all)")
    parser.add_argument("--quick", action="store_true", help="the smallest sizes, no claims")
    parser.add_argument("-o", "--output", type=Path, help="the file to write the report to")
    return parser.parse_args()


def found() -> dict[str, Path]:
    """The files of this folder that can be run, by name."""
    return {
        path.stem: path
        for path in sorted(HERE.glob("*.py"))
        if path != Path(__file__).resolve() and "\nif __name__ ==" in path.read_text("utf-8")
    }


def run(path: Path, *, quick: bool) -> Ran:
    """One benchmark in a process of its own; what it says of a failure goes to stderr."""
    done = subprocess.run(
        (sys.executable, str(path), *(("--quick",) if quick else ())),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    return Ran(name=path.stem, text=done.stdout.strip(), code=int(done.returncode != 0))


def report(ran: Sequence[Ran], *, quick: bool) -> Iterator[str]:
    """The lines of the report."""
    yield "# Benchmarks\n"
    yield from machine()
    if quick:
        yield "\nThe smallest sizes only, to see whether everything works: no number here means anything."
    claims = [claim for each in ran for claim in each.claims()]
    failed = [
        each.name for each in ran if each.code and not any(MISSED in line for line in each.claims())
    ]
    if claims or failed:
        yield "\n## What is claimed\n"
        yield from claims
        yield from (f"- **failed**: {name}.py" for name in failed)
    for each in ran:
        body = [line for line in each.text.splitlines() if line not in each.claims()]
        yield "\n" + "\n".join(body).strip()


def machine() -> Iterator[str]:
    """What the numbers depend on; nothing that says whose machine it is."""
    yield (
        "Ratios of times that were measured in one run, in processor time; only ratios carry over from one "
        "machine to another.\n"
    )
    yield f"- {platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores"
    yield f"- {', '.join(versions())}"


def versions() -> Iterator[str]:
    """The engines that are installed, this one first."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    peers = [line.partition("==")[0] for line in lines if "==" in line]
    for name in ("checklist-engine", "jsonschema", *peers):
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} (not installed)"


if __name__ == "__main__":
    sys.exit(main())
