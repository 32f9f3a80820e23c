"""Changeable (変えられるもの): what could come of a submission if answers were changed and records handed in.

Facts that cannot be changed to please a rule (`mutable: false`) stand as they are; elements of lists
are neither added nor taken away.
"""

from collections.abc import Iterator, Sequence

from checklist_engine.analysis.proofs import Records
from checklist_engine.analysis.scheme import ANY, PROOF, Scheme, path_of_variable
from checklist_engine.conclusion.answers import answer_index
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.values import FactType, Value
from checklist_engine.inquiry.changed_answers import fixed_answers
from checklist_engine.inquiry.outcomes import Outcomes
from checklist_engine.inquiry.partition import Bits, Partition
from checklist_engine.inquiry.trials import Changed
from checklist_engine.inquiry.units import Unit, Units, full_id_of
from checklist_engine.model.facts import Fact
from checklist_engine.model.submission import Submission
from checklist_engine.model.verdicts import Gate, Verdict

USUAL_EFFORT = 3
"""The effort of changing a fact that says nothing of it."""
EFFORT_OF_PROOF = 1
_COSTS = {Verdict.NOT_MET: 60, Verdict.UNDETERMINED: 40, Verdict.UNPROVEN: 20}
"""What a finding costs that comes out so; an odd cost would be taken for what is impossible."""
_DISTASTE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """An answer that is changed, or given for the first time (`before` None)."""

    path: str
    label: str
    fact: Fact
    before: Value | None
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedProof:
    """The records that are handed in for one answer."""

    path: str
    label: str
    records: Records

    @property
    def kinds(self) -> tuple[str, ...]:
        """The ids of their kinds."""
        return tuple(kind for kind, _ in self.records.kinds)


class Changeable:
    """The findings of one submission over all that can be changed about it.

    Attributes:
        units: the findings that it may come to; the answers as they are come first.
        constraints: what no way to answer may break.
        exact: whether they stand for all.
    """

    def __init__(self, units: Units, outcomes: Outcomes, submission: Submission) -> None:
        """Args:
        units: of the rules that count.
        outcomes: of these rules, with the rulings on the case.
        submission: the case as it is.
        """
        vocabulary = units.plan.vocabulary
        self.outcomes = outcomes
        self.index = answer_index(vocabulary, submission.answers)
        self._facts = {fact.full_id: fact for fact in vocabulary.all_facts()}
        self._order = {path: at for at, path in enumerate(self.index.located)}
        current = {
            path: located.answer
            for path, located in self.index.located.items()
            if located.answer is not None
            and not isinstance(located.answer, tuple)
            and located.fact.mutable
        }
        scheme = Scheme(
            given=fixed_answers(submission.answers, vocabulary),
            current=current,
            evidence=submission.evidence,
            may_prove=True,
            closed=False,
            blanks=True,
            further=0,
        )
        found = units.of(scheme)
        self.units = [each for each in found if isinstance(each, Unit)]
        self.exact = len(self.units) == len(found) and all(unit.exact for unit in self.units)
        self.constraints = list(units.constraints(self.units))
        self._told_apart = {
            variable.name for unit in self.units for variable in unit.space.variables
        }

    def question_of(self, variable: str) -> str:
        """Answers and proofs are changed apart: `hosting.country`, `hosting.country?`."""
        return variable if variable.endswith(PROOF) else path_of_variable(variable)

    def may_change(self, question: str) -> bool:
        """Whether an answer may be changed to please a rule; a record may always be handed in."""
        return question.endswith(PROOF) or self._facts[full_id_of(question)].mutable

    def effort_of(self, question: str) -> int:
        """What it takes, from 1 to 5."""
        if question.endswith(PROOF):
            return EFFORT_OF_PROOF
        return self._facts[full_id_of(question)].effort or USUAL_EFFORT

    def costs(self) -> Sequence[Partition]:
        """What tells ways to answer the same questions apart: how much worse findings come out than now."""
        return [
            unit.partition(self._harm(unit)).reduced() for unit in self.units if self._counts(unit)
        ]

    def tastes(self) -> Sequence[Partition]:
        """What is not to be proposed though it does no harm: answers that turn an open finding of an
        advisory rule bad; a code only because something has to be chosen.
        """
        return [
            *(
                unit.partition(self._harm(unit)).reduced()
                for unit in self.units
                if not self._counts(unit)
            ),
            *(_only_because(each).reduced() for each in self.constraints),
        ]

    def harm(self, bit: Bits) -> Iterator[Partition]:
        """Where a finding comes out worse than now."""
        for unit in filter(self._counts, self.units):
            yield unit.partition({each: bit for each, worse in self._harm(unit).items() if worse})

    def _counts(self, unit: Unit) -> bool:
        """Whether no change should make a finding worse; what an advisory rule says that is open may
        become known.
        """
        return unit.rule.gate is not Gate.ADVISORY or not self._cost_now(unit)

    def _harm(self, unit: Unit) -> dict[Verdict, int]:
        now = self._cost_now(unit)
        return {each: max(0, cost - now) for each, cost in self._costs(unit).items()}

    def _costs(self, unit: Unit) -> dict[Verdict, int]:
        return {each: _COSTS.get(self.outcomes.final(unit, each), 0) for each in Verdict}

    def _cost_now(self, unit: Unit) -> int:
        costs = self._costs(unit)
        return next((costs[each] for each, worlds in unit.verdicts.items() if worlds & 1), 0)

    def changes(self, changed: Changed) -> list[AnswerChange]:
        """The answers that these variables stand for, in the order of the form."""
        names = (name for name in changed if not name.endswith(PROOF))
        found = []
        for path in sorted({path_of_variable(name) for name in names}, key=self._order.__getitem__):
            located = self.index.located[path]
            before = located.answer
            assert not isinstance(before, tuple)
            if located.fact.type is FactType.CHOICES:
                after: Value = self._codes(path, located.fact, before, changed)
            else:
                after = changed[path]  # type: ignore[assignment]
            if after != before:
                found.append(
                    AnswerChange(
                        path=path,
                        label=located.label,
                        fact=located.fact,
                        before=before,
                        after=after,
                    )
                )
        return found

    def proofs(self, changed: Changed) -> list[AddedProof]:
        """The records that these variables stand for, in the order of the form."""
        found = [
            AddedProof(path=path, label=self.index.located[path].label, records=records)
            for path, records in (
                (name.removesuffix(PROOF), value) for name, value in changed.items()
            )
            if isinstance(records, Records)
        ]
        return sorted(found, key=lambda each: self._order[each.path])

    def _codes(
        self, path: str, fact: Fact, before: Value | None, changed: Changed
    ) -> frozenset[str]:
        """The old codes with those changed that are; where something is chosen but none of the codes
        that are told apart, any other.
        """
        codes = set(before) if isinstance(before, frozenset) else set[str]()
        anything = changed.get(path + ANY, bool(codes))
        for code in fact.choices or ():
            chosen = changed.get(path + ANY + code, code in codes)
            codes = codes | {code} if chosen else codes - {code}
        if path + ANY not in self._told_apart or bool(codes) is anything:
            return frozenset(codes)
        others = [code for code in fact.choices or () if path + ANY + code not in self._told_apart]
        return frozenset(others[:1] if anything else ())


def _only_because(constraint: Partition) -> Partition:
    """Where something is chosen, but none of the codes that are told apart."""
    space = constraint.space
    *codes, anything = [variable.name for variable in space.variables]
    others = space.where_is(anything, value=True)
    for code in codes:
        others &= space.where_is(code, value=False)
    if others & 1:
        # So it is already: nobody proposes it.
        others = 0
    parts = {0: space.everywhere & ~others, _DISTASTE: others}
    return Partition(space, {cost: worlds for cost, worlds in parts.items() if worlds})
