"""Plan, and what is answered so far → Questionnaire."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from checklist_engine.evaluator.relevance import RelevanceMap, relevance_map
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.facts import Fact, ListShape
from checklist_engine.model.plan import Node, Plan
from checklist_engine.model.submission import (
    Answer,
    Answers,
    Claim,
    Element,
    Evidence,
    elements_of,
)
from checklist_engine.questionnaire.needs import Needs, asked_facts, needs_of
from checklist_engine.questionnaire.questionnaire import (
    Claimable,
    Entry,
    Option,
    Part,
    ProofWanted,
    Question,
    Questionnaire,
    Row,
    Subject,
    Table,
)

NOTHING = Answers(values={})
"""What a blank questionnaire holds."""


def questionnaire_of(
    plan: Plan,
    as_of: date,
    *,
    answers: Answers = NOTHING,
    evidence: tuple[Evidence, ...] = (),
    claims: tuple[Claim, ...] = (),
    profile_label: str = "",
) -> Questionnaire:
    """The questionnaire of a plan's profile, filled with these answers.

    Args:
        plan: whose rules say what is asked.
        as_of: the day on which relevance is judged.
        answers: what is filled in.
        evidence: the records that stand beside them.
        claims: what is claimed.
        profile_label: what a person calls the profile.
    """
    supported = frozenset(path for record in evidence for path in record.supports)
    return _Builder(
        plan=plan,
        answers=answers,
        needs=needs_of(plan),
        wanted=asked_facts(plan, answers, supported),
        relevance=relevance_map(plan, answers, as_of),
        nodes={planned.fact: planned.node for planned in plan.relevance},
    ).questionnaire(as_of, evidence, claims, profile_label or plan.profile)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Builder:
    plan: Plan
    answers: Answers
    needs: Needs
    wanted: AbstractSet[str]
    relevance: RelevanceMap
    nodes: Mapping[str, Node]

    def questionnaire(
        self,
        as_of: date,
        evidence: tuple[Evidence, ...],
        claims: tuple[Claim, ...],
        profile_label: str,
    ) -> Questionnaire:
        plan = self.plan
        return Questionnaire(
            pack=plan.pack,
            pack_label=plan.pack_label,
            pack_version=plan.pack_version,
            profile=plan.profile,
            profile_label=profile_label,
            as_of=as_of,
            parts=tuple(self.parts()),
            tables=tuple(self.tables()),
            evidence_kinds=plan.evidence_kinds,
            claimable=tuple(
                Claimable(rule=rule.id, title=rule.title, kinds=rule.may_claim)
                for rule in plan.rules
                if rule.may_claim
            ),
            evidence=evidence,
            claims=claims,
        )

    def parts(self) -> Iterator[Part]:
        for section in self.plan.vocabulary.sections.values():
            questions = tuple(
                Question(
                    subject=self.subject(fact),
                    entry=self.entry(fact.id, self.answers.values.get(fact.id)),
                )
                for fact in self.plan.vocabulary.facts.values()
                if fact.section == section.id and fact.full_id in self.wanted
            )
            if questions:
                yield Part(id=section.id, label=section.label, questions=questions)

    def subject(self, fact: Fact) -> Subject:
        return Subject(
            id=fact.full_id,
            field=fact.id,
            section=fact.section,
            label=fact.label,
            question=fact.question,
            guidance=fact.guidance,
            type=fact.type,
            options=tuple(
                Option(code=code, label=label) for code, label in (fact.choices or {}).items()
            ),
            key_of=fact.key_of,
            unit=fact.unit,
            min=fact.min,
            max=fact.max,
            gate=self.needs.gates.get(fact.full_id),
            rules=self.needs.rules.get(fact.full_id, ()),
            proofs=_once(self.needs.proofs.get(fact.full_id, ())),
            relevant_when=self.nodes.get(fact.full_id),
        )

    def entry(self, path: str, answer: Answer | None) -> Entry:
        return Entry(
            path=path,
            relevance=self.relevance.of(path),
            answer=answer,
            reason=self.answers.reasons.get(path),
        )

    def tables(self) -> Iterator[Table]:
        for fact in self.plan.vocabulary.facts.values():
            if fact.shape and fact.full_id in self.wanted:
                answer = self.answers.values.get(fact.id)
                pairs = [(None, element) for element in elements_of(answer)]
                yield from self.table(fact, fact.shape, None, pairs)

    def table(
        self,
        fact: Fact,
        shape: ListShape,
        outer: str | None,
        elements: Sequence[tuple[str | None, Element]],
    ) -> Iterator[Table]:
        """The table of a list, then those of the lists in its elements.

        Args:
            fact: the list.
            shape: what its elements are.
            outer: the list that it is in.
            elements: its elements, each with the path of the element that it is in.
        """
        fields = [
            field
            for field in shape.fields.values()
            if field.full_id in self.wanted or field.id in (shape.key, shape.name)
        ]
        yield Table(
            list=self.subject(fact),
            outer=outer,
            key=shape.key,
            name=shape.name,
            is_tree=shape.children is not None,
            closed_by=shape.closed_by,
            fields=tuple(self.subject(field) for field in fields),
            rows=tuple(self.row(element, within, fields) for within, element in elements),
        )
        for field in fields:
            if field.shape:
                inner = [
                    (element.path, each)
                    for _, element in elements
                    for each in elements_of(element.values.get(field.id))
                ]
                yield from self.table(field, field.shape, fact.full_id, inner)

    def row(self, element: Element, within: str | None, fields: Sequence[Fact]) -> Row:
        way = element.path[element.path.rindex("[") + 1 : -1].split("/")
        return Row(
            path=element.path,
            key=element.key,
            tier=element.tier,
            parent=way[-2] if len(way) > 1 else None,
            within=within,
            entries={
                field.id: self.entry(f"{element.path}.{field.id}", element.values.get(field.id))
                for field in fields
            },
        )


def _once(proofs: tuple[ProofWanted, ...]) -> tuple[ProofWanted, ...]:
    return tuple({proof.words: proof for proof in reversed(proofs)}.values())[::-1]
