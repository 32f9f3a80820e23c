"""The JSON of the differences of two packs: a contract, described in `docs/comparing.md`."""

from collections.abc import Mapping

from checklist_engine.comparing.differences import (
    Change,
    Difference,
    Example,
    Kind,
    Meaning,
)
from checklist_engine.comparing.pack_diff import PackDiff
from checklist_engine.comparing.sides import Side
from checklist_engine.model.verdicts import Verdict

_KEYS = {
    Kind.RULE: "rules",
    Kind.SECTION: "sections",
    Kind.FACT: "facts",
    Kind.CONDITION: "conditions",
    Kind.PARAMETER: "parameters",
    Kind.EVIDENCE_KIND: "evidence_kinds",
    Kind.POLICY: "policies",
    Kind.FAMILY: "families",
    Kind.PROFILE: "profiles",
    Kind.SENTENCE: "sentences",
    Kind.PAPER: "papers",
}
_OUTCOMES = {
    Kind.FACT: {
        Verdict.NOT_MET: "asked",
        Verdict.NOT_APPLICABLE: "irrelevant",
        Verdict.UNDETERMINED: "pending",
    },
    Kind.CONDITION: {
        Verdict.MET: "discharged",
        Verdict.NOT_MET: "not_discharged",
        Verdict.UNDETERMINED: "undetermined",
    },
}


def pack_diff_json(diff: PackDiff) -> dict[str, object]:
    """The differences as JSON-ready data."""
    return {
        "kind": "packs",
        "differs": diff.differs,
        "before": _pack(diff.before),
        "after": _pack(diff.after),
        "as_of": diff.as_of.isoformat(),
        "rule": diff.rule,
        **{key: [_difference(each) for each in diff.of(kind)] for kind, key in _KEYS.items()},
    }


def _pack(side: Side) -> Mapping[str, object]:
    pack = side.pack
    return {
        "id": pack.id,
        "label": pack.label,
        "version": pack.version,
        "digest": pack.digest,
        "file": pack.place.file,
    }


def _difference(difference: Difference) -> Mapping[str, object]:
    kind = difference.kind
    return {
        "id": difference.id,
        "was": difference.was,
        "label": difference.label,
        "state": difference.state.value,
        "departure": difference.departure and difference.departure.value,
        "note": difference.note,
        "meaning": difference.meaning and _meaning(kind, difference.meaning),
        "changes": [_change(each) for each in difference.changes],
        "rules": list(difference.rules),
        "by_rule": [
            {"rule": each.rule, "title": each.title, "meaning": _meaning(kind, each.meaning)}
            for each in difference.by_rule
        ],
    }


def _change(change: Change) -> Mapping[str, object]:
    return {
        "aspect": change.aspect,
        "label": change.label,
        "before": change.before,
        "after": change.after,
        "direction": change.direction and change.direction.value,
    }


def _meaning(kind: Kind, meaning: Meaning) -> Mapping[str, object]:
    return {
        "shift": meaning.shift.value,
        "exact": meaning.exact,
        "reason": meaning.reason,
        "examples": [_example(kind, each) for each in meaning.examples],
    }


def _example(kind: Kind, example: Example) -> Mapping[str, object]:
    def outcome(verdict: Verdict) -> str:
        return _OUTCOMES.get(kind, {}).get(verdict, verdict.value)

    return {
        "direction": example.direction,
        "element": example.element,
        "before": outcome(example.before),
        "after": outcome(example.after),
        "answers": example.answers,
        "evidence": list(example.evidence),
        "only_before": list(example.only_before),
        "only_after": list(example.only_after),
    }
