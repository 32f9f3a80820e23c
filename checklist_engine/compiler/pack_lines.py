"""A compiled pack as lines: what all rules share, and a line for each rule, each read when it is asked for.

Whoever assesses reads all of them. Whoever compares two packs reads what they share once, and of the rules only
those whose lines differ: the same rule is the same line, byte for byte.
"""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from checklist_engine.compiler.plan_json import load_json
from checklist_engine.compiler.plan_json_hints import Refused
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.compiled_pack import ClaimableRule, CompiledPack
from checklist_engine.model.pack_parts import Change
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.verdicts import ClaimKind

Shared: TypeAlias = Literal["head", "names", "source", "edition"]
"""What all rules share: the Plan without its rules, `PackNames`, the RulePack without its rules, `Edition`."""
_SHARED: tuple[Shared, ...] = ("head", "names", "source", "edition")
_LINE = b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What of a Plan may change with every edit of a rule, whatever the edit."""

    digest: str
    read: frozenset[str]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackNames:
    """The labels of all profiles, and what may be claimed of every rule of the pack, in the profile or not."""

    profiles: Mapping[str, str]
    may_claim: Mapping[str, tuple[ClaimKind, ...]]


class PackLines:
    """規則集 compiled for one profile, as lines. In `rules` they stand by id, in the order of the Plan.

    What the properties give is decoded when it is first asked for, strictly.

    Raises:
        Refused: when they are asked: a line is not as it was written.
    """

    def __init__(self, shared: Mapping[Shared, bytes], rules: Mapping[str, bytes]) -> None:
        self.shared, self.rules = shared, rules

    @cached_property
    def head(self) -> Plan:
        """The Plan without its rules, and without what `Edition` says."""
        return load_json(self.shared["head"], Plan)

    @cached_property
    def names(self) -> PackNames:
        return load_json(self.shared["names"], PackNames)

    @cached_property
    def without_rules(self) -> CompiledPack:
        """The pack with `head` as its Plan: enough to type submissions by."""
        may_claim = self.names.may_claim.items()
        return CompiledPack(
            profiles=self.names.profiles,
            rules={name: ClaimableRule(id=name, may_claim=kinds) for name, kinds in may_claim},
            plan=self.head,
        )

    def rule(self, name: str) -> PlannedRule:
        """One rule of the Plan."""
        return load_json(self.rules[name], PlannedRule)

    @cached_property
    def whole(self) -> CompiledPack:
        """All of it, where the lines have an edition: those of an edited pack have none."""
        edition = load_json(self.shared["edition"], Edition)
        plan = replace(
            self.head,
            pack_digest=edition.digest,
            read=edition.read,
            changes=edition.changes,
            rules=tuple(map(self.rule, self.rules)),
        )
        return replace(self.without_rules, plan=plan)

    def share_with(self, other: "PackLines") -> None:
        """Decode what both share only once."""
        if self.shared["head"] == other.shared["head"]:
            other.head = self.head

    def types_like(self, other: "PackLines") -> bool:
        """Whether submissions read the same in the words of both."""
        return all(self.shared[name] == other.shared[name] for name in ("head", "names"))

    def unlike(self, other: "PackLines") -> tuple[str, ...]:
        """The rules of this pack that the other does not have, or has otherwise."""
        return tuple(name for name, line in self.rules.items() if other.rules.get(name) != line)

    def to_bytes(self) -> bytes:
        """The lines as they are kept."""
        ids = json.dumps(list(self.rules)).encode()
        # INVARIANT: JSON is written without line breaks.
        return _LINE.join((*(self.shared[name] for name in _SHARED), ids, *self.rules.values()))


def lines_from(content: bytes) -> PackLines:
    """The lines of `to_bytes`.

    Raises:
        Refused: they are not whole.
    """
    *shared, rest = content.split(_LINE, len(_SHARED))
    ids, *lines = rest.split(_LINE)
    try:
        names = json.loads(ids)
    except (ValueError, RecursionError) as error:
        raise Refused(str(error)) from error
    if len(shared) != len(_SHARED) or not isinstance(names, list) or len(names) != len(lines):
        raise Refused("lines are missing")
    return PackLines(
        dict(zip(_SHARED, shared, strict=True)), dict(zip(map(str, names), lines, strict=True))
    )
