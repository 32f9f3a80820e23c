"""Impact (影響): what a changed pack would have done to past cases; totals of all, a few of them in full."""

from collections.abc import Mapping, Sequence
from enum import Enum

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.verdicts import Decision, Gate, Verdict
from checklist_engine.replay.batches import CaseName
from checklist_engine.replay.edits import Edit
from checklist_engine.replay.moves import DecisionPair, Sort, Standing


class Group(Enum):
    """What matters most of what moved in a case; every case that moved is in one group."""

    STRICTER = "stricter"
    LOOSER = "looser"
    DECIDES = "decides"
    PROVISIONAL = "provisional"
    FINDINGS = "findings"
    SCORE = "score"

    @property
    def label(self) -> str:
        return {
            "stricter": "結論案が厳しくなる案件",
            "looser": "結論案が緩くなる案件",
            "decides": "結論案を出すかどうかが変わる案件",
            "provisional": "結論案は同じで、暫定かどうかが変わる案件",
            "findings": "結論案は同じで、判定や条件が変わる案件",
            "score": "評点だけが変わる案件",
        }[self.value]


def group_of(decision: DecisionPair) -> Group:
    """The group of a decision that moved.

    >>> group_of((Decision.APPROVE, Decision.DEFER))
    <Group.STRICTER: 'stricter'>
    """
    before, after = decision
    if before is None or after is None:
        return Group.DECIDES
    order = list(Decision)
    return Group.STRICTER if order.index(after) > order.index(before) else Group.LOOSER


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """An answer that a verdict rests on, or waits for: path, label and the answer in words.

    `lacks_proof`: the answer is there, its proof is not.
    """

    path: str
    label: str
    answer: str
    lacks_proof: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedVerdict:
    """A finding that came out otherwise, and why: the answers are those of the verdict after, or of the one
    before where there is none after. With `edits` the rule says the same of the case, and counts otherwise.
    """

    rule: str
    title: str
    gate: Gate
    element: str | None
    owner: str | None
    before: Verdict | None
    after: Verdict | None
    sort: Sort
    because: tuple[Because, ...]
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCondition:
    """A condition that a case gets, or gets no longer, with the rules that ask for it."""

    id: str
    subject: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedCase:
    """A case that came out otherwise, in full."""

    name: CaseName
    group: Group
    before: Standing
    after: Standing
    verdicts: tuple[ExplainedVerdict, ...]
    gained: tuple[NamedCondition, ...]
    lost: tuple[NamedCondition, ...]
    unfit: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfitCase:
    """A case of which the other pack does not know everything; `compared` says whether it was, with the rest."""

    name: CaseName
    reasons: tuple[str, ...]
    compared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleImpact:
    """One rule: how it was edited, and how many cases it moves, by sort."""

    rule: str
    title: str
    edits: tuple[Edit, ...]
    cases: int
    sorts: Mapping[Sort, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionImpact:
    """One condition: how many cases get it, and how many no longer do."""

    id: str
    subject: str
    gained: int
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """影響. `cases` are the first of each group, in full; `groups` counts all of them.

    `before` is None where each case was compared with its own pack.
    """

    before: str | None
    after: str
    total: int
    moved: int
    groups: Mapping[Group, int]
    decisions: Mapping[DecisionPair, int]
    firmer: int
    looser: int
    sorts: Mapping[Sort, int]
    scores: int
    rules: tuple[RuleImpact, ...]
    conditions: tuple[ConditionImpact, ...]
    general: tuple[str, ...]
    unfit: tuple[UnfitCase, ...]
    unfit_count: int
    unknown: int
    cases: tuple[MovedCase, ...]

    @property
    def moves(self) -> bool:
        """Whether anything does, or cannot be said."""
        return bool(self.moved or self.unfit_count)


def in_order(cases: Sequence[MovedCase]) -> tuple[MovedCase, ...]:
    """By group, what matters most first; within, by place."""
    groups = list(Group)
    return tuple(sorted(cases, key=lambda each: (groups.index(each.group), each.name.place)))
