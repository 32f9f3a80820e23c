"""Mutants: a rule with one slip in it, of each kind that a person makes who edits it.

Not changed is what no verdict comes from: gate, weight, basis and texts.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.places import Place
from checklist_engine.model.expression import Comparison
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.plan import TRUE, PlannedProof, PlannedRule, Test
from checklist_engine.model.rules import ProofNeed, Rule
from checklist_engine.model.verdicts import Strength
from checklist_engine.rule_tests.changes import FactWords
from checklist_engine.rule_tests.comparison_changes import comparison_changes
from checklist_engine.rule_tests.composite_changes import composite_changes
from checklist_engine.rule_tests.written_nodes import (
    Part,
    WrittenNode,
    first_place,
    with_node,
    written_nodes,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A rule that was changed in one place.

    Attributes:
        key: tells the mutants of a rule apart, whatever its parameters are.
        words: what was changed, up to the stem of its verb: 「…に替え」.
        place: where the author wrote what was changed.
        rule: the rule, changed.
    """

    key: tuple[object, ...]
    words: str
    place: Place
    rule: PlannedRule


def mutants_of(
    rule: Rule, planned: PlannedRule, facts: FactWords, kinds: Mapping[str, EvidenceKind]
) -> Iterator[Mutant]:
    """The mutants of a rule, as it is written; none is the rule itself, none comes twice.

    Args:
        rule: the rule as written.
        planned: the same rule as the compiler made it, not changed since.
        facts: those of the vocabulary, in words.
        kinds: the kinds of evidence.
    """
    seen = {_what_decides(planned)}
    for mutant in chain(
        _in_expressions(rule, planned, facts),
        _without_parts(rule, planned),
        _in_proofs(rule, planned, facts, kinds),
    ):
        decides = _what_decides(mutant.rule)
        if decides not in seen:
            seen.add(decides)
            yield mutant


def _what_decides(rule: PlannedRule) -> object:
    return (rule.applies_when, rule.loop, rule.require, rule.compensated_by, rule.proofs)


def _in_expressions(rule: Rule, planned: PlannedRule, facts: FactWords) -> Iterator[Mutant]:
    for number, written in enumerate(written_nodes(rule, planned)):
        expression, node = written.expression, written.node
        if isinstance(expression, Comparison) and isinstance(node, Test):
            changes = comparison_changes(expression, node, facts)
        else:
            changes = composite_changes(expression, node, facts)
        for change in changes:
            yield Mutant(
                key=(number, *change.key),
                words=change.words,
                place=change.place or rule.place,
                rule=with_node(planned, written.part, node, change.node),
            )


def _without_parts(rule: Rule, planned: PlannedRule) -> Iterator[Mutant]:
    """`applies_when`, the `where` of a `for_each` and `compensated_by`, each left out."""
    whole: dict[Part, WrittenNode] = {}
    for written in written_nodes(rule, planned):
        whole.setdefault(written.part, written)
    for part, written in whole.items():
        if part is Part.REQUIRE:
            continue
        if part is Part.COMPENSATED_BY:
            without = replace(planned, compensated_by=None)
        else:
            without = with_node(planned, part, written.node, TRUE)
        yield Mutant(
            key=("without", part),
            words=f"{part.label}（{part.value}）を外し",
            place=first_place(written.expression) or rule.place,
            rule=without,
        )


def _in_proofs(
    rule: Rule, planned: PlannedRule, facts: FactWords, kinds: Mapping[str, EvidenceKind]
) -> Iterator[Mutant]:
    # INVARIANT: a rule without faults has a proof for each need that is written.
    for number, (need, proof) in enumerate(zip(rule.evidence, planned.proofs, strict=True)):
        subject = facts.subject(proof.ref)
        others = (*planned.proofs[:number], *planned.proofs[number + 1 :])
        yield Mutant(
            key=("proof", number),
            words=f"{subject}の証跡を求めないことにし",
            place=need.place,
            rule=replace(planned, proofs=others),
        )
        for change, words, weaker in _other_proofs(need, proof, kinds):
            proofs = (*planned.proofs[:number], weaker, *planned.proofs[number + 1 :])
            yield Mutant(
                key=("proof", number, change),
                words=f"{subject}の証跡の{words}",
                place=need.place,
                rule=replace(planned, proofs=proofs),
            )


def _other_proofs(
    need: ProofNeed, proof: PlannedProof, kinds: Mapping[str, EvidenceKind]
) -> Iterator[tuple[object, str, PlannedProof]]:
    """Other proofs that some record would do for that does not do for this one, or the reverse."""
    if proof.kinds is not None:
        yield from _telling(proof, kinds, ("kinds", "種類を問わないことにし", None, proof.strength))
    if need.strength is not None and need.strength.rank > 0:
        weaker = list(Strength)[need.strength.rank - 1]
        words = f"強さを「{need.strength.label}」から「{weaker.label}」に弱め"
        yield from _telling(proof, kinds, ("strength", words, proof.kinds, weaker))
    months = proof.max_age_months
    for step in (1, -1) if months is not None else ():
        assert months is not None
        if months + step >= 0:
            words = f"古さの限り「{months}か月」を「{months + step}か月」に替え"
            yield ("max_age", step), words, replace(proof, max_age_months=months + step)


def _telling(
    proof: PlannedProof,
    kinds: Mapping[str, EvidenceKind],
    change: tuple[str, str, frozenset[str] | None, Strength | None],
) -> Iterator[tuple[object, str, PlannedProof]]:
    key, words, wanted, strength = change
    other = replace(proof, kinds=wanted, strength=strength)
    if _sufficient(other, kinds) != _sufficient(proof, kinds):
        yield key, words, other


def _sufficient(proof: PlannedProof, kinds: Mapping[str, EvidenceKind]) -> frozenset[str]:
    """The kinds of evidence that are of a kind and a strength that a proof asks for."""
    return frozenset(
        kind.id
        for kind in kinds.values()
        if (proof.kinds is None or kind.id in proof.kinds)
        and (proof.strength is None or kind.strength.rank >= proof.strength.rank)
    )
