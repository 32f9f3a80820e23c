"""Explaining (理由): one case that moved, and why, by the walk that knows reasons and causes."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from checklist_engine.comparing.amendments import in_both_orders
from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.conclusion.assess import assess
from checklist_engine.evaluator.tables import worst
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Finding, RuleFindings
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum
from checklist_engine.replay.batches import PastCase, Typed
from checklist_engine.replay.edits import RuleEdit, subjects_of
from checklist_engine.replay.impact import (
    Because,
    ExplainedVerdict,
    Group,
    MovedCase,
    NamedCondition,
)
from checklist_engine.replay.moves import (
    BEARING,
    PROBLEMS,
    SCORING,
    UNCOUNTED,
    Sort,
    Standing,
    is_silent,
    sort_of,
)
from checklist_engine.replay.one_case import CaseMoves


@dataclass(frozen=True, slots=True, kw_only=True)
class BothSides:
    """A case as it is assessed before and after, by Plans that have at least the rules that differ."""

    case: PastCase
    before: CaseSide
    after: CaseSide


def both_sides(case: PastCase, before: Plan, after: Plan) -> BothSides:
    """The case assessed by both."""
    return BothSides(
        case=case, before=_side(case, case.before, before), after=_side(case, case.after, after)
    )


def explained(
    sides: BothSides,
    found: CaseMoves,
    standings: tuple[Standing, Standing],
    group: Group,
    edits: Sequence[RuleEdit],
    unfit: Sequence[str],
) -> MovedCase:
    """Everything that moved in a case, with the rules and answers responsible.

    Args:
        sides: both assessments; of rules that are not in their Plans nothing moved.
        found: what moved.
        standings: where the case stands before and after, by all rules.
        group: the group that it is shown in.
        edits: the rules that are written otherwise.
        unfit: what the other pack does not know of it.
    """
    verdicts = tuple(_verdicts(sides))
    told = {move.rule for move in verdicts}
    return MovedCase(
        name=sides.case.name,
        group=group,
        before=standings[0],
        after=standings[1],
        verdicts=(
            *verdicts,
            *(
                move
                for each in edits
                if each.rule not in told and bears(each, sides, found)
                for move in _same(each, sides)
            ),
        ),
        gained=tuple(_named(found.gained, sides.after)),
        lost=tuple(_named(found.lost, sides.before)),
        unfit=tuple(unfit),
    )


def bears(edit: RuleEdit, sides: BothSides, found: CaseMoves) -> bool:
    """Whether a rule bears on the outcome that moved by counting otherwise, whatever it finds."""
    if not BEARING & set(edit.edits) or not found.outcome:
        return False
    return any(PROBLEMS & rule.verdicts for rule in _both(edit, sides))


def scores(edit: RuleEdit, sides: BothSides, found: CaseMoves) -> bool:
    """Whether a rule bears on the score that moved by counting otherwise."""
    if not SCORING & set(edit.edits) or not found.score:
        return False
    return any(worst(rule.verdicts) not in UNCOUNTED for rule in _both(edit, sides))


def _both(edit: RuleEdit, sides: BothSides) -> Iterator[RuleFindings]:
    for side in (sides.before, sides.after):
        for rule in side.assessment.rules:
            if rule.rule == edit.rule:
                yield rule


def _same(edit: RuleEdit, sides: BothSides) -> Iterator[ExplainedVerdict]:
    """The problems that a rule finds as before."""
    side = sides.after
    for rule in side.assessment.rules:
        for finding in rule.findings if rule.rule == edit.rule else ():
            if finding.verdict in PROBLEMS:
                yield ExplainedVerdict(
                    rule=rule.rule,
                    title=rule.title,
                    gate=rule.gate,
                    element=finding.element,
                    owner=_owner(rule, finding, side),
                    before=finding.verdict,
                    after=finding.verdict,
                    sort=Sort.OTHER,
                    because=tuple(_because(side, finding, sides.before)),
                    edits=edit.edits,
                )


def _side(case: PastCase, typed: Typed, plan: Plan) -> CaseSide:
    agendum = Agendum(item=case.name.item, submission=typed.submission)
    assessment = assess(plan, agendum, case.name.as_of, case.rulings)
    return CaseSide(assessment=assessment, plan=plan)


def _verdicts(sides: BothSides) -> Iterator[ExplainedVerdict]:
    old, new = (
        {rule.rule: rule for rule in side.assessment.rules} for side in (sides.before, sides.after)
    )
    for name in in_both_orders(list(old), list(new)):
        before, after = _findings(old.get(name)), _findings(new.get(name))
        for spot in {**after, **before}:
            was, now = before.get(spot), after.get(spot)
            pair = (was.verdict if was else None), (now.verdict if now else None)
            if pair[0] is pair[1] or is_silent(*pair):
                continue
            rule = new[name] if now else old[name]
            side = sides.after if now else sides.before
            finding = now or was
            assert finding is not None
            yield ExplainedVerdict(
                rule=name,
                title=rule.title,
                gate=rule.gate,
                element=finding.element,
                owner=_owner(rule, finding, side),
                before=pair[0],
                after=pair[1],
                sort=sort_of(*pair),
                because=tuple(_because(side, finding, sides.before)),
            )


def _findings(rule: RuleFindings | None) -> Mapping[tuple[str | None, bool], Finding]:
    return {(each.element, each.open_list): each for each in rule.findings} if rule else {}


def _owner(rule: RuleFindings, finding: Finding, side: CaseSide) -> str | None:
    """What a person calls the element that a finding is about."""
    if finding.element is not None:
        return side.element_name(finding.element)
    if finding.open_list:
        return "まだ書かれていない要素"
    return "一覧の全体" if rule.by_element else None


def _because(side: CaseSide, finding: Finding, earlier: CaseSide) -> Iterator[Because]:
    for path in finding.paths:
        if path in side.located:
            yield Because(
                path=path,
                label=side.located[path].label,
                answer=_answer_words(side, path, earlier),
                lacks_proof=path in finding.lacking_proof,
            )


def _answer_words(side: CaseSide, path: str, earlier: CaseSide) -> str:
    """The answer; where the pack of this side cannot read it, not 「未回答」, for it was answered."""
    if side.answer(path) is None and earlier.answer(path) is not None:
        return f"読めない回答（{earlier.answer_words(path)}）"
    return side.answer_words(path)


def _named(conditions: Collection[str], side: CaseSide) -> Iterator[NamedCondition]:
    """Conditions of one side, in the order of printing, with the rules that ask for them."""
    for name, subject in subjects_of(side.plan).items():
        if name not in conditions:
            continue
        rules = dict.fromkeys(
            origin.rule
            for each in side.assessment.conditions
            if each.id == name
            for origin in each.origins
        )
        yield NamedCondition(id=name, subject=subject, rules=tuple(rules))
