"""Peers: other engines that are given the same rules, each in its own language; one module each.

    for peer in peers():                     every module of this folder that has a PEER
        peer.version()                       None where it is not installed
        written = peer.write(plan, AS_OF)    the rules in its language, compiled
        result = written.run(written.native(submission))
    written.truths(result)               for each rule in turn True, False or None

What a language has no words for is left out and counted in `unsaid`; it is never written as something else.
Languages of two values are written as their authors write them, as if every answer were there.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from typing import Any, TypeAlias

from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Submission

Said: TypeAlias = Sequence[bool | None]
"""A truth for each rule; None: the engine says neither, or that there is an error."""


def as_it_is(result: Any) -> Any:
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The rules of a Plan, those at `positions`, as an engine has them.

    `native` writes the values of a submission the way the engine's documents have them; `run` is all that the
    engine has to do with such a document, up to a result for each rule, and the only thing that is timed.
    """

    positions: tuple[int, ...]
    unsaid: Mapping[str, int]
    native: Callable[[Submission], Any]
    run: Callable[[Any], Any]
    truths: Callable[[Any], Said] = as_it_is


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """An engine: its name, the distribution that holds it, and whether it can say *unknown*; `way`, where it
    has several ways to do it.
    """

    name: str
    distribution: str
    three_valued: bool
    write: Callable[[Plan, date], Written]
    way: str = ""

    def version(self) -> str | None:
        """The version that is installed, if one is."""
        try:
            return metadata.version(self.distribution)
        except metadata.PackageNotFoundError:
            return None

    def __str__(self) -> str:
        way = f", {self.way}" if self.way else ""
        return f"{self.name} {self.version()}{way}"


def peers() -> Iterator[Peer]:
    """All of them, in the order of their modules; no engine is imported before it is to write."""
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            found: Peer = importlib.import_module(f"{__name__}.{module.name}").PEER
            yield found
