"""Difference (違い): what is not the same in two packs, as data; how it is shown is decided elsewhere."""

from collections.abc import Mapping
from enum import Enum
from typing import Literal

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.verdicts import Verdict


class Kind(Enum):
    """What of a pack is compared; members stand in the order in which they are shown."""

    RULE = "rule"
    SECTION = "section"
    FACT = "fact"
    CONDITION = "condition"
    PARAMETER = "parameter"
    EVIDENCE_KIND = "evidence_kind"
    POLICY = "policy"
    FAMILY = "family"
    PROFILE = "profile"
    SENTENCE = "sentence"
    PAPER = "paper"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    Kind.RULE: "規則",
    Kind.SECTION: "区分",
    Kind.FACT: "事実",
    Kind.CONDITION: "条件",
    Kind.PARAMETER: "設定値",
    Kind.EVIDENCE_KIND: "証跡の種類",
    Kind.POLICY: "結論と評点の決まり",
    Kind.FAMILY: "分野",
    Kind.PROFILE: "適用区分",
    Kind.SENTENCE: "結論の文型",
    Kind.PAPER: "文書案",
}


class State(Enum):
    """What became of something. `REWRITTEN`: it is written otherwise and means the same."""

    ADDED = "added"
    GONE = "gone"
    RENAMED = "renamed"
    CHANGED = "changed"
    REWRITTEN = "rewritten"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]


_STATE_LABELS = {
    State.ADDED: "加わった",
    State.GONE: "なくなった",
    State.RENAMED: "id が変わった",
    State.CHANGED: "変わった",
    State.REWRITTEN: "書き方だけが変わった",
}


class Departure(Enum):
    """How a rule went."""

    RETIRED = "retired"
    SWITCHED_OFF = "switched_off"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        return {
            "retired": "廃止した id（retired）に載っています",
            "switched_off": "使わないこととされています",
            "removed": "ファイルがありません。廃止した id（retired）にも載っていません",
        }[self.value]


class Direction(Enum):
    """Which way one thing moved that has an order of its own."""

    STRICTER = "stricter"
    LOOSER = "looser"
    HEAVIER = "heavier"
    LIGHTER = "lighter"
    STRONGER = "stronger"
    WEAKER = "weaker"
    SOONER = "sooner"
    LATER = "later"

    @property
    def label(self) -> str:
        return _DIRECTION_LABELS[self]


_DIRECTION_LABELS = {
    Direction.STRICTER: "厳しくなった",
    Direction.LOOSER: "緩くなった",
    Direction.HEAVIER: "重くなった",
    Direction.LIGHTER: "軽くなった",
    Direction.STRONGER: "強くなった",
    Direction.WEAKER: "弱くなった",
    Direction.SOONER: "早くなった",
    Direction.LATER: "遅くなった",
}


def direction(
    before: int | None, after: int | None, up: Direction, down: Direction
) -> Direction | None:
    """`up` where the number rose, `down` where it fell; nothing can be said of none."""
    if before is None or after is None or before == after:
        return None
    return up if after > before else down


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One aspect that changed, in words before and after; None where there was, or is, nothing.

    `aspect` names it for a program: the key of the file, with dots where it stands deeper.
    """

    aspect: str
    label: str
    before: str | None
    after: str | None
    direction: Direction | None = None


class Shift(Enum):
    """What a change does to all submissions. Of a fact: how often it is asked; of a condition: how
    hard it is to discharge.

    `OPEN` where only submissions with gaps may come out otherwise, `UNSURE` where nothing was found
    and not everything could be looked at.
    """

    SAME = "same"
    STRICTER = "stricter"
    LOOSER = "looser"
    BOTH = "both"
    OTHER = "other"
    OPEN = "open"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A submission that shows a difference, as short as it can be.

    Attributes:
        direction: what it shows.
        element: the path of the one that it shows it on, where others come out harder still.
        before: how it comes out by the old pack, as the verdict of a rule.
        after: how it comes out by the new one.
        answers: by fact, as JSON has them; elements with their fields, and what stands below them.
        evidence: the records of proof, likewise.
        lines: the same as YAML to be copied, with labels.
        only_before: labels of what the new pack does not know, so that nobody could write it there.
        only_after: labels of what the old pack does not know.
    """

    direction: Literal["stricter", "looser", "other"]
    element: str | None
    before: Verdict
    after: Verdict
    answers: Mapping[str, object]
    evidence: tuple[Mapping[str, object], ...]
    lines: tuple[str, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a change means; not `exact` where more than `examples` show may be different.

    `reason` says why it could not be looked at, where that is no matter of size.
    """

    shift: Shift
    exact: bool = True
    examples: tuple[Example, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMeaning:
    """What a change means to one rule, in one profile."""

    rule: str
    title: str
    meaning: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """違い: one thing that is not the same in both packs.

    Attributes:
        was: the former id of what was renamed.
        departure: how a rule went.
        note: the reason that was given for it.
        meaning: what the changes mean to submissions, where they mean anything.
        rules: of a fact, the rules that read it.
        by_rule: of a profile, what its parameters mean to rules other than the pack's defaults do.
    """

    kind: Kind
    id: str
    label: str
    state: State
    changes: tuple[Change, ...] = ()
    was: str | None = None
    departure: Departure | None = None
    note: str | None = None
    meaning: Meaning | None = None
    rules: tuple[str, ...] = ()
    by_rule: tuple[RuleMeaning, ...] = ()
