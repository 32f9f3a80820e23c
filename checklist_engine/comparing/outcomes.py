"""What moved (評価の変化): two assessments of one case, conclusion by conclusion."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TypeAlias

from checklist_engine.comparing.amendments import in_both_orders
from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import (
    Finding,
    Origin,
    Question,
    RuleFindings,
    Score,
)
from checklist_engine.model.verdicts import Decision, Gate, Route, Verdict
from checklist_engine.reporting.text import decision_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision in words (暫定 with it) and its sentence; None under a profile that decides nothing."""

    decision: Decision | None
    provisional: bool
    words: str
    conclusion: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictMove:
    """One finding that came out otherwise; None where there is no such finding.

    `element` is a path, `owner` what a person calls it.
    """

    rule: str
    title: str
    gate: Gate
    element: str | None
    owner: str | None
    before: Verdict | None
    after: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A condition or a remark as it would be written, and where."""

    text: str
    route: Route


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionMove:
    """A condition, or (`id` None) a remark of a rule: gained, lost, worded or routed otherwise."""

    id: str | None
    subject: str
    before: Wording | None
    after: Wording | None
    rules: tuple[str, ...]


class QuestionEnd(Enum):
    """What became of a question."""

    NEW = "new"
    ANSWERED = "answered"
    NEEDLESS = "needless"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMove:
    """A question that is asked on one side only."""

    question: Question
    end: QuestionEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreMove:
    """A score: of all rules, or of a family."""

    family: str | None
    label: str
    before: Score | None
    after: Score | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """評価の変化: everything that came out otherwise; `decision` is before and after, where it moved."""

    decision: tuple[Decided, Decided] | None
    verdicts: tuple[VerdictMove, ...]
    conditions: tuple[ConditionMove, ...]
    questions: tuple[QuestionMove, ...]
    scores: tuple[ScoreMove, ...]

    @property
    def moved(self) -> bool:
        """Whether anything did."""
        return self.decision is not None or any(
            (self.verdicts, self.conditions, self.questions, self.scores)
        )


def outcome(before: CaseSide, after: CaseSide, rule: str | None = None) -> Outcome:
    """What moved; of one rule, what it says, asks for and asks."""
    decisions = _decision(before), _decision(after)

    def about(rules: Iterable[str]) -> bool:
        return rule is None or rule in rules

    return Outcome(
        decision=decisions if rule is None and decisions[0] != decisions[1] else None,
        verdicts=tuple(each for each in _verdicts(before, after) if about((each.rule,))),
        conditions=tuple(each for each in _conditions(before, after) if about(each.rules)),
        questions=tuple(each for each in _questions(before, after) if about(each.question.rules)),
        scores=tuple(_scores(before, after)) if rule is None else (),
    )


def _decision(side: CaseSide) -> Decided:
    assessment = side.assessment
    return Decided(
        decision=assessment.decision,
        provisional=assessment.provisional,
        words=decision_words(assessment),
        conclusion=assessment.conclusion,
    )


_Spot: TypeAlias = tuple[str | None, bool]
"""What tells the findings of one rule apart: an element, or that it stands for those to come."""


def _verdicts(before: CaseSide, after: CaseSide) -> Iterator[VerdictMove]:
    earlier, later = (
        {rule.rule: rule for rule in side.assessment.rules} for side in (before, after)
    )
    for name in in_both_orders(list(earlier), list(later)):
        rule = later.get(name) or earlier[name]
        in_both = name in earlier and name in later
        findings = _findings(earlier.get(name)), _findings(later.get(name))
        for spot in {**findings[1], **findings[0]}:
            verdicts = [each[spot].verdict if spot in each else None for each in findings]
            # That a rule is about none of the elements is no news once it is about one. That it waits
            # for the list is, and so is whatever a rule says that is on one side only.
            is_empty = (
                in_both
                and rule.by_element
                and spot == (None, False)
                and {*verdicts} == {None, Verdict.NOT_APPLICABLE}
            )
            if verdicts[0] is not verdicts[1] and not is_empty:
                yield VerdictMove(
                    rule=name,
                    title=rule.title,
                    gate=rule.gate,
                    element=spot[0],
                    owner=_owner(rule, spot, after if spot in findings[1] else before),
                    before=verdicts[0],
                    after=verdicts[1],
                )


def _findings(rule: RuleFindings | None) -> Mapping[_Spot, Finding]:
    return {(each.element, each.open_list): each for each in rule.findings} if rule else {}


def _owner(rule: RuleFindings, spot: _Spot, side: CaseSide) -> str | None:
    element, is_open = spot
    if element is not None:
        return side.element_name(element)
    if is_open:
        return "まだ書かれていない要素"
    return "一覧の全体" if rule.by_element else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A condition or remark on one side; `key` is what it is matched by where its words changed."""

    id: str | None
    key: str
    subject: str
    wording: Wording
    rules: tuple[str, ...]


def _conditions(before: CaseSide, after: CaseSide) -> Iterator[ConditionMove]:
    """By new words first: those that stay, then for each key those that changed, then the rest."""
    lost = list(_written(before))
    pairs: list[tuple[_Written | None, _Written]] = []
    for each in _written(after):
        same = next((one for one in lost if _same_words(one, each)), None)
        pairs.append((same, each))
        if same is not None:
            lost.remove(same)
    for earlier, later in pairs:
        known = earlier or next((one for one in lost if one.key == later.key), None)
        if earlier is None and known is not None:
            lost.remove(known)
        if known is None or known.wording != later.wording:
            yield _move(known, later)
    for each in lost:
        yield _move(each, None)


def _written(side: CaseSide) -> Iterator[_Written]:
    """Conditions, wherever they go, then the remarks that are none."""
    assessment = side.assessment
    for each in assessment.conditions:
        yield _Written(
            id=each.id,
            key=each.id,
            subject=each.subject,
            wording=Wording(text=each.text, route=each.route),
            rules=_rules(each.origins),
        )
    titles = {rule.rule: rule.title for rule in assessment.rules}
    for remark in assessment.remarks:
        if remark.condition is None:
            rules = _rules(remark.origins)
            yield _Written(
                id=None,
                key=f"remark {rules[0]}",
                subject=titles[rules[0]],
                wording=Wording(text=remark.text, route=Route.REMARK),
                rules=rules,
            )


def _rules(origins: Sequence[Origin]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(origin.rule for origin in origins))


def _same_words(one: _Written, other: _Written) -> bool:
    return one.id == other.id and one.wording.text == other.wording.text


def _move(before: _Written | None, after: _Written | None) -> ConditionMove:
    known = after or before
    assert known is not None
    return ConditionMove(
        id=known.id,
        subject=known.subject,
        before=before.wording if before else None,
        after=after.wording if after else None,
        rules=known.rules,
    )


def _questions(before: CaseSide, after: CaseSide) -> Iterator[QuestionMove]:
    earlier, later = (
        {each.text: each for each in side.assessment.questions} for side in (before, after)
    )
    for text, question in earlier.items():
        if text not in later:
            answered = any(_newly_said(before, after, path) for path in question.paths)
            end = QuestionEnd.ANSWERED if answered else QuestionEnd.NEEDLESS
            yield QuestionMove(question=question, end=end)
    for text, question in later.items():
        if text not in earlier:
            yield QuestionMove(question=question, end=QuestionEnd.NEW)


def _newly_said(before: CaseSide, after: CaseSide, path: str) -> bool:
    """Whether there is an answer that was not there, or a record for one that is."""
    if after.answer(path) is None:
        return False
    records = [
        {record for record in side.submission.evidence if path in record.supports}
        for side in (before, after)
    ]
    return before.answer(path) != after.answer(path) or bool(records[1] - records[0])


def _scores(before: CaseSide, after: CaseSide) -> Iterator[ScoreMove]:
    labels = {each.id: each.label for side in (before, after) for each in side.plan.families}
    moves = [
        ScoreMove(
            family=None,
            label="評点",
            before=before.assessment.score,
            after=after.assessment.score,
        ),
        *(
            ScoreMove(
                family=family,
                label=label,
                before=before.assessment.families.get(family),
                after=after.assessment.families.get(family),
            )
            for family, label in labels.items()
        ),
    ]
    yield from (each for each in moves if each.before != each.after)
