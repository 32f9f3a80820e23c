"""Relevance (質問の要否): which facts are asked, which are not, which nobody can tell yet."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum

from checklist_engine.evaluator.expression import Evaluation, all_of, evaluate
from checklist_engine.evaluator.view import Scope, View
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.truth import Truth
from checklist_engine.model.plan import Plan, PlannedRelevance
from checklist_engine.model.submission import Answers, Elements


class Relevance(Enum):
    """What the form does with a fact."""

    ASKED = "asked"
    IRRELEVANT = "irrelevant"
    PENDING = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelevanceMap:
    """Relevance by path; a path that is not here is asked wherever its list is.

    `open_causes` gives, for a pending path, what its `relevant_when` waits for.
    """

    states: Mapping[str, Relevance]
    open_causes: Mapping[str, frozenset[str]]

    @property
    def irrelevant(self) -> frozenset[str]:
        return frozenset(
            path for path, state in self.states.items() if state is Relevance.IRRELEVANT
        )

    def of(self, path: str) -> Relevance:
        """The relevance of a path; a field without a state of its own has that of its list."""
        return self.states.get(deciding(path, self.states), Relevance.ASKED)

    def open_causes_of(self, path: str) -> frozenset[str]:
        """What a pending path waits for."""
        return self.open_causes.get(deciding(path, self.states), frozenset())


def relevance_map(plan: Plan, answers: Answers, as_of: date) -> RelevanceMap:
    """Relevance of every fact that is not always asked, and of such fields in each element."""
    decided: dict[str, Evaluation] = {}
    states: dict[str, Relevance] = {}
    hidden: set[str] = set()
    view = View(answers=answers, as_of=as_of, hidden=hidden)
    for planned in plan.relevance:
        for path, list_path, scope in _occurrences(planned, view):
            around = decided.get(deciding(list_path, decided), Evaluation(Truth.TRUE))
            outcome = all_of([around, evaluate(planned.node, view, scope)])
            decided[path] = outcome
            states[path] = _state(outcome, hidden)
            if states[path] is Relevance.IRRELEVANT:
                hidden.add(path)
    return RelevanceMap(
        states=states,
        open_causes={
            path: decided[path].paths - hidden
            for path, state in states.items()
            if state is Relevance.PENDING
        },
    )


def deciding(path: str, decided: Mapping[str, object]) -> str:
    """The path itself or, where it has no relevance of its own, that of the nearest list around it."""
    while path not in decided and "[" in path:
        path = path[: path.rindex("[")]
    return path


def only_irrelevant(outcome: Evaluation, irrelevant: set[str] | frozenset[str]) -> bool:
    """Whether an UNKNOWN waits for nothing that anybody will be asked."""
    return outcome.truth is Truth.UNKNOWN and outcome.paths <= irrelevant


def _state(outcome: Evaluation, hidden: set[str]) -> Relevance:
    if outcome.truth is Truth.TRUE:
        return Relevance.ASKED
    if outcome.truth is Truth.FALSE or only_irrelevant(outcome, hidden):
        return Relevance.IRRELEVANT
    return Relevance.PENDING


def _occurrences(planned: PlannedRelevance, view: View) -> Iterator[tuple[str, str, Scope]]:
    """(path, path of its list, scope) of a fact, or of a field in each element."""
    if not planned.lists:
        yield planned.fact, "", ()
        return
    field = planned.fact.rpartition(".")[2]
    for list_path, scope in _scopes(planned.lists, view):
        yield f"{scope[0].path}.{field}", list_path, scope


def _scopes(lists: tuple[str, ...], view: View) -> Iterator[tuple[str, Scope]]:
    outer, *inner = lists
    answer = None if outer in view.hidden else view.answers.values.get(outer)
    found: list[tuple[str, Scope]] = [(outer, (element,)) for element in _elements(answer)]
    for name in inner:
        found = [
            (f"{scope[0].path}.{name}", (element, *scope))
            for _, scope in found
            if f"{scope[0].path}.{name}" not in view.hidden
            for element in _elements(scope[0].values.get(name))
        ]
    yield from found


def _elements(answer: object) -> Elements:
    return answer if isinstance(answer, tuple) else ()
