"""Patterns of `matches`, run in time linear in the text.

A pattern runs as a set of states (Thompson's construction), never by trial and error, so no rule
file can make an assessment hang.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from checklist_engine.ground.pattern_syntax import (
    Characters,
    Either,
    PatternFault,
    Repeat,
    Sequence,
    Tree,
    parse_pattern,
)

MOST_STATES = 5_000
_PLAIN = "a0あ漢-. "
_LONGEST_SAMPLE = 200
_MOST_SAMPLES = 40


def check_pattern(pattern: str) -> None:
    """Raise PatternFault where `pattern` is not of the language, or too large."""
    _automaton(pattern)


def matches(pattern: str, text: str) -> bool:
    """Whether the whole of `text` matches; both are compared as NFC.

    >>> matches("[A-Z]{2}-[0-9]+", "JP-12"), matches("[A-Z]", "JP")
    (True, False)
    """
    automaton = _automaton(pattern)
    states = automaton.closure({0})
    for character in unicodedata.normalize("NFC", text):
        reached = {
            target
            for state in states
            for characters, target in automaton.steps[state]
            if characters.holds(character)
        }
        if not reached:
            return False
        states = automaton.closure(reached)
    return automaton.end in states


def shortest(pattern: str, count: int) -> Iterator[str]:
    """Texts that match, shortest first, at most `count`; white space alone is none of them.

    >>> list(shortest("[A-Z]{2}(-[0-9]+)?", 3))
    ['AA', 'AZ', 'ZA']
    """
    automaton = _automaton(pattern)
    reached: list[tuple[str, frozenset[int]]] = [("", automaton.closure({0}))]
    seen: set[str] = set()
    # Every text of this length has been tried; a pattern of the language matches far shorter ones.
    for _ in range(_LONGEST_SAMPLE):
        longer: dict[str, frozenset[int]] = {}
        for text, states in reached:
            for character in _samples(automaton, states):
                targets = {
                    target
                    for state in states
                    for characters, target in automaton.steps[state]
                    if characters.holds(character)
                }
                longer[text + character] = automaton.closure(targets)
        reached = list(longer.items())[:_MOST_SAMPLES]
        for text, states in reached:
            if automaton.end in states and text.strip() and text not in seen:
                seen.add(text)
                yield text
                if len(seen) >= count:
                    return


def _samples(automaton: "_Automaton", states: frozenset[int]) -> Iterator[str]:
    """A few of the characters that can be read next."""
    found: dict[str, None] = {}
    for state in sorted(states):
        for characters, _ in automaton.steps[state]:
            ends = [end for pair in characters.ranges for end in pair]
            beyond = [other for other in _PLAIN if characters.holds(other)]
            found |= dict.fromkeys(beyond[:1] if characters.negated else ends)
    yield from found


class _Automaton:
    """State 0 is the start; `steps` read a character, `jumps` read nothing."""

    def __init__(self) -> None:
        self.steps: list[list[tuple[Characters, int]]] = []
        self.jumps: list[list[int]] = []
        self.end = self.state()

    def state(self) -> int:
        if len(self.steps) >= MOST_STATES:
            raise PatternFault("繰り返しを広げると大きくなりすぎるパターンです", 0)
        self.steps.append([])
        self.jumps.append([])
        return len(self.steps) - 1

    def closure(self, states: set[int]) -> frozenset[int]:
        seen = set(states)
        waiting = list(states)
        while waiting:
            for target in self.jumps[waiting.pop()]:
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return frozenset(seen)

    def add(self, tree: Tree, start: int) -> int:
        """Build `tree` from the state `start` on; the state where it has been read."""
        match tree:
            case Characters():
                end = self.state()
                self.steps[start].append((tree, end))
                return end
            case Sequence(parts):
                for part in parts:
                    start = self.add(part, start)
                return start
            case Either(parts):
                end = self.state()
                for part in parts:
                    self.jumps[self.add(part, start)].append(end)
                return end
            case Repeat(part, least, most):
                for _ in range(least):
                    start = self.add(part, start)
                return (
                    self._loop(part, start)
                    if most is None
                    else self._upto(part, start, most - least)
                )

    def _loop(self, part: Tree, start: int) -> int:
        # A state of its own, so that what comes before the loop is not drawn into it.
        again = self.state()
        self.jumps[start].append(again)
        self.jumps[self.add(part, again)].append(again)
        return again

    def _upto(self, part: Tree, start: int, times: int) -> int:
        end = self.state()
        self.jumps[start].append(end)
        for _ in range(times):
            start = self.add(part, start)
            self.jumps[start].append(end)
        return end


@lru_cache(maxsize=256)
def _automaton(pattern: str) -> _Automaton:
    automaton = _Automaton()
    automaton.end = automaton.add(parse_pattern(unicodedata.normalize("NFC", pattern)), 0)
    return automaton
