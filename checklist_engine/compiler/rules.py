"""One rule or condition as read → planned: every name looked up, every type checked."""

from collections.abc import Mapping

from checklist_engine.compiler.expressions import Expressions, closed_by_of, refs_of
from checklist_engine.compiler.names import Lists
from checklist_engine.compiler.texts import Texts
from checklist_engine.compiler.uses import Uses
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.paths import FactRef, TierRef
from checklist_engine.model.plan import (
    TRUE,
    PlannedCondition,
    PlannedLoop,
    PlannedOutcome,
    PlannedProof,
    PlannedRule,
)
from checklist_engine.model.rules import Condition, ProofNeed, Rule, WrittenOutcome
from checklist_engine.model.texts import Text
from checklist_engine.model.verdicts import Gate, Verdict


@dataclass(frozen=True, slots=True)
class Rules:
    """Compiles the rules of one pack; faults are added."""

    expressions: Expressions
    texts: Texts
    uses: Uses
    evidence_kinds: Mapping[str, EvidenceKind]
    faults: list[Diagnostic]

    def compile(self, rule: Rule) -> PlannedRule:
        """The rule, planned; what follows from a `for_each` that names nothing is left alone."""
        loop, lists = self._loop(rule)
        lost = rule.for_each is not None and loop is None
        return PlannedRule(
            id=rule.id,
            family=rule.family,
            title=rule.title,
            gate=rule.gate,
            weight=rule.weight,
            basis=rule.basis,
            in_force=rule.in_force,
            applies_when=self.expressions.compile(rule.applies_when),
            loop=loop,
            require=TRUE if lost else self.expressions.compile(rule.require, lists),
            compensated_by=self.expressions.compile(rule.compensated_by, lists)
            if rule.compensated_by and not lost
            else None,
            proofs=()
            if lost
            else tuple(
                proof for need in rule.evidence if (proof := self._proof(need, lists)) is not None
            ),
            may_claim=rule.may_claim,
            guidance=rule.guidance,
            outcomes={
                verdict: self._outcome(outcome, verdict, lists)
                for verdict, outcome in rule.outcomes.items()
                if not lost
            },
        )

    def check_evidence(self, rule: Rule, planned: PlannedRule) -> None:
        """Evidence is asked for what the rule looks at (E216); only of a rule without other faults."""
        read = {
            ref
            for node in (planned.require, planned.compensated_by)
            if node is not None
            for ref in refs_of(node)
        }
        # INVARIANT: a need without a proof has had a fault.
        for need, proof in zip(rule.evidence, planned.proofs, strict=True):
            if proof.ref not in read:
                self._fault(
                    "E216",
                    f"証跡を求める「{need.path}」は、この規則の require にも compensated_by にもありません",
                    "判定に使う回答の名前を書いてください",
                    need.place,
                )

    def check_gate(self, rule: Rule) -> None:
        """A conditional rule has a condition, an advisory one has none (E217)."""
        uses = {verdict: outcome.uses for verdict, outcome in rule.outcomes.items()}
        if rule.gate is Gate.CONDITIONAL and not uses.get(Verdict.NOT_MET):
            self._fault(
                "E217",
                "gate が conditional の規則には、満たさないときの条件が要ります",
                "outcomes の not_met に condition: {use: 条件の id} を書いてください",
                rule.place,
            )
        if rule.gate is Gate.ADVISORY:
            for use in (use for each in uses.values() for use in each):
                self._fault(
                    "E217",
                    "gate が advisory の規則は、条件を付けません",
                    "condition を消すか、gate を conditional にしてください",
                    use.place,
                )

    def condition(self, condition: Condition) -> PlannedCondition:
        def text(written: Text | None) -> Text | None:
            return written and self.texts.of_condition(written, condition.parameters)

        return PlannedCondition(
            id=condition.id,
            subject=condition.subject,
            obligation=condition.obligation,
            text=text(condition.text) or condition.text,
            text_open=text(condition.text_open),
            parameters=condition.parameters,
            order=condition.order,
            due_months=condition.due_months,
            discharged_by=self.expressions.compile(condition.discharged_by)
            if condition.discharged_by
            else None,
            route=condition.route,
        )

    def _loop(self, rule: Rule) -> tuple[PlannedLoop | None, tuple[Fact, ...]]:
        if rule.for_each is None:
            return None, ()
        found = self.texts.names.list_at(rule.for_each.path, (), rule.for_each.place)
        if found is None or not isinstance(found[0], FactRef):
            return None, ()
        fact = found[1]
        loop = PlannedLoop(
            elements=found[0],
            closed_by=closed_by_of(fact),
            where=self.expressions.compile(rule.for_each.where, (fact,)),
        )
        return loop, (fact,)

    def _proof(self, need: ProofNeed, lists: Lists) -> PlannedProof | None:
        for kind, place in zip(need.kinds or (), need.kind_places, strict=True):
            if kind not in self.evidence_kinds:
                near = nearest(kind, self.evidence_kinds)
                self._fault(
                    "E218",
                    f"証跡の種類「{kind}」は pack.yaml の evidence_kinds にありません",
                    f"もしかして「{near}」（{self.evidence_kinds[near].label}）ですか"
                    if near
                    else f"あるのは {'、'.join(self.evidence_kinds)} です",
                    place,
                )
        resolved = self.texts.names.resolve(need.path, lists, need.place)
        if resolved is None:
            return None
        if isinstance(resolved.ref, TierRef):
            self._fault(
                "E216",
                "「.tier」は回答ではないので、証跡を求められません",
                "回答の名前を書いてください",
                need.place,
            )
            return None
        return PlannedProof(
            ref=resolved.ref,
            kinds=frozenset(need.kinds) if need.kinds else None,
            strength=need.strength,
            max_age_months=need.max_age_months,
        )

    def _outcome(self, outcome: WrittenOutcome, verdict: Verdict, lists: Lists) -> PlannedOutcome:
        def text(written: Text | None, around: Lists = lists) -> Text | None:
            return written and self.texts.of_rule(written, around)

        uses = (self.uses.compile(use, verdict, lists) for use in outcome.uses)
        return PlannedOutcome(
            finding=text(outcome.finding),
            question=text(outcome.question),
            question_first=text(outcome.question_first, ()),
            remark=text(outcome.remark),
            uses=tuple(use for use in uses if use is not None),
        )

    def _fault(self, code: str, message: str, hint: str, place: Place) -> None:
        self.faults.append(Diagnostic(code=code, message=message, hint=hint, place=place))
