"""Rules that may say the same as others: pairs that look at common facts, for the checks of pairs."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from checklist_engine.compiler.expressions import facts_of
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.plan import PlannedRule
from checklist_engine.model.verdicts import Gate, Verdict


def related_pairs(pack: LintedPack) -> Iterator[tuple[LintedRule, LintedRule]]:
    """Pairs of rules without faults whose criteria look at a common fact, in the order of the pack."""
    by_fact: dict[str, list[str]] = defaultdict(list)
    for name, rule in pack.rules.items():
        for fact in criteria_facts(rule.planned) if rule.planned else ():
            by_fact[fact].append(name)
    seen = set()
    for names in by_fact.values():
        for pair in combinations(names, 2):
            if pair not in seen:
                seen.add(pair)
                yield pack.rules[pair[0]], pack.rules[pair[1]]


def criteria_facts(rule: PlannedRule) -> frozenset[str]:
    """The facts that `require` and `compensated_by` look at."""
    compensated = facts_of(rule.compensated_by) if rule.compensated_by else frozenset()
    return facts_of(rule.require) | compensated


def same_consequence(one: PlannedRule, other: PlannedRule) -> bool:
    """Whether failing either does the same: the gate, the conditions and, where there are none, the
    remark.
    """
    return one.gate is other.gate and all(
        _said(one, verdict) == _said(other, verdict)
        for verdict in (Verdict.NOT_MET, Verdict.UNPROVEN)
    )


def _said(rule: PlannedRule, verdict: Verdict) -> object:
    outcome = rule.outcomes.get(verdict)
    if outcome is None:
        return None
    if rule.gate is Gate.ADVISORY:
        return outcome.remark or outcome.finding
    return outcome.uses
