"""Verdicts without reasons: a Plan as closures, for whoever evaluates often and explains seldom.

    judge = Judge(plan)                             # once
    judged = judge.judged(answers, evidence, day)   # often
    judged.findings["sub-003"], judged.score, judged.decision

Element, verdict and credit of every finding, the score and the decision before any ruling are those of
`findings`, `score` and `conclusion`; why they are so, the walk says when it is asked. The tables of
verdict, credit and decision are those of `tables`, asked once for every combination of truths.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from checklist_engine.evaluator.closure_facts import Around, Record, Sheets
from checklist_engine.evaluator.closure_judgement import (
    Findings,
    Judged,
    Judgement,
    Order,
    is_plain,
)
from checklist_engine.evaluator.closure_relevance import Asking, elements_of, kinds_of, settled
from checklist_engine.evaluator.closure_rows import Known, picking
from checklist_engine.evaluator.closures import Closure, Closures, Kinds
from checklist_engine.evaluator.proof import lacking_proof
from checklist_engine.evaluator.tables import credit_of, verdict_of
from checklist_engine.evaluator.view import View
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.truth import Truth
from checklist_engine.model.assessment import Credit
from checklist_engine.model.pack_parts import Credits, EvidenceKind
from checklist_engine.model.plan import TRUE, Node, Plan, PlannedLoop, PlannedRule
from checklist_engine.model.submission import Answers, Evidence
from checklist_engine.model.verdicts import Verdict

Truths: TypeAlias = tuple[Known, Known, Known, Known, Known]
"""Of: applies, required with proof, compensated with proof, required, compensated."""


_TRUTHS: Mapping[Known, Truth] = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}
_NOT_APPLICABLE: Findings = (Judged(None, Verdict.NOT_APPLICABLE, None),)
_ANYTHING = Credit(low=Fraction(0), high=Fraction(1))
_UNDETERMINED: Findings = (Judged(None, Verdict.UNDETERMINED, _ANYTHING),)
_NOT_LISTED = Judged(None, Verdict.UNDETERMINED, _ANYTHING, open_list=True)


class Judge:
    """A Plan as closures."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        closures = Closures(_nodes(plan))
        self._sheets = Sheets.of(plan.vocabulary, closures.rows)
        self._asking = Asking.of(plan, closures, self._sheets)
        table = _table(plan.credits)
        self._order = Order.of(plan, {truth: table[_plainly(truth)] for truth in _TRUTHS})
        self._rules = [
            (at, _Rule.of(rule, plan, table, closures, self._sheets))
            for at, rule in enumerate(plan.rules)
            if not is_plain(rule)
        ]
        plain = [rule.require for rule in plan.rules if is_plain(rule)]
        # Truths that have to be put together get places after those of tests.
        together = dict.fromkeys(node for node in plain if closures.place(node) is None)
        self._together = [closures.of(node) for node in together]
        after = {node: at for at, node in enumerate(together, closures.places)}
        self._places = picking(
            [after[node] if node in after else closures.place(node) or 0 for node in plain]
        )

    def judged(self, answers: Answers, evidence: Sequence[Evidence], as_of: date) -> Judgement:
        """What the rules say of a submission on a day."""
        sheet = self._sheets.sheet(answers, as_of)
        hidden: set[str] = set()
        view = View(answers=answers, as_of=as_of, hidden=hidden)
        self._asking.hide(sheet, view, hidden)
        truths = self._places(sheet.truths + [run(sheet, ()) for run in self._together])
        results = [self._order.plain[truth] for truth in truths]
        case = _Case(sheet=sheet, evidence=evidence, view=view)
        others = [rule.findings(case) for _, rule in self._rules]
        for (at, _), found in zip(self._rules, others, strict=True):
            # INVARIANT: positions go up, so all that stands before this one is there already.
            results.insert(at, found)
        return Judgement(self.plan, results, truths, others, self._order)


def _nodes(plan: Plan) -> Iterator[tuple[Node, Kinds]]:
    """All expressions of a Plan, each with the lists that it is among the elements of."""
    for planned in plan.relevance:
        yield planned.node, kinds_of(planned)
    for rule in plan.rules:
        kinds = (rule.loop.elements.fact,) if rule.loop else ()
        yield rule.applies_when, ()
        yield rule.require, kinds
        if rule.loop:
            yield rule.loop.where, kinds
        if rule.compensated_by is not None:
            yield rule.compensated_by, kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A submission: as closures see it, and (for proof, and where causes count) as the walk does."""

    sheet: Record
    evidence: Sequence[Evidence]
    view: View


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A rule as closures."""

    rule: PlannedRule
    kinds: Mapping[str, EvidenceKind]
    sheets: Sheets
    table: Mapping[Truths, Findings]
    applies: Closure
    where: Closure
    require: Closure
    compensated: Closure | None

    @classmethod
    def of(
        cls,
        rule: PlannedRule,
        plan: Plan,
        table: Mapping[Truths, Findings],
        closures: Closures,
        sheets: Sheets,
    ) -> "_Rule":
        inside = (rule.loop.elements.fact,) if rule.loop else ()
        return cls(
            rule=rule,
            kinds=plan.evidence_kinds,
            sheets=sheets,
            table=table,
            applies=closures.of(rule.applies_when),
            where=closures.of(rule.loop.where if rule.loop else TRUE, inside),
            require=closures.of(rule.require, inside),
            compensated=closures.of(rule.compensated_by, inside) if rule.compensated_by else None,
        )

    def findings(self, case: _Case) -> Findings:
        if self.rule.in_force is not None and not self.rule.in_force.covers(case.view.as_of):
            return _NOT_APPLICABLE
        applies = settled(self.applies(case.sheet, ()), self.rule.applies_when, case.view, ())
        if applies is False:
            return _NOT_APPLICABLE
        if self.rule.loop is None:
            return self.table[self._truths(applies, case, ())]
        return self._by_element(self.rule.loop, applies, case)

    def _by_element(self, loop: PlannedLoop, applies: Known, case: _Case) -> Findings:
        elements = case.sheet.answers[loop.elements.fact]
        if elements is None:
            hidden = loop.elements.fact in case.view.hidden
            return _NOT_APPLICABLE if hidden else _UNDETERMINED
        found = []
        for element in elements:
            around = (element,)
            chosen = settled(self.where(case.sheet, around), loop.where, case.view, around)
            if chosen is not False:
                both = None if applies is None or chosen is None else True
                [judged] = self.table[self._truths(both, case, around)]
                found.append(judged._replace(element=element.element.path))
        if loop.closed_by is not None and case.sheet.answers[loop.closed_by] is not True:
            found.append(_NOT_LISTED)
        return tuple(found) or _NOT_APPLICABLE

    def _truths(self, applies: Known, case: _Case, around: Around) -> Truths:
        required, compensated = self._holds(case.sheet, around)
        lacking = self._lacking(case, around)
        if not lacking:
            return applies, required, compensated, required, compensated
        proven = self.sheets.without(case.sheet, lacking)
        inner = tuple(self.sheets.without(each, lacking) for each in around)
        return applies, *self._holds(proven, inner), required, compensated

    def _holds(self, sheet: Record, around: Around) -> tuple[Known, Known]:
        """Whether `require` holds, and whether what compensates it does."""
        compensated = False if self.compensated is None else self.compensated(sheet, around)
        return self.require(sheet, around), compensated

    def _lacking(self, case: _Case, around: Around) -> frozenset[str]:
        """The answers that lack their proof; the walk says which they are."""
        proofs = self.rule.proofs
        if not proofs:
            return frozenset()
        return lacking_proof(proofs, case.evidence, self.kinds, case.view, elements_of(around))


def _plainly(require: Known) -> Truths:
    return True, require, False, require, False


def _table(shares: Credits) -> Mapping[Truths, Findings]:
    """The findings of every combination of truths."""
    found: dict[Truths, Findings] = {}
    for truths in product(_TRUTHS, _TRUTHS, _TRUTHS, _TRUTHS, _TRUTHS):
        applies, proven, compensation_proven, required, compensated = (
            _TRUTHS[each] for each in truths
        )
        verdict = verdict_of(
            applies=applies,
            required_proven=proven,
            compensated_proven=compensation_proven,
            required=required,
            compensated=compensated,
        )
        credit = credit_of(verdict, applies=applies, required_proven=proven, shares=shares)
        found[truths] = (Judged(None, verdict, credit),)
    return found
