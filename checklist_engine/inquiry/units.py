"""Units: the findings that a submission may still come to, each as a partition of its completions."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from checklist_engine.model.submission import Answer, Answers, Evidence
from checklist_engine.model.verdicts import Verdict

FURTHER = 2
"""How many further elements of a list that may grow are thought of."""
MOST_WORLDS = 1 << 16


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
    """What a rule came to, and the answers that it was for."""

    given: Mapping[str, Answer]
    evidence: tuple[Evidence, ...]
    units: tuple[Unit, ...] | None


@dataclass(slots=True)
class Units:
    """The units of one plan on one day; those of rules whose answers have not changed are kept."""

    plan: Plan
    as_of: date
    further: int = FURTHER
    _among: Read = field(init=False, repr=False)
    _read: dict[str, Read] = field(init=False, repr=False)
    _kept: dict[str, _Kept] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._among = read_rules(self.plan, self.plan.rules)
        self._read = {
            rule.id: read_rules(self.plan, [rule], among=self._among) for rule in self.plan.rules
        }

    def of(self, answers: Answers, evidence: Sequence[Evidence]) -> Iterator[Unit | PlannedRule]:
        """Every unit, in the order of the rules; the rule itself where its units are too many to tell."""
        for rule in self.plan.rules:
            found = self._of_rule(rule, answers, tuple(evidence))
            if found is None:
                yield rule
            else:
                yield from found

    def constraints(self, units: Iterable[Unit]) -> Iterator[Partition]:
        """What no world may break, though no unit sees it whole: something is chosen where a code is,
        and where all codes are told apart only then.
        """
        names = {variable.name for unit in units for variable in unit.space.variables}
        for name in sorted(each for each in names if each.endswith(ANY)):
            fact = self._fact_of(name.removesuffix(ANY))
            codes = self._among.reading.codes(fact)
            variables = [
                Variable(name=code_name(name.removesuffix(ANY), code), values=(False, True))
                for code in codes
            ]
            space = Space([*variables, Variable(name=name, values=(False, True))])
            chosen = 0
            for variable in variables:
                chosen |= space.where(variable.name, 1)
            broken = chosen & ~space.where(name, 1)
            if len(codes) == len(fact.choices or ()):
                broken |= space.where(name, 1) & ~chosen
            parts = {IMPOSSIBLE: broken, 0: space.everywhere & ~broken}
            yield Partition(space, {bits: worlds for bits, worlds in parts.items() if worlds})

    def _fact_of(self, name: str) -> Fact:
        """The fact, or the field of an element, that a variable is of."""
        full_id = re.sub(r"\[[^\]]*\]", "", name)
        return self._among.facts[full_id]

    def _of_rule(
        self, rule: PlannedRule, answers: Answers, evidence: tuple[Evidence, ...]
    ) -> tuple[Unit, ...] | None:
        read = self._read[rule.id]
        given = {
            name: answers.values[name] for name in read.reading.facts if name in answers.values
        }
        kept = self._kept.get(rule.id)
        if kept is None or kept.given != given or kept.evidence != evidence:
            kept = _Kept(given, evidence, self._imagined(rule, read, given, evidence))
            self._kept[rule.id] = kept
        return kept.units

    def _imagined(
        self,
        rule: PlannedRule,
        read: Read,
        given: Mapping[str, Answer],
        evidence: tuple[Evidence, ...],
    ) -> tuple[Unit, ...] | None:
        scheme = Scheme(
            given=Answers(values=given),
            evidence=evidence,
            closed=False,
            further=self.further,
            most_worlds=MOST_WORLDS,
            focus="",
        )
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
