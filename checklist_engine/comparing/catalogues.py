"""The catalogues and settings of a pack compared: parameters, kinds of evidence, policies, wording."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from checklist_engine.comparing.changed import changed, one_sided, reworded
from checklist_engine.comparing.differences import (
    Change,
    Difference,
    Direction,
    Kind,
    State,
    direction,
)
from checklist_engine.comparing.sides import Side
from checklist_engine.comparing.wording import number_words
from checklist_engine.model.pack import Parameter
from checklist_engine.model.pack_parts import (
    ConclusionPolicy,
    Credits,
    DecisionPolicy,
    EvidenceKind,
    Family,
    PaperTemplate,
    WordTemplate,
)

T = TypeVar("T")

_NO_LIMIT = "（限らない）"
_SCOPES = {"case": "諮問ごと", "meeting": "会議ごと", "correction": "訂正ごと"}
_NUMERALS = {"half": "書かれたまま（半角）", "mixed": "一桁は全角、二桁からは半角"}
_SENTENCES = (
    ("approve", "認めるとき"),
    ("approve_with_conditions", "条件付きで認めるとき"),
    ("reject", "認めないとき"),
    ("defer", "継続審議とするとき"),
    ("precedent", "先の諮問と同じ意見のとき"),
)


def parameter_differences(old: Side, new: Side) -> Iterator[Difference]:
    """Parameters, with their defaults."""

    def changes(before: Parameter, after: Parameter) -> Iterator[Change]:
        yield from changed("label", "名称", before.label, after.label)
        yield from changed("type", "型", before.type.label, after.type.label)
        yield from changed(
            "default",
            "初めの値",
            number_words(before.value, before.unit),
            number_words(after.value, after.unit),
        )
        yield from changed("min", "最小", number_words(before.min), number_words(after.min))
        yield from changed("max", "最大", number_words(before.max), number_words(after.max))

    yield from _by_id(
        Kind.PARAMETER,
        (old.pack.parameters, new.pack.parameters),
        label=lambda each: each.label,
        summary=lambda each: ("初めの値", number_words(each.value, each.unit)),
        changes=changes,
    )


def evidence_kind_differences(old: Side, new: Side) -> Iterator[Difference]:
    """Kinds of evidence, with their strength."""

    def changes(before: EvidenceKind, after: EvidenceKind) -> Iterator[Change]:
        yield from changed("label", "名称", before.label, after.label)
        yield from changed(
            "strength",
            "証跡の強さ",
            before.strength.label,
            after.strength.label,
            direction(
                before.strength.rank, after.strength.rank, Direction.STRONGER, Direction.WEAKER
            ),
        )

    yield from _by_id(
        Kind.EVIDENCE_KIND,
        (old.pack.evidence_kinds, new.pack.evidence_kinds),
        label=lambda each: each.label,
        summary=lambda each: ("証跡の強さ", each.strength.label),
        changes=changes,
    )


def policy_differences(old: Side, new: Side) -> Iterator[Difference]:
    """Credits, and how a decision and a conclusion are made."""
    for name, label, changes in (
        ("credits", "評点の割合", _credits(old.pack.credits, new.pack.credits)),
        ("decision", "結論の決まり", _decision(old.pack.decision, new.pack.decision)),
        ("conclusion", "結論の文に入れる条件", _limit(old.pack.conclusion, new.pack.conclusion)),
    ):
        found = tuple(changes)
        if found:
            yield Difference(
                kind=Kind.POLICY, id=name, label=label, state=State.CHANGED, changes=found
            )


def family_differences(old: Side, new: Side) -> Iterator[Difference]:
    """Families; their order is that of everything that is printed."""
    before, after = ({each.id: each for each in side.pack.families} for side in (old, new))

    def changes(one: Family, other: Family) -> Iterator[Change]:
        yield from changed("label", "名称", one.label, other.label)
        places = [
            [name for name in each if name in before and name in after].index(one.id) + 1
            for each in (before, after)
        ]
        yield from changed("order", "順序", f"{places[0]}番目", f"{places[1]}番目")

    yield from _by_id(Kind.FAMILY, (before, after), label=lambda each: each.label, changes=changes)


def sentence_differences(old: Side, new: Side) -> Iterator[Difference]:
    """The wording of conclusions."""
    before, after = old.plan.sentences, new.plan.sentences
    for name, label in _SENTENCES:
        changes = tuple(
            reworded(
                name,
                "文",
                (getattr(before, name), old.facts),
                (getattr(after, name), new.facts),
            )
        )
        if changes:
            yield _sentence(name, label, changes)
    between = tuple(
        changed("between_conditions", "文", before.between_conditions, after.between_conditions)
    )
    if between:
        yield _sentence("between_conditions", "条件と条件との間", between)


def paper_differences(old: Side, new: Side) -> Iterator[Difference]:
    """Papers and their templates."""

    def changes(before: PaperTemplate, after: PaperTemplate) -> Iterator[Change]:
        yield from changed("for", "単位", _SCOPES[before.scope], _SCOPES[after.scope])
        if before.source != after.source:
            yield Change(
                aspect="template", label="ひな形", before="（旧のひな形）", after="（新のひな形）"
            )
        yield from word_template_changes(before.word, after.word)
        yield from changed(
            "numerals", "数字の書き方", _NUMERALS[before.numerals], _NUMERALS[after.numerals]
        )

    by_name = [{paper.name: paper for paper in side.pack.papers} for side in (old, new)]
    yield from _by_id(
        Kind.PAPER, (by_name[0], by_name[1]), label=lambda each: each.name, changes=changes
    )


def word_template_changes(
    before: WordTemplate | None, after: WordTemplate | None
) -> Iterator[Change]:
    """A template for Word that came, went, or has other bytes; nobody can print what differs."""
    old, new = (each and each.digest for each in (before, after))
    if old != new:
        yield Change(
            aspect="word",
            label="Word のひな形",
            before="（旧のひな形）" if before else None,
            after="（新のひな形）" if after else None,
        )


def _credits(before: Credits, after: Credits) -> Iterator[Change]:
    def words(share: Fraction) -> str:
        return f"{float(share):g}"

    yield from changed(
        "compensated", "代替措置あり", words(before.compensated), words(after.compensated)
    )
    yield from changed("unproven", "証跡未確認", words(before.unproven), words(after.unproven))


def _decision(before: DecisionPolicy, after: DecisionPolicy) -> Iterator[Change]:
    most = before.open_at_most, after.open_at_most
    yield from changed(
        "open_at_most",
        "判定保留でよい条件の規則の数",
        str(most[0]),
        str(most[1]),
        direction(*most, Direction.LOOSER, Direction.STRICTER),
    )
    yield from changed(
        "open_condition", "判定保留のときの条件", before.open_condition, after.open_condition
    )


def _limit(before: ConclusionPolicy, after: ConclusionPolicy) -> Iterator[Change]:
    yield from changed(
        "at_most",
        "条件の数",
        number_words(before.at_most) or _NO_LIMIT,
        number_words(after.at_most) or _NO_LIMIT,
    )


def _sentence(name: str, label: str, changes: tuple[Change, ...]) -> Difference:
    return Difference(
        kind=Kind.SENTENCE, id=name, label=label, state=State.CHANGED, changes=changes
    )


def _nothing(_: object) -> tuple[str, str | None]:
    return "", None


def _by_id(
    kind: Kind,
    sides: tuple[Mapping[str, T], Mapping[str, T]],
    *,
    label: Callable[[T], str],
    changes: Callable[[T, T], Iterable[Change]],
    summary: Callable[[T], tuple[str, str | None]] = _nothing,
) -> Iterator[Difference]:
    """What was added, is gone or changed, in the order of the new pack, what is gone last."""
    before, after = sides
    for name, each in {**after, **before}.items():
        if name not in before or name not in after:
            yield one_sided(kind, name, label(each), name in after, summary(each))
            continue
        found = tuple(changes(before[name], after[name]))
        if found:
            yield Difference(
                kind=kind, id=name, label=label(after[name]), state=State.CHANGED, changes=found
            )
