"""Dialogue (対話): one question at a time, the one on which most hangs first, until nothing is left to ask.

It reads lines and gives turns; the file is someone else's (`Desk`), and so are the words.
"""

from collections.abc import Generator, Mapping, Sequence
from typing import Protocol

from checklist_engine.conclusion.answers import AnswerIndex
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.values import FactType
from checklist_engine.inquiry.ask import Change, OpenQuestion, Prospect
from checklist_engine.inquiry.replies import (
    NONE_OF_THEM,
    Unknown,
    Wish,
    choices_of,
    plain,
    read_value,
    read_wish,
    read_yes_or_no,
)
from checklist_engine.inquiry.turns import (
    Ask,
    AskAnswer,
    AskKey,
    AskList,
    AskName,
    AskPlace,
    AskReason,
    AskWhetherToGoOn,
    ListStep,
    SayDone,
    SayHelp,
    SayLeftOpen,
    SayNotUnderstood,
    SayNotUndone,
    SayReadAgain,
    SayRefused,
    SaySaved,
    SayUndone,
    Turn,
)
from checklist_engine.model.facts import Fact
from checklist_engine.model.submission import Element, elements_of

Turns = Generator[Turn, str, None]
"""Takes a line after each turn that asks; after the others, whatever it is given says nothing."""

_STEP_WORDS = {
    "加える": ListStep.ADD,
    "追加": ListStep.ADD,
    "全て書いた": ListStep.COMPLETE,
    NONE_OF_THEM: ListStep.NONE,
    "なし": ListStep.NONE,
}


class Desk(Protocol):
    """Where a submission lies while it is filled in: after every change it is saved and read again."""

    @property
    def prospect(self) -> Prospect:
        """What can still come of it."""

    @property
    def index(self) -> AnswerIndex:
        """Its answers."""

    def put(self, answers: Mapping[str, object]) -> Sequence[Diagnostic]:
        """Write answers (values of a file) by their paths; where there are faults, nothing is written."""

    def add(
        self, path: str, below: str | None, element: Mapping[str, object]
    ) -> Sequence[Diagnostic]:
        """Write one more element of a list, below another one or at the top; likewise."""

    def is_current(self) -> bool:
        """Whether nobody else has changed it; else it is read again."""

    def mark(self) -> object:
        """The submission as it is now."""

    def back_to(self, mark: object) -> bool:
        """Make it again what it was; False where somebody else has changed it since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """A question that was dealt with, and the submission before that."""

    path: str
    label: str
    before: object


class _Back(Exception):
    """戻る: to the question before."""


class _Again(Exception):
    """戻る: out of a question's own steps, to its beginning."""


class _Anew(Exception):
    """Somebody else has changed the file: what is asked next has to be found anew."""


class _Quit(Exception):
    """終わる."""


@dataclass(slots=True)
class Dialogue:
    """Asks what is open in the submission on a desk."""

    desk: Desk
    _done: list[_Done] = field(default_factory=list)
    # What nobody knows is not asked again; what was taken back is asked next.
    _left_open: set[str] = field(default_factory=set)
    _next_path: str | None = None
    # The element that was added last: its fields come first.
    _element: str | None = None

    def turns(self) -> Turns:
        """The whole dialogue."""
        going_on = ended = False
        while not ended:
            question = self._next(going_on=going_on)
            try:
                if question is not None:
                    yield from self._deal_with(question)
                elif going_on or not self._left(going_on=True):
                    break
                else:
                    going_on = yield from self._whether_to_go_on()
                    ended = not going_on
            except _Back:
                yield from self._take_back()
            except _Anew:
                yield SayReadAgain()
            except _Quit:
                ended = True
        yield SayDone(quit=ended)

    def _next(self, *, going_on: bool) -> OpenQuestion | None:
        questions = {each.path: each for each in self.desk.prospect.questions}
        path, self._next_path = self._next_path, None
        if path in questions:
            return questions[path]
        left = self._left(going_on=going_on)
        if self._element is not None:
            for question in self._left(going_on=True):
                if question.path.startswith(f"{self._element}."):
                    return question
            self._element = None
        return left[0] if left else None

    def _left(self, *, going_on: bool) -> list[OpenQuestion]:
        """What is still to be asked, in this order; of a pending question, what comes before it."""
        questions = self.desk.prospect.questions
        known = {each.path: each for each in questions}
        wanted = [each for each in questions if each.changes is Change.DECISION]
        if going_on:
            rest = [each for each in questions if each.changes is Change.SCORE]
            wanted += sorted(rest, key=lambda each: not each.conditions)
        found: dict[str, OpenQuestion] = {}
        for question in wanted:
            for path in question.after if question.pending else [question.path]:
                if path in known and path not in self._left_open:
                    found[path] = known[path]
        return list(found.values())

    def _deal_with(self, question: OpenQuestion) -> Turns:
        while True:
            try:
                if question.fact.type is FactType.LIST:
                    yield from self._list(question)
                else:
                    yield from self._answer(question)
            except _Again:
                continue
            return

    def _answer(self, question: OpenQuestion) -> Turns:
        choices = choices_of(question.fact, self.desk.index)
        while True:
            line = yield AskAnswer(question=question, choices=choices)
            wish = None if _names_choice(line, choices) else read_wish(line)
            if isinstance(wish, Unknown):
                yield from self._leave_open(question, wish.reason)
                return
            if wish is not None:
                yield from self._grant(wish, question)
            elif not plain(line):
                yield SayNotUnderstood()
            else:
                value = read_value(line, question.fact, choices)
                if (yield from self._put(question, {question.path: value})):
                    return

    def _list(self, question: OpenQuestion) -> Turns:
        elements = elements_of(self.desk.index.located[question.path].answer)
        steps = _steps(question)
        while True:
            line = yield AskList(question=question, elements=elements, steps=steps)
            wish = read_wish(line)
            step = _step(line, steps)
            if isinstance(wish, Unknown):
                yield from self._leave_open(question, wish.reason)
                return
            if wish is not None:
                yield from self._grant(wish, question)
            elif step is None:
                yield SayNotUnderstood()
            elif step is ListStep.ADD:
                if (yield from self._add(question, elements)):
                    return
            elif (yield from self._put(question, _closing(question, step))):
                return

    def _add(
        self, question: OpenQuestion, elements: Sequence[Element]
    ) -> Generator[Turn, str, bool]:
        fact = question.fact
        shape = fact.shape
        assert shape is not None
        proposed = _free_key(fact, elements)
        key = (yield from self._line(AskKey(fact=fact, proposed=proposed))) or proposed
        element = {shape.key: key}
        if shape.name is not None and shape.name != shape.key:
            name = yield from self._line(AskName(fact=fact))
            element |= {shape.name: name} if name else {}
        below = None
        if shape.children is not None and elements:
            below = yield from self._place(AskPlace(fact=fact, elements=elements))
        before = self._mark()
        faults = self.desk.add(question.path, below, element)
        if faults:
            yield SayRefused(faults=faults)
            return False
        self._done.append(_Done(path=question.path, label=question.label, before=before))
        way = f"{below.removesuffix(']')}/{key}]" if below else f"{question.path}[{key}]"
        self._element = way
        yield SaySaved(paths=[question.path])
        return True

    def _place(self, turn: AskPlace) -> Generator[Turn, str, str | None]:
        while True:
            line = plain((yield from self._line(turn)))
            if line in ("", "0"):
                return None
            for number, element in enumerate(turn.elements, start=1):
                if line in (str(number), element.key, plain(element.name or element.key)):
                    return element.path
            yield SayNotUnderstood()

    def _line(self, turn: Ask) -> Generator[Turn, str, str]:
        """A line that is no wish: to go back means to begin with the question again."""
        while True:
            line = yield turn
            match read_wish(line):
                case Wish.BACK:
                    raise _Again
                case Wish.QUIT:
                    raise _Quit
                case Wish.HELP:
                    yield SayHelp(question=None)
                case _:
                    return line.strip()

    def _grant(self, wish: Wish, question: OpenQuestion | None) -> Turns:
        match wish:
            case Wish.BACK:
                raise _Back
            case Wish.QUIT:
                raise _Quit
            case Wish.HELP:
                yield SayHelp(question=question)

    def _put(
        self, question: OpenQuestion, answers: Mapping[str, object]
    ) -> Generator[Turn, str, bool]:
        before = self._mark()
        faults = self.desk.put(answers)
        if faults:
            yield SayRefused(faults=faults)
            return False
        self._done.append(_Done(path=question.path, label=question.label, before=before))
        yield SaySaved(paths=list(answers))
        return True

    def _leave_open(self, question: OpenQuestion, reason: str | None) -> Turns:
        if reason is None and not question.listed:
            reason = (yield from self._line(AskReason(question=question))) or None
        before = self._mark()
        if reason is not None and not question.listed:
            faults = self.desk.put({question.path: {"unknown": reason}})
            if faults:
                yield SayRefused(faults=faults)
                raise _Again
        self._left_open.add(question.path)
        self._done.append(_Done(path=question.path, label=question.label, before=before))
        yield SayLeftOpen(question=question, reason=None if question.listed else reason)

    def _mark(self) -> object:
        """The submission before it is changed."""
        if not self.desk.is_current():
            raise _Anew
        return self.desk.mark()

    def _take_back(self) -> Turns:
        if not self._done:
            yield SayUndone(label=None)
            return
        last = self._done.pop()
        if not self.desk.back_to(last.before):
            yield SayNotUndone(label=last.label)
            return
        self._left_open.discard(last.path)
        self._next_path, self._element = last.path, None
        yield SayUndone(label=last.label)

    def _whether_to_go_on(self) -> Generator[Turn, str, bool]:
        left = len(self._left(going_on=True))
        while True:
            line = yield AskWhetherToGoOn(settled=self.desk.prospect.settled, left=left)
            wish = read_wish(line)
            if isinstance(wish, Wish):
                yield from self._grant(wish, None)
                continue
            answer = read_yes_or_no(line)
            if answer is not None:
                return answer
            yield SayNotUnderstood()


def _names_choice(line: str, choices: Mapping[str, str]) -> bool:
    """Whether a line is a code or a label, whatever else it might mean."""
    return plain(line) in {plain(name) for pair in choices.items() for name in pair}


def _steps(question: OpenQuestion) -> Sequence[ListStep]:
    return (ListStep.ADD, ListStep.COMPLETE if question.listed else ListStep.NONE)


def _step(line: str, steps: Sequence[ListStep]) -> ListStep | None:
    typed = plain(line)
    if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(steps):
        return steps[int(typed) - 1]
    answer = read_yes_or_no(line)
    step = _STEP_WORDS.get(typed) if answer is None else steps[0 if answer else 1]
    return step if step in steps else None


def _closing(question: OpenQuestion, step: ListStep) -> Mapping[str, object]:
    """The answers that say that a list is complete as it is, or that there is nothing to list."""
    assert question.fact.shape is not None
    closed_by = question.fact.shape.closed_by
    closed = {closed_by: True} if closed_by else {}
    return closed if step is ListStep.COMPLETE else {question.path: [], **closed}


def _free_key(fact: Fact, elements: Sequence[Element]) -> str:
    """A key that no element has: `p1`, `p2`, …"""
    taken = {element.key for element in elements}
    letter = fact.id.rpartition(".")[2][0]
    number = 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"
