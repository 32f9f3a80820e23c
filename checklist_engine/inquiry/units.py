"""Units: the findings that a submission may still come to, each as a partition of its completions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from checklist_engine.analysis.completions import completions, read_rules
from checklist_engine.analysis.evaluation import Evaluator
from checklist_engine.analysis.findings import ImaginedFinding, findings_of
from checklist_engine.analysis.scheme import (
    ANY,
    Read,
    Scheme,
    TooManyWorlds,
    code_name,
    path_of_variable,
)
from checklist_engine.analysis.space import Space, Variable, Worlds
from checklist_engine.inquiry.partition import Bits, Partition
from checklist_engine.inquiry.solving import IMPOSSIBLE, turns_in
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.submission import Answer, Answers, elements_of
from checklist_engine.model.verdicts import Verdict

MOST_WORLDS = 1 << 16
_NO_ANSWERS = Answers(values={})


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A finding that a rule may come to: on the submission, on an element that is there (`element`),
    on one that may come, or on what is not listed yet.

    Attributes:
        space: all completions of what the rule reads.
        verdicts: where it comes out how; in the other worlds there is no such finding.
        possible: the worlds that can be.
        exact: whether they stand for all.
    """

    rule: PlannedRule
    element: str | None
    space: Space
    verdicts: Mapping[Verdict, Worlds]
    possible: Worlds
    exact: bool

    @cached_property
    def turned_by(self) -> tuple[str, ...]:
        """The paths of the answers that alone can change how it comes out."""
        parts = {
            position: found
            for position, worlds in enumerate(self.verdicts.values())
            if (found := worlds & self.possible)
        }
        none = self.possible
        for worlds in parts.values():
            none &= ~worlds
        together = {**parts, **({-1: none} if none else {})}
        if len(together) == 1:
            return ()
        turns = turns_in(self.space, together, path_of_variable)
        return tuple(path for path, pairs in turns.items() if pairs)

    def partition(self, bits: Mapping[Verdict, Bits]) -> Partition:
        """What comes out by verdict; verdicts without bits, and no finding, are all the same."""
        parts: dict[Bits, Worlds] = {}
        left = self.possible
        for verdict, worlds in self.verdicts.items():
            here = worlds & self.possible
            if here and bits.get(verdict, 0):
                parts[bits[verdict]] = parts.get(bits[verdict], 0) | here
                left &= ~here
        if left:
            parts[0] = left
        if beyond := self.space.everywhere & ~self.possible:
            parts[IMPOSSIBLE] = beyond
        return Partition(self.space, parts)


@dataclass(slots=True)
class _Kept:
    """What a rule came to, and the part of a scheme that it was for."""

    scheme: Scheme
    units: tuple[Unit, ...] | None


@dataclass(slots=True)
class Units:
    """The units of one plan on one day; those of rules whose answers have not changed are kept."""

    plan: Plan
    as_of: date
    most_worlds: int = MOST_WORLDS
    _among: Read = field(init=False, repr=False)
    _read: dict[str, Read] = field(init=False, repr=False)
    _kept: dict[str, _Kept] = field(default_factory=dict, repr=False)
    _last: Scheme | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self._among = read_rules(self.plan, self.plan.rules)
        self._read = {
            rule.id: read_rules(self.plan, [rule], among=self._among) for rule in self.plan.rules
        }

    def of(self, scheme: Scheme) -> tuple[Unit | PlannedRule, ...]:
        """Every unit, in the order of the rules; the rule itself where its units are too many to tell."""
        changed = self._changed(scheme)
        # Whatever stops this halfway, the next one begins anew.
        self._last = None
        found: list[Unit | PlannedRule] = []
        for rule in self.plan.rules:
            kept = self._kept.get(rule.id)
            if kept is None or not changed.isdisjoint(self._read[rule.id].reading.facts):
                units = self._of_rule(rule, scheme)
            else:
                units = kept.units
            found += [rule] if units is None else units
        self._last = scheme
        return tuple(found)

    def facts_of(self, rule: PlannedRule) -> AbstractSet[str]:
        """The full ids of the facts and fields on which a rule may hang."""
        return self._read[rule.id].reading.facts

    def constraints(self, units: Iterable[Unit]) -> Iterator[Partition]:
        """What no world may break, though no unit sees it whole: something is chosen where a code is,
        and where all codes are told apart only then.
        """
        known = {each.name: each for unit in units for each in unit.space.variables}
        for name in sorted(each for each in known if each.endswith(ANY)):
            path = name.removesuffix(ANY)
            fact = self._fact_of(path)
            codes = self._among.reading.codes(fact)
            # A code that no unit sees is of no consequence, whichever value comes first.
            several = [
                known.get(each, Variable(name=each, values=(False, True)))
                for each in (code_name(path, code) for code in codes)
            ]
            space = Space([*several, known[name]])
            chosen = 0
            for variable in several:
                chosen |= space.where_is(variable.name, value=True)
            anything = space.where_is(name, value=True)
            broken = chosen & ~anything
            if len(codes) == len(fact.choices or ()):
                broken |= anything & ~chosen
            parts = {IMPOSSIBLE: broken, 0: space.everywhere & ~broken}
            yield Partition(space, {bits: worlds for bits, worlds in parts.items() if worlds})

    def _fact_of(self, name: str) -> Fact:
        """The fact, or the field of an element, that a variable is of."""
        return self._among.facts[full_id_of(name)]

    def _changed(self, scheme: Scheme) -> AbstractSet[str]:
        """The facts and fields whose answers are not what they were last; all of them where anything
        else is not.
        """
        last = self._last
        if last is None or _frame(last) != _frame(scheme):
            return self._among.reading.facts
        given = _differing(last.given.values, scheme.given.values, "")
        current = _differing(last.current, scheme.current, "")
        return {full_id_of(path) for path in (*given, *current)}

    def _of_rule(self, rule: PlannedRule, scheme: Scheme) -> tuple[Unit, ...] | None:
        read = self._read[rule.id]
        known = read.reading.facts
        scheme = replace(
            scheme,
            given=Answers(
                values={name: each for name, each in scheme.given.values.items() if name in known}
            ),
            current={
                path: each for path, each in scheme.current.items() if full_id_of(path) in known
            },
            most_worlds=self.most_worlds,
            focus="",
        )
        kept = self._kept.get(rule.id)
        if kept is None or kept.scheme != scheme:
            kept = _Kept(scheme, self._imagined(rule, read, scheme))
            self._kept[rule.id] = kept
        return kept.units

    def _imagined(self, rule: PlannedRule, read: Read, scheme: Scheme) -> tuple[Unit, ...] | None:
        try:
            if rule.loop is None:
                return tuple(self._units(rule, read, scheme))
            # One slot after the other: together, their fields would be too many to combine.
            imagined = Evaluator(completions(self.plan, read, self.as_of, scheme))
            apart = imagined.listed(rule.loop.elements).slots
            schemes = [scheme, *(replace(scheme, focus=slot.name) for slot in apart)]
            return tuple(unit for each in schemes for unit in self._units(rule, read, each))
        except TooManyWorlds:
            return None

    def _units(self, rule: PlannedRule, read: Read, scheme: Scheme) -> Iterator[Unit]:
        imagined = completions(self.plan, read, self.as_of, scheme)
        for each in findings_of(rule, Evaluator(imagined)):
            # What is not listed yet is one finding, whatever the focus.
            if rule.loop is None or (each.slot is None) is (scheme.focus == ""):
                yield Unit(
                    rule=rule,
                    element=_element(each),
                    space=imagined.space,
                    verdicts=each.verdicts,
                    possible=imagined.possible,
                    exact=imagined.exact,
                )


def _element(finding: ImaginedFinding) -> str | None:
    there = finding.slot.element if finding.slot else None
    return there.path if there else None


def _frame(scheme: Scheme) -> Scheme:
    """A scheme without its answers."""
    return replace(scheme, given=_NO_ANSWERS, current={})


def _differing(
    one: Mapping[str, Answer], other: Mapping[str, Answer], before: str
) -> Iterator[str]:
    """The paths of the answers that are not the same: of a list, those of its fields where it has the
    same elements.
    """
    for name in one.keys() | other.keys():
        answer, changed = one.get(name), other.get(name)
        if answer == changed:
            continue
        if _lists_the_same(answer, changed):
            for was, now in zip(elements_of(answer), elements_of(changed), strict=True):
                yield from _differing(was.values, now.values, f"{now.path}.")
        else:
            yield before + name


def _lists_the_same(one: Answer | None, other: Answer | None) -> bool:
    """Whether both are lists, of elements with the same paths."""
    if not isinstance(one, tuple) or not isinstance(other, tuple):
        return False
    return [element.path for element in one] == [element.path for element in other]


def full_id_of(path: str) -> str:
    """The full id of the fact or field that a path is of.

    >>> full_id_of("parties[sys/aws].locations[tokyo].country")
    'parties.locations.country'
    """
    return re.sub(r"\[[^\]]*\]", "", path)
