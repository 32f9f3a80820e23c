"""Reasons (判定の理由): the fewest answers that give a verdict, or that could still settle one.

A set of answers is *sufficient* for a finding where these answers by themselves, with all others taken
away, give a finding on the same element with the same verdict. The evaluator judges it, relevance too:
without one answer, another may come to be asked.

- Only answers that count may be in a set: none that is irrelevant as the submission stands.
- A list, as an answer, is which elements there are; their keys come with it, their other fields are
  answers of their own. The list of the element that a finding is about always stays.
- Records of evidence stay. So do the gaps that a rule asks about (`answered`), which no set can lose.

An open finding has no such set; what counts there is which questions may settle it (see `settling`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import combinations

from checklist_engine.analysis.completions import read_rules
from checklist_engine.analysis.scheme import Read
from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.evaluator.expression import evaluate
from checklist_engine.evaluator.findings import Assessor
from checklist_engine.evaluator.relevance import relevance_map
from checklist_engine.evaluator.view import Scope, View
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.inquiry.settling import Settling
from checklist_engine.model.assessment import Finding
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.plan import TRUE, Node, Plan, PlannedRelevance, PlannedRule
from checklist_engine.model.submission import Answer, Answers, Submission
from checklist_engine.model.verdicts import Verdict

MOST_PATHS = 15
"""Of so many answers that can be done without, one or the other, all combinations are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """最も短い理由: of a decided finding, a smallest set of answers that is sufficient for it; of an
    open one, a smallest set of questions whose answers, and no others, may settle it.

    Attributes:
        paths: of the answers, or of what is to be answered.
        smallest: whether no smaller set does. Else there were too many to try all of them: a
            sufficient set is one that nothing can be left out of, and of an open finding these may
            be all its causes.
    """

    paths: tuple[str, ...]
    smallest: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """When something is asked: an expression, among the elements around it."""

    path: str
    node: Node
    scope: Scope


def askings(
    relevance: Mapping[str, PlannedRelevance], index: AnswerIndex, path: str
) -> Iterator[Asking]:
    """What decides whether a path is asked: its own `relevant_when`, and those of the lists around it.

    Args:
        relevance: of a plan, by the full id of the fact.
        index: of the submission.
        path: an answer, given or not.
    """
    while True:
        located = index.located[path]
        planned = relevance.get(located.fact.full_id)
        if planned is not None:
            yield Asking(path, planned.node, located.around)
        if not located.around:
            return
        path = located.around[0].path.rpartition("[")[0]


def only(answers: Answers, kept: AbstractSet[str], vocabulary: Vocabulary) -> Answers:
    """The answers at these paths alone; a list that is kept has all its elements, with their keys."""
    return Answers(
        values={
            name: _thinned(answer, vocabulary.facts[name], kept)
            for name, answer in answers.values.items()
            if name in kept
        }
    )


def _thinned(answer: Answer, fact: Fact, kept: AbstractSet[str]) -> Answer:
    if not isinstance(answer, tuple):
        return answer
    shape = fact.shape
    assert shape is not None
    return tuple(
        replace(
            element,
            values={
                name: _thinned(value, shape.fields[name], kept)
                for name, value in element.values.items()
                if name == shape.key or f"{element.path}.{name}" in kept
            },
        )
        for element in answer
    )


class Reasoner:
    """Finds the reasons of the findings on one submission."""

    def __init__(self, plan: Plan, submission: Submission, as_of: date) -> None:
        """Args:
        plan: the rules that count.
        submission: the answers and records as they stand.
        as_of: the assessment date.
        """
        self.plan, self.submission, self.as_of = plan, submission, as_of
        self.answers = submission.answers
        self.index = answer_index(plan.vocabulary, self.answers)
        self.irrelevant = relevance_map(plan, self.answers, as_of).irrelevant
        self.view = View(answers=self.answers, as_of=as_of, hidden=self.irrelevant)

    def reason(self, rule: PlannedRule, finding: Finding) -> Reason:
        """The reason of a finding, as the rules alone make it."""
        read = read_rules(self.plan, [rule])
        narrow = replace(
            self.plan,
            rules=(rule,),
            relevance=tuple(
                each for each in self.plan.relevance if each.fact in read.reading.facts
            ),
        )
        if finding.machine_verdict is Verdict.UNDETERMINED:
            settling = Settling(
                plan=narrow,
                read=read,
                rule=rule,
                finding=finding,
                submission=self.submission,
                as_of=self.as_of,
                index=self.index,
            )
            found = settling.fewest()
            if found is None:
                return Reason(paths=finding.paths, smallest=False)
            paths, exact = found
            return Reason(paths=tuple(sorted(paths)), smallest=exact)
        return self._sufficient(narrow, read, rule, finding)

    def _sufficient(self, plan: Plan, read: Read, rule: PlannedRule, finding: Finding) -> Reason:
        around = {rule.loop.elements.fact} if rule.loop and finding.element else set()

        def holds(kept: AbstractSet[str]) -> bool:
            reduced = only(self.answers, kept | around, plan.vocabulary)
            return any(
                each.element == finding.element
                and each.machine_verdict is finding.machine_verdict
                and each.open_list is finding.open_list
                for each in self._findings(plan, rule, reduced)
            )

        probes = read.reading.probes
        found = []
        for ground in self._grounds(plan, rule, finding):
            candidates = next(
                known
                for paths in self._candidates(plan, read, ground)
                if holds(frozenset(known := [path for path in paths if self._counts(path)]))
            )
            paths, smallest = smallest_of(candidates, holds, grows=not probes)
            gaps = [path for path in ground if probes and self._is_gap(path)]
            found.append(Reason(paths=tuple(sorted({*paths, *gaps})), smallest=smallest))
        fewest = min(found, key=lambda each: len(each.paths))
        return replace(fewest, smallest=all(each.smallest for each in found))

    def _findings(self, plan: Plan, rule: PlannedRule, answers: Answers) -> Sequence[Finding]:
        irrelevant = relevance_map(plan, answers, self.as_of).irrelevant
        assessor = Assessor(
            plan=plan,
            view=View(answers=answers, as_of=self.as_of, hidden=irrelevant),
            evidence=self.submission.evidence,
            irrelevant=irrelevant,
        )
        return assessor.findings(rule)

    def _grounds(self, plan: Plan, rule: PlannedRule, finding: Finding) -> Iterator[Sequence[str]]:
        """The reasons of the finding; where no `applies_when` were needed to make a rule 対象外, for
        none of its elements is concerned, the reasons of that too.

        INVARIANT: what decides an AND or OR is in its reasons, so no answer outside of them can help.
        """
        yield finding.paths
        if rule.loop is not None and finding.machine_verdict is Verdict.NOT_APPLICABLE:
            anyhow = self._findings(plan, replace(rule, applies_when=TRUE), self.answers)
            if anyhow[0].machine_verdict is Verdict.NOT_APPLICABLE:
                yield anyhow[0].paths

    def _candidates(
        self, plan: Plan, read: Read, reasons: Sequence[str]
    ) -> Iterator[Sequence[str]]:
        """Sets that a sufficient one is looked for in: the reasons; with them, what makes answers asked
        or irrelevant; everything that is read, which is always sufficient.
        """
        yield reasons
        relevance = {each.fact: each for each in plan.relevance}
        found = dict.fromkeys(reasons)
        waiting = [*reasons]
        while waiting:
            for asking in askings(relevance, self.index, waiting.pop()):
                paths = evaluate(asking.node, self.view, asking.scope).paths
                waiting += sorted(paths - found.keys())
                found |= dict.fromkeys(sorted(paths))
        yield list(found)
        yield [
            path
            for path, located in self.index.located.items()
            if located.fact.full_id in read.reading.facts
        ]

    def _counts(self, path: str) -> bool:
        """Whether there is an answer that expressions see."""
        return self.index.located[path].answer is not None and path not in self.irrelevant

    def _is_gap(self, path: str) -> bool:
        return self.index.located[path].answer is None and path not in self.irrelevant


def smallest_of(
    candidates: Sequence[str], holds: Callable[[AbstractSet[str]], bool], *, grows: bool
) -> tuple[Sequence[str], bool]:
    """A smallest set of candidates that holds, and whether it is certainly one.

    Args:
        candidates: all of them together hold.
        holds: whether a set does.
        grows: whether a set holds whenever a smaller one in it does.
    """
    everything = frozenset(candidates)
    needed = [each for each in candidates if grows and not holds(everything - {each})]
    free = [each for each in candidates if each not in needed]

    def of_size(size: int) -> Sequence[str] | None:
        sets = ([*needed, *chosen] for chosen in combinations(free, size - len(needed)))
        return next((each for each in sets if holds(frozenset(each))), None)

    if len(free) > MOST_PATHS:
        return _irreducible(candidates, free, holds), False
    if not grows:
        sizes = range(len(candidates) + 1)
        return next(found for size in sizes if (found := of_size(size)) is not None), True
    best = _irreducible(candidates, free, holds)
    # Where no set of one less holds, none of two less does.
    while len(best) > len(needed) and (smaller := of_size(len(best) - 1)) is not None:
        best = smaller
    return best, True


def _irreducible(
    candidates: Sequence[str], free: Sequence[str], holds: Callable[[AbstractSet[str]], bool]
) -> Sequence[str]:
    """Candidates that hold, without any that can be left out, the last ones first."""
    left = list(candidates)
    for each in reversed(free):
        without = [other for other in left if other != each]
        if holds(frozenset(without)):
            left = without
    return left
