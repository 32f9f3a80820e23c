"""What a benchmark prints: Markdown, with tables, and claims with their limits.

A claim is a line of its own, which says whether it is reached, and by how much; `run.py` gathers them.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

REACHED, MISSED, UNJUDGED = "- **reached**: ", "- **not reached**: ", "- not judged: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that was measured, and what it may be at most (or has to be at least)."""

    words: str
    found: float
    limit: float
    unit: str = "×"
    at_least: bool = False

    @property
    def reached(self) -> bool:
        return self.found >= self.limit if self.at_least else self.found <= self.limit

    def __str__(self) -> str:
        bound, unit = "at least" if self.at_least else "at most", f" {self.unit}".rstrip()
        return f"{self.words}: {number(self.found)}{unit} ({bound} {self.limit:g}{unit})"


def arguments(doc: str | None, *, runs: int | None = None) -> argparse.ArgumentParser:
    """What every benchmark can be asked; `runs` is how often one that measures runs each thing."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    if runs is not None:
        parser.add_argument("--runs", type=int, default=runs, help="how often each is run")
    parser.add_argument(
        "--quick", action="store_true", help="the smallest sizes, once: whether it works, no claims"
    )
    return parser


def title(words: str) -> None:
    print(f"## {words}\n")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; what stands in the first column is words, in the others numbers."""
    print(f"| {' | '.join(head)} |")
    print(f"|---|{'---:|' * (len(head) - 1)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print()


def conclude(claims: Sequence[Claim], *, quick: bool) -> int:
    """Print the claims; 1 where one is missed. On the smallest sizes nothing is claimed."""
    for claim in claims:
        print(f"{UNJUDGED if quick else REACHED if claim.reached else MISSED}{claim}")
    return int(not quick and not all(claim.reached for claim in claims))


def number(value: float) -> str:
    """Three digits, or all before the point.

    >>> number(1234.5), number(12.345), number(0.01234)
    ('1,234', '12.3', '0.0123')
    """
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    places = 2
    size = abs(value)
    while size >= 10:
        places, size = places - 1, size / 10
    while size < 1:
        places, size = places + 1, size * 10
    return f"{value:.{places}f}"


def times(ratio: float) -> str:
    return f"{number(ratio)} ×"


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else ""
