"""What a change means: a rule by the plans of two packs, over all submissions."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from checklist_engine.analysis.comparison import Comparison, compare
from checklist_engine.analysis.rules import same_meaning
from checklist_engine.comparing.canonical import Form, canonical
from checklist_engine.comparing.differences import Example, Meaning, Shift
from checklist_engine.comparing.examples import Exhibit
from checklist_engine.comparing.proofs import proofs_by_kind
from checklist_engine.compiler.expressions import facts_of
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan, PlannedRule

SAME = Meaning(shift=Shift.SAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A rule as it was and as it is, each in its plan, looked at on one day."""

    before: tuple[Plan, PlannedRule]
    after: tuple[Plan, PlannedRule]
    as_of: date

    @property
    def plans(self) -> tuple[Plan, Plan]:
        return self.before[0], self.after[0]

    def alike(self) -> bool:
        """Whether both say the same in other spellings at most, and ask for the same answers when."""
        return self.same_words() and self._relevance(0) == self._relevance(1)

    def same_words(self) -> bool:
        """Whether the rule itself says the same, whatever is asked when."""
        return self._form(0) == self._form(1)

    def _form(self, side: int) -> Form:
        plan, rule = (self.before, self.after)[side]
        loop = rule.loop
        return (
            canonical(rule.applies_when),
            loop and (loop.elements, loop.closed_by, canonical(loop.where)),
            canonical(rule.require),
            rule.compensated_by and canonical(rule.compensated_by),
            frozenset(proofs_by_kind(rule, plan, _common_kinds(self.plans))),
        )

    def _relevance(self, side: int) -> Form:
        plan, rule = (self.before, self.after)[side]
        return relevance_forms(plan, read_by(plan, rule))


def meaning(pair: Pair) -> Meaning:
    """What the change means to a rule; its period (`in_force`) is left aside."""
    if pair.alike():
        return SAME
    strange = tuple(_retyped(pair))
    if strange:
        words = "".join(f"「{label}」" for label in strange)
        return Meaning(
            shift=Shift.UNSURE, exact=False, reason=f"{words}の答え方が違うので、比べられません"
        )
    compared = _compared(pair)
    examples = tuple(_examples(pair, compared))
    return Meaning(shift=_shift(pair, compared), exact=compared.exact, examples=examples)


def read_by(plan: Plan, rule: PlannedRule) -> frozenset[str]:
    """The full ids of what a rule looks at, and what it takes to know whether that is asked."""
    loop = rule.loop
    nodes = (rule.applies_when, loop and loop.where, rule.require, rule.compensated_by)
    listed = {loop.elements.fact, loop.closed_by or loop.elements.fact} if loop else set[str]()
    return with_relevance(plan, listed.union(*(facts_of(node) for node in nodes if node)))


def with_relevance(plan: Plan, facts: Iterable[str]) -> frozenset[str]:
    """Facts, with those that decide whether they are asked, and so on."""
    found = set(facts)
    for planned in reversed(plan.relevance):
        # INVARIANT: relevance stands in order, so what needs a fact comes after it.
        if planned.fact in found:
            found |= facts_of(planned.node)
    return frozenset(found)


def relevance_forms(plan: Plan, facts: Iterable[str]) -> Form:
    """When facts are asked, whatever the spelling."""
    wanted = frozenset(facts)
    return frozenset(
        (each.fact, each.lists, canonical(each.node))
        for each in plan.relevance
        if each.fact in wanted
    )


def _compared(pair: Pair) -> Comparison:
    """The comparison, with examples that both packs can read where there are such."""
    before, after = ((plan, _by_kind(pair, plan, rule)) for plan, rule in (pair.before, pair.after))
    found = compare(before, after, pair.as_of)
    narrow = _narrowed(pair.plans)
    if narrow is None or not (found.stricter or found.looser or found.other):
        return found
    readable = compare((narrow[0], before[1]), (narrow[1], after[1]), pair.as_of)
    return Comparison(
        stricter=readable.stricter or found.stricter,
        looser=readable.looser or found.looser,
        other=readable.other or found.other,
        exact=found.exact,
    )


def _by_kind(pair: Pair, plan: Plan, rule: PlannedRule) -> PlannedRule:
    """The rule with its proofs by kind: how strong a kind is may differ between the packs."""
    proofs = proofs_by_kind(rule, plan, _common_kinds(pair.plans))
    return replace(rule, in_force=None, proofs=tuple(proofs))


def _examples(pair: Pair, compared: Comparison) -> Iterator[Example]:
    exhibit = Exhibit(before=pair.before, after=pair.after, as_of=pair.as_of)
    found = []
    if compared.stricter:
        found.append(exhibit.example("stricter", compared.stricter))
    if compared.looser:
        found.append(exhibit.example("looser", compared.looser))
    if compared.other and not (compared.stricter or compared.looser):
        found.append(exhibit.example("other", compared.other))
    yield from (each for each in found if each is not None)


def _shift(pair: Pair, compared: Comparison) -> Shift:
    if compared.stricter and compared.looser:
        return Shift.BOTH
    if compared.stricter or compared.looser:
        return Shift.STRICTER if compared.stricter else Shift.LOOSER
    if compared.other:
        return Shift.OTHER
    if not compared.exact:
        return Shift.UNSURE
    return Shift.SAME if _same_with_gaps(pair) else Shift.OPEN


def _same_with_gaps(pair: Pair) -> bool:
    """Whether submissions with gaps come out the same, too; False where that cannot be told."""
    if pair.same_words():
        return True
    plan, rule = pair.after
    before = _by_kind(pair, *pair.before)
    known = {fact.full_id for fact in plan.vocabulary.all_facts()}
    if not read_by(plan, before) <= known:
        return False
    return same_meaning(plan, before, _by_kind(pair, plan, rule), pair.as_of)


def _retyped(pair: Pair) -> Iterator[str]:
    """Labels of the facts that are read and cannot be answered alike in both packs."""
    before, after = (
        {fact.full_id: fact for fact in plan.vocabulary.all_facts()} for plan in pair.plans
    )
    read = read_by(*pair.before) | read_by(*pair.after)
    for name, fact in after.items():
        if name in read and name in before and _manner(before[name]) != _manner(fact):
            yield fact.label


def _manner(fact: Fact) -> object:
    shape = fact.shape and (fact.shape.key, fact.shape.children)
    return fact.type, fact.choices is None, shape


def _common_kinds(plans: Iterable[Plan]) -> frozenset[str]:
    before, after = (frozenset(plan.evidence_kinds) for plan in plans)
    return before & after


def _narrowed(plans: tuple[Plan, Plan]) -> tuple[Plan, Plan] | None:
    """Both plans with the codes and the kinds of records that they have in common.

    None where they have the same ones, or a fact none in common.
    """
    before, after = (_codes(plan) for plan in plans)
    common = {name: codes & before[name] for name, codes in after.items() if name in before}
    kinds = _common_kinds(plans)
    same = all(codes == before[name] == after[name] for name, codes in common.items())
    same_kinds = all(kinds == plan.evidence_kinds.keys() for plan in plans)
    if (same and same_kinds) or not all(common.values()):
        return None
    narrow = [
        replace(
            plan,
            vocabulary=replace(plan.vocabulary, facts=_within(plan.vocabulary.facts, common)),
            evidence_kinds={
                name: kind for name, kind in plan.evidence_kinds.items() if name in kinds
            },
        )
        for plan in plans
    ]
    return narrow[0], narrow[1]


def _codes(plan: Plan) -> Mapping[str, frozenset[str]]:
    return {
        fact.full_id: frozenset(fact.choices)
        for fact in plan.vocabulary.all_facts()
        if fact.choices
    }


def _within(
    facts: Mapping[str, Fact], common: Mapping[str, AbstractSet[str]]
) -> Mapping[str, Fact]:
    """The facts without the codes that only one pack has."""

    def kept(fact: Fact) -> Mapping[str, str] | None:
        codes = common.get(fact.full_id)
        if fact.choices is None or codes is None:
            return fact.choices
        return {code: label for code, label in fact.choices.items() if code in codes}

    return {
        name: replace(
            fact,
            choices=kept(fact),
            shape=fact.shape and replace(fact.shape, fields=_within(fact.shape.fields, common)),
        )
        for name, fact in facts.items()
    }
