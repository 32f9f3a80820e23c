"""The aspects of a rule: what is written otherwise in it, one change each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from checklist_engine.comparing.canonical import canonical
from checklist_engine.comparing.changed import changed, reworded
from checklist_engine.comparing.differences import Change, Direction, direction
from checklist_engine.comparing.proofs import proof_direction, proofs_by_kind
from checklist_engine.comparing.sides import Side
from checklist_engine.comparing.wording import same_uses, use_words
from checklist_engine.compiler.expressions import facts_of
from checklist_engine.conclusion.questions import proof_words
from checklist_engine.model.bases import Period
from checklist_engine.model.paths import FactRef, FieldRef
from checklist_engine.model.plan import (
    TRUE,
    Exists,
    Node,
    PlannedOutcome,
    PlannedProof,
    PlannedRule,
)
from checklist_engine.model.verdicts import ClaimKind, Gate, Verdict
from checklist_engine.phrasing.bases import basis_words
from checklist_engine.phrasing.recitation import recite
from checklist_engine.reporting.recital import period_words

CRITERIA = frozenset({"applies_when", "for_each", "require", "compensated_by", "evidence"})
"""The aspects that decide a verdict."""

_ALWAYS = "（いつも適用する）"
_SILENT = PlannedOutcome()
_SPOKEN_OF = (Verdict.NOT_MET, Verdict.UNPROVEN, Verdict.UNDETERMINED)
_TEXTS = (
    ("finding", "確認結果"),
    ("question_first", "初めの質問"),
    ("question", "質問"),
    ("remark", "留意事項"),
)


def rule_changes(old: Side, new: Side, before: PlannedRule, after: PlannedRule) -> Iterator[Change]:
    """What is written otherwise in a rule, aspect by aspect."""
    gates = list(Gate)
    yield from changed("title", "題名", before.title, after.title)
    yield from changed("family", "分野", _family(old, before), _family(new, after))
    yield from changed(
        "gate",
        "結論への効き方",
        before.gate.label,
        after.gate.label,
        direction(
            -gates.index(before.gate),
            -gates.index(after.gate),
            Direction.HEAVIER,
            Direction.LIGHTER,
        ),
    )
    yield from changed(
        "weight",
        "重み",
        str(before.weight),
        str(after.weight),
        direction(before.weight, after.weight, Direction.HEAVIER, Direction.LIGHTER),
    )
    yield from _bases(before, after)
    yield from changed(
        "in_force",
        "施行期間",
        period_words(before.in_force) or None,
        period_words(after.in_force) or None,
    )
    yield from _expressions(old, new, before, after)
    yield from _proofs(old, new, before, after)
    yield from changed("may_claim", "申出", _claims(before), _claims(after))
    yield from changed("guidance", "手引", before.guidance, after.guidance)
    for verdict in _SPOKEN_OF:
        yield from _outcome(old, new, before, after, verdict)


def _bases(before: PlannedRule, after: PlannedRule) -> Iterator[Change]:
    def words(rule: PlannedRule) -> str | None:
        listed = (f"{basis_words(each)}{_in_force(each.in_force)}" for each in rule.basis)
        return "、".join(listed) or None

    yield from changed("basis", "根拠", words(before), words(after))


def _in_force(period: Period | None) -> str:
    words = period_words(period)
    return f"（{words}）" if words else ""


def _claims(rule: PlannedRule) -> str | None:
    return "、".join(kind.label for kind in ClaimKind if kind in rule.may_claim) or None


def _family(side: Side, rule: PlannedRule) -> str:
    label = next(each.label for each in side.plan.families if each.id == rule.family)
    return f"{label}（{rule.family}）"


def _expressions(old: Side, new: Side, before: PlannedRule, after: PlannedRule) -> Iterator[Change]:
    earlier, later = recite(before, old.plan.vocabulary), recite(after, new.plan.vocabulary)
    for aspect, label, nodes, words in (
        (
            "applies_when",
            "適用条件",
            (before.applies_when, after.applies_when),
            (earlier.applies or _ALWAYS, later.applies or _ALWAYS),
        ),
        (
            "for_each",
            "要素",
            (_loop_node(before), _loop_node(after)),
            (earlier.each, later.each),
        ),
        ("require", "判定基準", (before.require, after.require), (earlier.require, later.require)),
        (
            "compensated_by",
            "代替措置",
            (before.compensated_by, after.compensated_by),
            (earlier.compensated, later.compensated),
        ),
    ):
        yield from _expression(aspect, label, nodes, words)


def _expression(
    aspect: str,
    label: str,
    nodes: tuple[Node | None, Node | None],
    words: tuple[str | None, str | None],
) -> Iterator[Change]:
    """The change of an expression that is no other spelling of what it was."""
    forms = [node and canonical(node) for node in nodes]
    if forms[0] == forms[1]:
        return
    if words[0] == words[1]:
        # Another fact of the same label; what a list is closed by is told with the list.
        facts = [sorted(facts_of(node)) if node else [] for node in nodes]
        if facts[0] == facts[1]:
            return
        words = (f"{words[0]}（{'、'.join(facts[0])}）", f"{words[1]}（{'、'.join(facts[1])}）")
    yield Change(aspect=aspect, label=label, before=words[0], after=words[1])


def _loop_node(rule: PlannedRule) -> Node | None:
    """The loop as an expression about the same elements."""
    loop = rule.loop
    if loop is None:
        return None
    return Exists(
        elements=loop.elements, closed_by=loop.closed_by, where=loop.where, satisfies=TRUE
    )


def _proofs(old: Side, new: Side, before: PlannedRule, after: PlannedRule) -> Iterator[Change]:
    common = old.plan.evidence_kinds.keys() & new.plan.evidence_kinds.keys()
    by_kind = [
        _by_answer(tuple(proofs_by_kind(rule, side.plan, common)))
        for side, rule in ((old, before), (new, after))
    ]
    written = [_by_answer(rule.proofs) for rule in (before, after)]
    for ref in dict.fromkeys((*written[0], *written[1])):
        needs = [each.get(ref, ()) for each in written]
        if Counter(needs[0]) == Counter(needs[1]):
            continue
        facts = new.facts if ref in written[1] else old.facts
        yield Change(
            aspect=f"evidence.{ref.fact}",
            label=f"証跡（{facts[ref.fact].label}）",
            before=_needs_words(old, needs[0]),
            after=_needs_words(new, needs[1]),
            direction=proof_direction(*(each.get(ref, ()) for each in by_kind)),
        )


_Answer: TypeAlias = FactRef | FieldRef


def _by_answer(proofs: Sequence[PlannedProof]) -> Mapping[_Answer, Sequence[PlannedProof]]:
    found: dict[_Answer, list[PlannedProof]] = {}
    for need in proofs:
        found.setdefault(need.ref, []).append(need)
    return found


def _needs_words(side: Side, needs: Sequence[PlannedProof]) -> str | None:
    return "、かつ、".join(proof_words(need, side.plan.evidence_kinds) for need in needs) or None


def _outcome(
    old: Side, new: Side, before: PlannedRule, after: PlannedRule, verdict: Verdict
) -> Iterator[Change]:
    """What a rule says on a verdict."""
    earlier, later = (rule.outcomes.get(verdict, _SILENT) for rule in (before, after))
    for key, label in _TEXTS:
        yield from reworded(
            f"outcomes.{verdict.value}.{key}",
            f"{label}（{verdict.label}のとき）",
            (getattr(earlier, key), old.facts),
            (getattr(later, key), new.facts),
        )
    if not same_uses(earlier.uses, later.uses):
        yield Change(
            aspect=f"outcomes.{verdict.value}.condition",
            label=f"条件（{verdict.label}のとき）",
            before="、".join(use_words(use, old.facts) for use in earlier.uses) or None,
            after="、".join(use_words(use, new.facts) for use in later.uses) or None,
        )
