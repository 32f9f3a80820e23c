"""Asking (問合せ): what can still come out of a submission, and which answers can change it.

Everything here holds over all completions: every way to answer what is asked and open, with up to so
many further elements in every list that may grow. Evidence, claims and rulings stay as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from checklist_engine.analysis.scheme import path_of_variable
from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.evaluator.relevance import Relevance, RelevanceMap, relevance_map
from checklist_engine.inquiry.outcomes import ASKED, Outcomes
from checklist_engine.inquiry.partition import Bits, Partition
from checklist_engine.inquiry.solving import CutOff, Solved, Solver, united
from checklist_engine.inquiry.units import FURTHER, Unit, Units
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Ruling, Submission
from checklist_engine.model.verdicts import Decision


class Change(Enum):
    """What an answer can still change: the decision; else verdicts, and with them the score, the
    conditions and the remarks; else nothing.
    """

    DECISION = "decision"
    SCORE = "score"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        return {"decision": "結論", "score": "評点又は留意事項", "nothing": "なし"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A fact, a field of an element, or a list that may grow, that is asked and has no answer.

    Attributes:
        path: of the answer; of the list where further elements are asked for.
        fact: what is asked.
        label: its label, with the element that it is of.
        changes: the most that its answer can change.
        weight: the share of all completions in which it alone turns the decision (0 to 1).
        rules: the rules whose verdict it can change, in their order.
        pending: whether it is asked only if other answers say so.
    """

    path: str
    fact: Fact
    label: str
    changes: Change
    weight: float
    rules: tuple[str, ...]
    pending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """見通し: what is certain, what is possible, and the questions that are open.

    Attributes:
        decisions: those that are possible, from approval on; none where the profile decides nothing.
        certain: conditions that will be asked for whatever is answered, by id, in their order.
        possible: those that may be, the certain ones among them.
        ruled_out: all others that the rules of the profile know.
        questions: the weightiest first; those that change nothing last.
        exact: whether everything was looked at; else what is not listed may still be.
    """

    decisions: tuple[Decision, ...]
    certain: tuple[str, ...]
    possible: tuple[str, ...]
    ruled_out: tuple[str, ...]
    questions: tuple[OpenQuestion, ...]
    exact: bool

    @property
    def settled(self) -> bool:
        """Whether no answer can change the decision any more."""
        return self.exact and all(each.changes is not Change.DECISION for each in self.questions)


class Inquirer:
    """Answers the same question again and again while a submission is being filled in: what rests on
    answers that have not changed is kept.
    """

    def __init__(
        self,
        plan: Plan,
        as_of: date,
        rulings: Sequence[Ruling] = (),
        *,
        further: int = FURTHER,
    ) -> None:
        """Args:
        plan: the rules that count.
        as_of: the assessment date.
        rulings: those on this case.
        further: how many further elements a list that may grow is thought to get at most.
        """
        self.plan, self.as_of = plan, as_of
        self.units = Units(plan, as_of, further)
        self.outcomes = Outcomes(plan, tuple(rulings), as_of)

    def ask(self, submission: Submission) -> Prospect:
        """What can still come of a submission."""
        found = list(self.units.of(submission.answers, submission.evidence))
        units = [each for each in found if isinstance(each, Unit)]
        constraints = list(self.units.constraints(units))
        relevance = relevance_map(self.plan, submission.answers, self.as_of)
        index = answer_index(self.plan.vocabulary, submission.answers)
        exact = len(units) == len(found) and all(unit.exact for unit in units)
        decisions: tuple[Decision, ...] = ()
        weights: Mapping[str, float] = {}
        if self.plan.decides:
            of_units = (self.outcomes.of_decision(unit) for unit in units)
            parts = [*(part for part in of_units if part is not None), *constraints]
            try:
                solved = Solver(question_of=path_of_variable).solve(parts)
            except CutOff:
                # Each finding by itself: whatever can come out together is among this, and more.
                exact = False
                solved = united(
                    [Solver(question_of=path_of_variable).solve([part]) for part in parts]
                )
            decisions = self._decisions(solved)
            weights = self._weights(solved)
        certain, possible = self._conditions(units, constraints)
        return Prospect(
            decisions=decisions,
            certain=certain,
            possible=possible,
            ruled_out=tuple(name for name in self.outcomes.conditions if name not in possible),
            questions=self._questions(index, relevance, weights, _movers(units)),
            exact=exact,
        )

    def _decisions(self, solved: Solved) -> tuple[Decision, ...]:
        found = {self.outcomes.decision(bits) for bits in solved.shares}
        return tuple(decision for decision in Decision if decision in found)

    def _weights(self, solved: Solved) -> Mapping[str, float]:
        """By path, the share of completions in which its answer alone turns the decision."""
        weights: dict[str, float] = {}
        for path, turns in solved.turns.items():
            for (one, other), share in turns.items():
                if self.outcomes.decision(one) is not self.outcomes.decision(other):
                    weights[path] = weights.get(path, 0.0) + share
        return weights

    def _conditions(
        self, units: Sequence[Unit], constraints: Sequence[Partition]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(certain, possible), by id in their order."""
        certain, possible = [], []
        for name in self.outcomes.conditions:
            asking = [
                self.outcomes.of_condition(unit, name)
                for unit in units
                if self.outcomes.may_ask(unit, name)
            ]
            asking = [each for each in asking if any(bits & ASKED for bits in each.parts)]
            if not asking:
                continue
            shares = self._shares([*asking, *constraints])
            if shares is None or any(bits & ASKED for bits in shares):
                possible.append(name)
            if shares is not None and all(bits & ASKED for bits in shares):
                certain.append(name)
        return tuple(certain), tuple(possible)

    def _shares(self, parts: Sequence[Partition]) -> Mapping[Bits, float] | None:
        try:
            return Solver().solve(parts).shares
        except CutOff:
            return None

    def _questions(
        self,
        index: AnswerIndex,
        relevance: RelevanceMap,
        weights: Mapping[str, float],
        movers: Mapping[str, Sequence[str]],
    ) -> tuple[OpenQuestion, ...]:
        found = [
            self._question(path, index, relevance, weights, movers)
            for path in self._open_paths(index, relevance)
        ]
        rank = list(Change)
        found.sort(key=lambda each: (rank.index(each.changes), -round(each.weight, 9)))
        return tuple(found)

    def _question(
        self,
        path: str,
        index: AnswerIndex,
        relevance: RelevanceMap,
        weights: Mapping[str, float],
        movers: Mapping[str, Sequence[str]],
    ) -> OpenQuestion:
        changes = Change.NOTHING
        if weights.get(path):
            changes = Change.DECISION
        elif movers.get(path):
            changes = Change.SCORE
        return OpenQuestion(
            path=path,
            fact=index.located[path].fact,
            label=index.located[path].label,
            changes=changes,
            weight=weights.get(path, 0.0),
            rules=tuple(movers.get(path, ())),
            pending=relevance.of(path) is Relevance.PENDING,
        )

    def _open_paths(self, index: AnswerIndex, relevance: RelevanceMap) -> Iterator[str]:
        """What is asked, or may come to be asked, and has no answer; and the lists that may grow."""
        for path, located in index.located.items():
            fact = located.fact
            if fact.full_id not in self.plan.read or relevance.of(path) is Relevance.IRRELEVANT:
                continue
            if located.answer is None or self._may_grow(fact, index):
                yield path

    def _may_grow(self, fact: Fact, index: AnswerIndex) -> bool:
        closed_by = fact.shape.closed_by if fact.shape else None
        return closed_by is not None and index.answers.values.get(closed_by) is not True


def _movers(units: Iterable[Unit]) -> Mapping[str, Sequence[str]]:
    """By path, the rules whose verdict its answer alone can change."""
    movers: dict[str, dict[str, None]] = {}
    for unit in units:
        for path in unit.turned_by:
            movers.setdefault(path, {})[unit.rule.id] = None
    return {path: tuple(rules) for path, rules in movers.items()}
