"""Coverage (網羅率): which truths of its leaves the tests of a rule show, and show to be decisive.

A case shows a truth of a leaf where the leaf has it and another truth in its place, with all else as
it is, would give the case another verdict. UNKNOWN is shown, too, where what is waited for changes.
Inside a quantifier or a `for_each` it is one element after the other for which the leaf is replaced.

An answer without its proof counts twice: the leaf is TRUE or FALSE by the answer (R), and UNKNOWN
for want of proof (R⁻), which is shown where the proof alone would change the verdict.

Not demanded is what cannot be: UNKNOWN of `answered`, of `.tier` and of keys (see `leaves`), and,
as far as `is_equivalent` can tell, a TRUE or FALSE on which no verdict ever hangs.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from checklist_engine.evaluator.expression import elements_at, evaluate
from checklist_engine.evaluator.view import Scope
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.truth import Truth
from checklist_engine.model.paths import TierRef
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    Negation,
    Node,
    PlannedRule,
    Undecided,
)
from checklist_engine.model.rule_tests import RuleTest
from checklist_engine.rule_tests.bench import Bench, Seen, Trial
from checklist_engine.rule_tests.equivalence import IsEquivalent, never
from checklist_engine.rule_tests.leaves import Leaf, keys_of_lists, leaves_of, with_leaf
from checklist_engine.rule_tests.written_nodes import with_node

_CONSTANTS: Mapping[Truth, Node] = {
    Truth.TRUE: Conjunction(parts=()),
    Truth.FALSE: Disjunction(parts=()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafCoverage:
    """What the tests show of a leaf, out of what can be `demanded` of them."""

    leaf: Leaf
    shown: frozenset[Truth]
    demanded: frozenset[Truth]

    @property
    def missing(self) -> tuple[Truth, ...]:
        """What no case shows, in the order TRUE, FALSE, UNKNOWN."""
        return tuple(truth for truth in Truth if truth in self.demanded - self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCoverage:
    """The coverage of a rule, leaf by leaf as it is written."""

    rule: str
    leaves: tuple[LeafCoverage, ...]

    @property
    def demanded(self) -> int:
        return sum(len(each.demanded) for each in self.leaves)

    @property
    def shown(self) -> int:
        return sum(len(each.demanded & each.shown) for each in self.leaves)

    @property
    def share(self) -> Fraction:
        return share_of(self.shown, self.demanded)


def share_of(part: int, whole: int) -> Fraction:
    """A share from 0 to 1; of nothing it is all."""
    return Fraction(part, whole) if whole else Fraction(1)


def rule_coverage(
    bench: Bench, rule: str, test: RuleTest | None, is_equivalent: IsEquivalent = never
) -> RuleCoverage:
    """What the cases of a rule show of its leaves.

    Args:
        bench: lays the cases out.
        rule: the id of a rule without faults.
        test: its cases; None where it has none.
        is_equivalent: asked about what no case shows.

    Raises:
        InvalidFile: the rule does not compile with the parameters of a case.
    """
    written, planned, vocabulary = (
        bench.pack.rules[rule],
        bench.planned(rule),
        bench.pack.vocabulary,
    )
    leaves = leaves_of(written, planned, vocabulary)
    shown = _Shown(keys=keys_of_lists(vocabulary), truths=[set[Truth]() for _ in leaves])
    in_rules = {id(planned): leaves}
    for trial in bench.trials(test):
        if id(trial.rule) not in in_rules:
            in_rules[id(trial.rule)] = leaves_of(written, trial.rule, vocabulary)
        shown.add(trial, in_rules[id(trial.rule)])
    return RuleCoverage(
        rule=rule,
        leaves=tuple(
            LeafCoverage(
                leaf=leaf,
                shown=frozenset(truths),
                demanded=_demanded(leaf, truths, planned, is_equivalent),
            )
            for leaf, truths in zip(leaves, shown.truths, strict=True)
        ),
    )


def _demanded(
    leaf: Leaf, shown: set[Truth], planned: PlannedRule, is_equivalent: IsEquivalent
) -> frozenset[Truth]:
    """What the leaf can have, without a truth whose opposite would always do as well."""
    test = leaf.test
    turned: Mapping[Truth, Node] = {
        Truth.TRUE: Conjunction(parts=(test, Negation(part=test))),
        Truth.FALSE: Disjunction(parts=(test, Negation(part=test))),
    }
    vain = {
        truth
        for truth, node in turned.items()
        if truth not in shown and is_equivalent(planned, with_node(planned, leaf.part, test, node))
    }
    return leaf.truths - vain


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What has been shown so far, by the number of the leaf; `keys` are those of lists."""

    keys: Mapping[str, str]
    truths: list[set[Truth]]

    def add(self, trial: Trial, leaves: Sequence[Leaf]) -> None:
        """Add what a case shows of leaves of which not all is shown yet."""
        usual: Seen | None = None
        for leaf, shown in zip(leaves, self.truths, strict=True):
            for scope in _scopes(leaf, trial):
                if leaf.truths <= shown:
                    break
                usual = usual or trial.seen(trial.rule)
                shown.update(self._decisive(trial, usual, leaf, scope, leaf.truths - shown))

    def _decisive(
        self, trial: Trial, usual: Seen, leaf: Leaf, scope: Scope, wanted: frozenset[Truth]
    ) -> set[Truth]:
        """The truths of a leaf among these elements on which what the case sees hangs."""
        truth = evaluate(leaf.test, trial.assessor.view, scope).truth
        found: set[Truth] = set()
        for shows, node in _others(leaf, truth):
            if shows in wanted - found:
                seen = trial.seen(with_leaf(trial.rule, leaf, scope, node, self.keys))
                waits_for_else = seen.waiting_for != usual.waiting_for
                if seen.verdict is not usual.verdict or (truth is Truth.UNKNOWN and waits_for_else):
                    found.add(shows)
        return found


def _others(leaf: Leaf, truth: Truth) -> Iterator[tuple[Truth, Node]]:
    """What may stand in place of a leaf of this truth, with the truth that a difference shows."""
    if truth is Truth.UNKNOWN:
        yield from ((truth, constant) for constant in _CONSTANTS.values())
        return
    # Without its proof the answer is as good as none, and so is the opposite one.
    yield truth, Negation(part=leaf.test)
    ref = leaf.test.against if isinstance(leaf.test.ref, TierRef) else leaf.test.ref
    if Truth.UNKNOWN in leaf.truths and ref is not None and not isinstance(ref, TierRef):
        yield truth, Undecided(elements=ref)
        # The same truth as if it were proven.
        yield Truth.UNKNOWN, _CONSTANTS[truth]


def _scopes(leaf: Leaf, trial: Trial) -> Iterator[Scope]:
    """The elements among which a case looks at a leaf."""
    scopes: list[Scope] = [()]
    for ref in leaf.lists:
        scopes = [
            (element, *scope)
            for scope in scopes
            for element in elements_at(ref, trial.assessor.view, scope) or ()
        ]
    yield from scopes
