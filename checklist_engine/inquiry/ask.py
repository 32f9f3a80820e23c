"""Asking (問合せ): what can still come out of a submission, and which answers can change it.

Everything here holds over all completions: every way to answer what is asked and open, with up to so
many further elements in every list that may grow. Evidence, claims and rulings stay as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum

from checklist_engine.analysis.scheme import Scheme
from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.conclusion.conditions import draft_open_condition
from checklist_engine.evaluator.relevance import Relevance, RelevanceMap, relevance_map
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.inquiry.outcomes import Outcomes
from checklist_engine.inquiry.solving import MOST_JOINTS
from checklist_engine.inquiry.units import Unit, Units
from checklist_engine.inquiry.weighing import WeighedConditions, WeighedDecisions, Weighing
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.submission import Ruling, Submission
from checklist_engine.model.verdicts import Decision

FURTHER = 2
"""How many further elements of a list that may grow are thought of."""
_MOST_WORLDS = 1 << 20


class Change(Enum):
    """What an answer can still change: the decision; else verdicts, and with them the score, the
    conditions and the remarks; else nothing.
    """

    DECISION = "decision"
    SCORE = "score"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A fact, a field of an element, or a list that may grow, that is asked and has no answer.

    Attributes:
        path: of the answer; of the list where further elements are asked for.
        fact: what is asked.
        label: its label, with the element that it is of.
        changes: the most that its answer can change.
        weight: how much of the decision hangs on it alone (0 to 1), by the share of completions in
            which it turns the decision.
        rules: the rules whose verdict it can change, in their order.
        conditions: those that it alone can bring or spare, by id in their order (but for the one on
            what is open, which comes with the decision).
        pending: whether it is asked only if other answers say so.
        after: the paths of these answers, where it is pending.
        listed: whether it is a list that has elements, and may get more.
        reason: why it has no answer (`{unknown: 照会中}`), where somebody said so.
    """

    path: str
    fact: Fact
    label: str
    changes: Change
    weight: float
    rules: tuple[str, ...]
    conditions: tuple[str, ...]
    pending: bool
    after: tuple[str, ...]
    listed: bool
    reason: str | None

    @property
    def text(self) -> str:
        """The question in words."""
        if self.listed:
            return f"「{self.label}」に、まだ書いていないものはありますか"
        return self.fact.question or f"「{self.label}」について、記入してください"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """見通し: what is certain, what is possible, and the questions that are open.

    Attributes:
        decisions: those that are possible, from approval on; none where the profile decides nothing.
        certain: conditions that will be asked for whatever is answered, by id in their order.
        possible: those that may be, the certain ones among them.
        ruled_out: all others that the rules of the profile know.
        questions: the weightiest first; those that change nothing last.
        exact: whether everything was looked at. Else there may be fewer decisions, fewer conditions
            and fewer questions that count than it seems; what is said to be certain, or of no
            account, is so in any case.
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
        return len(self.decisions) <= 1


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
        joints: int = MOST_JOINTS,
    ) -> None:
        """Args:
        plan: the rules that count.
        as_of: the assessment date.
        rulings: those on this case.
        further: how many further elements a list that may grow is thought to get at most.
        joints: how much may be looked at before it is 調べきれませんでした, in tables of a few
            thousand worlds each.
        """
        self.plan, self.as_of = plan, as_of
        self.further = further
        self.units = Units(plan, as_of, _MOST_WORLDS)
        self.outcomes = Outcomes(plan, tuple(rulings), as_of)
        self.weighing = Weighing(self.outcomes, joints)
        open_points = draft_open_condition(plan, ())
        self._open_points = open_points.id
        orders = {name: plan.conditions[name].order for name in self.outcomes.conditions}
        orders.setdefault(open_points.id, open_points.order)
        self._conditions = tuple(sorted(orders, key=lambda name: (orders[name], name)))

    def ask(self, submission: Submission) -> Prospect:
        """What can still come of a submission."""
        scheme = Scheme(
            given=submission.answers,
            evidence=submission.evidence,
            closed=False,
            further=self.further,
        )
        found = self.units.of(scheme)
        untold = _untold(found)
        known = [each for each in found if isinstance(each, Unit)]
        units = [unit for unit in known if all(unit.rule is not rule for rule in untold)]
        self.weighing.lay_out(units, self.units.constraints(units))
        nothing = WeighedDecisions(
            decisions=(), weights={}, exact=not untold, leaves_points_open=frozenset()
        )
        decided = self.weighing.decisions(untold) if self.plan.decides else nothing
        conditions = self.weighing.conditions(untold)
        certain, possible = set(conditions.certain), set(conditions.possible)
        # The condition on what is open comes with the decision, where none of its own does.
        certain |= {self._open_points} if decided.leaves_points_open == {True} else set()
        possible |= {self._open_points} if True in decided.leaves_points_open else set()
        return Prospect(
            decisions=decided.decisions,
            certain=tuple(filter(certain.__contains__, self._conditions)),
            possible=tuple(filter(possible.__contains__, self._conditions)),
            ruled_out=tuple(each for each in self.outcomes.conditions if each not in possible),
            questions=self._questions(submission, units, untold, decided, conditions),
            exact=decided.exact and conditions.exact,
        )

    def _questions(
        self,
        submission: Submission,
        units: Sequence[Unit],
        untold: Sequence[PlannedRule],
        decided: WeighedDecisions,
        conditions: WeighedConditions,
    ) -> tuple[OpenQuestion, ...]:
        relevance = relevance_map(self.plan, submission.answers, self.as_of)
        index = answer_index(self.plan.vocabulary, submission.answers)
        movers = _movers(units)
        found = []
        for path in self._open_paths(index, relevance):
            fact = index.located[path].fact
            reading = [rule for rule in untold if fact.full_id in self.units.facts_of(rule)]
            rules = dict.fromkeys((*movers.get(path, ()), *(rule.id for rule in reading)))
            decisive = path in decided.weights or (bool(reading) and len(decided.decisions) > 1)
            found.append(
                OpenQuestion(
                    path=path,
                    fact=fact,
                    label=index.located[path].label,
                    changes=_change(decisive=decisive, moving=bool(rules)),
                    weight=decided.weights.get(path, 0.0),
                    rules=tuple(rule.id for rule in self.plan.rules if rule.id in rules),
                    conditions=conditions.turned.get(path, ()),
                    pending=relevance.of(path) is Relevance.PENDING,
                    after=_first(path, index, relevance),
                    listed=index.located[path].answer is not None,
                    reason=submission.answers.reasons.get(path),
                )
            )
        rank = list(Change)
        found.sort(key=lambda each: (rank.index(each.changes), -round(each.weight, 9)))
        return tuple(found)

    def _open_paths(self, index: AnswerIndex, relevance: RelevanceMap) -> Iterator[str]:
        """What is asked, or may come to be asked, and has no answer; and the lists that may grow."""
        for path, located in index.located.items():
            fact = located.fact
            if fact.full_id not in self.plan.read or relevance.of(path) is Relevance.IRRELEVANT:
                continue
            if located.answer is None or _may_grow(fact, index):
                yield path


def _may_grow(fact: Fact, index: AnswerIndex) -> bool:
    closed_by = fact.shape.closed_by if fact.shape else None
    return closed_by is not None and index.answers.values.get(closed_by) is not True


def _change(*, decisive: bool, moving: bool) -> Change:
    if decisive:
        return Change.DECISION
    return Change.SCORE if moving else Change.NOTHING


def _untold(found: Iterable[Unit | PlannedRule]) -> Sequence[PlannedRule]:
    """The rules whose findings are not all told: there are too many worlds, or not all kinds of them."""
    rules = {}
    for each in found:
        if not isinstance(each, Unit):
            rules[each.id] = each
        elif not each.exact:
            rules[each.rule.id] = each.rule
    return tuple(rules.values())


def _movers(units: Iterable[Unit]) -> Mapping[str, Sequence[str]]:
    """By path, the rules whose verdict its answer alone can change."""
    movers: dict[str, dict[str, None]] = {}
    for unit in units:
        for path in unit.turned_by:
            movers.setdefault(path, {})[unit.rule.id] = None
    return {path: tuple(rules) for path, rules in movers.items()}


def _first(path: str, index: AnswerIndex, relevance: RelevanceMap) -> tuple[str, ...]:
    """What has to be answered before it can be told whether a pending path is asked."""
    found: dict[str, None] = {}
    waiting = [path]
    while waiting:
        each = waiting.pop(0)
        if relevance.of(each) is Relevance.PENDING:
            # INVARIANT: relevance has no cycles, so this comes to an end.
            waiting += sorted(relevance.open_causes_of(each))
        elif each != path:
            found[each] = None
    return tuple(sorted(found, key=list(index.located).index))
