"""Settling (判定の確定): the fewest questions that may settle an open finding, over all their answers."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, islice

from checklist_engine.analysis.completions import Around, completions
from checklist_engine.analysis.evaluation import Evaluator
from checklist_engine.analysis.findings import ImaginedFinding, findings_of
from checklist_engine.analysis.scheme import COUNT, Read, Scheme, TooManyWorlds, path_of_variable
from checklist_engine.analysis.space import Worlds
from checklist_engine.conclusion.answers import AnswerIndex
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.assessment import Finding
from checklist_engine.model.paths import FactRef, FieldRef
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.submission import Submission
from checklist_engine.model.verdicts import Verdict

_MOST_WORLDS = 1 << 15
_MOST_TRIES = 1 << 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """An open finding, and all that its questions may be answered with.

    Attributes:
        plan: of which only the rule and what it reads have to be there.
        read: what the rule reads.
        index: of the submission.
    """

    plan: Plan
    read: Read
    rule: PlannedRule
    finding: Finding
    submission: Submission
    as_of: date
    index: AnswerIndex

    def fewest(self) -> tuple[Sequence[str], bool] | None:
        """A smallest set of questions that, answered in some way, and no others, settle the finding:
        the paths, and whether it is certain that no smaller set does. Each is asked once the others
        are answered so. None where nothing settles it, or nobody can tell.
        """
        try:
            imagined = completions(self.plan, self.read, self.as_of, self._scheme())
        except TooManyWorlds:
            return None
        evaluator = Evaluator(imagined)
        [found] = [each for each in findings_of(self.rule, evaluator) if self._is_it(each)]
        blank: dict[str, Worlds] = {}
        for variable in imagined.space.variables:
            if variable.values[0] is None or variable.name.endswith(COUNT):
                path = path_of_variable(variable.name)
                unanswered = imagined.space.where(variable.name, 0)
                blank[path] = blank.get(path, evaluator.everywhere) & unanswered
        asked = {path: self._asked(path, evaluator) for path in blank}
        # Last, for only now all columns have been asked for and impossible worlds are known.
        settled = imagined.possible & ~found.verdicts.get(Verdict.UNDETERMINED, 0)
        causes_first = sorted(blank, key=lambda path: path not in self.finding.paths)
        for chosen in islice(_by_size(causes_first), _MOST_TRIES):
            worlds = settled
            for path, unanswered in blank.items():
                worlds &= asked[path] if path in chosen else unanswered
            if worlds:
                return chosen, imagined.exact
        return None

    def _scheme(self) -> Scheme:
        """Every question may be answered or stay open; 未完 is as good as no answer."""
        facts = self.read.facts.values()
        closing = {fact.shape.closed_by for fact in facts if fact.shape}
        answers = self.submission.answers
        given = {
            name: answer
            for name, answer in answers.values.items()
            if not (answer is False and name in closing and name in self.finding.paths)
        }
        focus = None if self.rule.loop is None else self.finding.element or ""
        return Scheme(
            given=replace(answers, values=given),
            evidence=self.submission.evidence,
            closed=False,
            blanks=True,
            most_worlds=_MOST_WORLDS,
            focus=focus,
        )

    def _is_it(self, imagined: ImaginedFinding) -> bool:
        element = imagined.slot.element if imagined.slot else None
        return (element.path if element else None) == self.finding.element

    def _asked(self, path: str, evaluator: Evaluator) -> Worlds:
        """The worlds where a question is asked, not only pending."""
        located = self.index.located[path]
        inside: Around = ()
        for element in reversed(located.around):
            name = element.path.rpartition("[")[0]
            fact = self.index.located[name].fact
            ref = (
                FieldRef(up=0, field=fact.id, fact=fact.full_id)
                if inside
                else FactRef(fact=fact.full_id)
            )
            slots = evaluator.listed(ref, inside).slots
            inside = (next(slot for slot in slots if slot.element == element), *inside)
        return evaluator.asked(located.fact.full_id, path, inside).true


def _by_size(paths: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(paths) + 1):
        yield from combinations(paths, size)
