"""Needs: which answers a profile's rules look at, how strictly, and what proof they want for them."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from checklist_engine.compiler.expressions import facts_of
from checklist_engine.conclusion.questions import proof_words
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.submission import Answers, Element, elements_of
from checklist_engine.model.verdicts import Gate
from checklist_engine.questionnaire.questionnaire import ProofWanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """By full id of a fact or field: the rules that need it, and the proof wanted for it."""

    gates: Mapping[str, Gate]
    rules: Mapping[str, tuple[str, ...]]
    proofs: Mapping[str, tuple[ProofWanted, ...]]


def needs_of(plan: Plan) -> Needs:
    """What the rules of a plan need."""
    rules = _rules_by_fact(plan)
    gates = {rule.id: rule.gate for rule in plan.rules}
    strictest = list(Gate)
    proofs: dict[str, list[ProofWanted]] = {}
    for rule in plan.rules:
        for need in rule.proofs:
            proof = ProofWanted(
                rule=rule.id,
                words=proof_words(need, plan.evidence_kinds),
                kinds=tuple(kind for kind in plan.evidence_kinds if kind in need.kinds)
                if need.kinds is not None
                else None,
                strength=need.strength,
                max_age_months=need.max_age_months,
            )
            proofs.setdefault(need.ref.fact, []).append(proof)
    return Needs(
        gates={
            fact: min((gates[rule] for rule in needed), key=strictest.index)
            for fact, needed in rules.items()
        },
        rules=rules,
        proofs={fact: tuple(each) for fact, each in proofs.items()},
    )


def asked_facts(plan: Plan, answers: Answers, extra: AbstractSet[str]) -> frozenset[str]:
    """The full ids that a questionnaire holds: what rules read, what is answered, and what it takes
    to tell whether these are asked; `extra` are paths that something else is said about.
    """
    wanted = set(plan.read) | _answered(plan, answers) | (extra & set(plan.vocabulary.facts))
    wanted |= {
        fact.key_of
        for fact in plan.vocabulary.all_facts()
        if fact.full_id in wanted and fact.key_of
    }
    for fact in plan.vocabulary.all_facts():
        if fact.shape and fact.shape.closed_by and fact.full_id in wanted:
            wanted.add(fact.shape.closed_by)
    for planned in reversed(plan.relevance):
        # INVARIANT: relevance stands in order, so what needs a fact comes after it.
        if planned.fact in wanted:
            wanted |= facts_of(planned.node)
    # A field is asked in its list, whether or not a rule reads the list itself.
    wanted |= {name[:cut] for name in wanted for cut in _cuts(name) if name[:cut] in _lists(plan)}
    return frozenset(wanted)


def _cuts(name: str) -> Iterator[int]:
    return (position for position, sign in enumerate(name) if sign == ".")


def _lists(plan: Plan) -> frozenset[str]:
    return frozenset(fact.full_id for fact in plan.vocabulary.all_facts() if fact.shape)


def _rules_by_fact(plan: Plan) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for rule in plan.rules:
        for fact in _facts_of_rule(rule):
            found.setdefault(fact, {})[rule.id] = None
    for planned in reversed(plan.relevance):
        for fact in facts_of(planned.node):
            found.setdefault(fact, {}).update(found.get(planned.fact, {}))
    order = [rule.id for rule in plan.rules]
    return {fact: tuple(sorted(rules, key=order.index)) for fact, rules in found.items() if rules}


def _facts_of_rule(rule: PlannedRule) -> frozenset[str]:
    nodes = [
        rule.applies_when,
        rule.require,
        *([rule.compensated_by] if rule.compensated_by else []),
    ]
    facts = frozenset().union(*(facts_of(node) for node in nodes))
    if rule.loop is None:
        return facts
    closed_by = {rule.loop.closed_by} if rule.loop.closed_by else set()
    return facts | facts_of(rule.loop.where) | {rule.loop.elements.fact} | closed_by


def _answered(plan: Plan, answers: Answers) -> set[str]:
    facts = plan.vocabulary.facts
    found = {path for path in (*answers.values, *answers.reasons) if path in facts}
    for path, answer in answers.values.items():
        for element in elements_of(answer):
            found |= _answered_fields(element, path)
    for path in answers.reasons:
        if path not in facts:
            found.add(_full_id(path))
    return found


def _answered_fields(element: Element, list_id: str) -> set[str]:
    found: set[str] = set()
    for field, answer in element.values.items():
        full_id = f"{list_id}.{field}"
        found.add(full_id)
        for inner in elements_of(answer):
            found |= _answered_fields(inner, full_id)
    return found


def _full_id(path: str) -> str:
    """The full id of the field at a path: without the keys on its way.

    INVARIANT: keys hold no brackets.
    """
    words = [part.partition("]")[2] if "]" in part else part for part in path.split("[")]
    return "".join(words)
