"""The differences of two packs as a page for reviewers."""

from collections import Counter
from collections.abc import Iterator, Sequence

from checklist_engine.comparing.differences import (
    Change,
    Difference,
    Example,
    Kind,
    Meaning,
    Shift,
    State,
)
from checklist_engine.comparing.pack_diff import PackDiff
from checklist_engine.comparing.page import (
    Block,
    Heading,
    Items,
    Listing,
    Paragraph,
    Table,
)
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.verdicts import Verdict

_NOTHING = "（なし）"
_RULE_SHIFTS = {
    Shift.SAME: "意味は同じ",
    Shift.STRICTER: "厳しくなった",
    Shift.LOOSER: "緩くなった",
    Shift.BOTH: "厳しくなる場合と、緩くなる場合とがある",
    Shift.OTHER: "厳しさは同じで、判定の分かれ方が変わった",
    Shift.OPEN: "全て答えたときの判定は同じ（未回答があるときは、違うことがありうる）",
    Shift.UNSURE: "意味の違いは、調べきれませんでした",
}
_SHIFTS = {
    Kind.RULE: _RULE_SHIFTS,
    Kind.PROFILE: _RULE_SHIFTS,
    Kind.FACT: {
        Shift.SAME: "尋ねる場合は同じ",
        Shift.STRICTER: "尋ねる場合が増えた",
        Shift.LOOSER: "尋ねる場合が減った",
        Shift.BOTH: "尋ねる場合が、増えたところと減ったところとがある",
        Shift.OTHER: "尋ねる場合が変わった",
        Shift.OPEN: "全て答えたときに尋ねる場合は同じ（未回答があるときは、違うことがありうる）",
        Shift.UNSURE: "尋ねる場合の違いは、調べきれませんでした",
    },
    Kind.CONDITION: {
        Shift.SAME: "対応が済んだとみる場合は同じ",
        Shift.STRICTER: "対応が済んだとみる場合が減った",
        Shift.LOOSER: "対応が済んだとみる場合が増えた",
        Shift.BOTH: "対応が済んだとみる場合が、増えたところと減ったところとがある",
        Shift.OTHER: "対応が済んだとみる場合が変わった",
        Shift.OPEN: "全て答えたときは同じ（未回答があるときは、違うことがありうる）",
        Shift.UNSURE: "対応が済んだとみる場合の違いは、調べきれませんでした",
    },
}
_OUTCOMES = {
    Kind.FACT: {
        Verdict.NOT_MET: "尋ねる",
        Verdict.NOT_APPLICABLE: "尋ねない",
        Verdict.UNDETERMINED: "まだ決まらない",
    },
    Kind.CONDITION: {
        Verdict.MET: "対応が済んだ",
        Verdict.NOT_MET: "済んでいない",
        Verdict.UNDETERMINED: "まだ決まらない",
    },
}
_FOUND = (Shift.STRICTER, Shift.LOOSER, Shift.OTHER)


def pack_page(diff: PackDiff) -> list[Block]:
    """The page: a summary, then each difference with what it means."""
    blocks = list(_heading(diff))
    if not diff.differs:
        blocks.append(Paragraph(words="意味の違いはありません"))
    elif diff.rule is None:
        blocks.append(_summary(diff))
    for kind in Kind:
        blocks += _section(kind, diff.of(kind))
    return blocks


def shift_words(kind: Kind, meaning: Meaning) -> str:
    """What a change means, as a reviewer says it."""
    words = meaning.reason or _SHIFTS[kind][meaning.shift]
    if not meaning.exact and meaning.shift in _FOUND:
        words += "（ほかの違いは、調べきれませんでした）"
    return words


def _heading(diff: PackDiff) -> Iterator[Block]:
    before, after = diff.before.pack, diff.after.pack
    yield Heading(words=f"規則集の比較　{after.label}", level=1)
    named = [f"{pack.id} {pack.version}" for pack in (before, after)]
    limited = f"　規則 {diff.rule} だけを比べました" if diff.rule else ""
    yield Paragraph(words=f"{named[0]} → {named[1]}　基準日 {wareki(diff.as_of)}{limited}")


def _summary(diff: PackDiff) -> Table:
    rows = []
    for kind in Kind:
        found = [each for each in diff.of(kind) if each.state is not State.REWRITTEN]
        if found:
            counted = Counter(_outcome(each) for each in found)
            words = "、".join(f"{outcome} {count}件" for outcome, count in counted.items())
            rows.append((kind.label, f"{len(found)}件", words))
    return Table(head=("違い", "件数", "内訳"), rows=tuple(rows))


def _outcome(difference: Difference) -> str:
    """What is counted: how a rule moved, else what became of the thing."""
    meaning = difference.meaning
    if difference.kind is Kind.RULE and meaning and meaning.shift is not Shift.SAME:
        return (meaning.reason and "比べられないもの") or _RULE_SHIFTS[meaning.shift]
    if difference.kind is Kind.RULE and difference.state is State.CHANGED:
        return "判定のほかが変わった"
    return difference.state.label


def _section(kind: Kind, differences: Sequence[Difference]) -> Iterator[Block]:
    shown = [each for each in differences if each.state is not State.REWRITTEN]
    if shown:
        yield Heading(words=f"{kind.label}（{len(shown)}件）", level=2)
    for each in shown:
        yield from _difference(each)
    rewritten = [each for each in differences if each.state is State.REWRITTEN]
    if rewritten:
        yield Heading(words=f"書き方だけが変わった{kind.label}（{len(rewritten)}件）", level=2)
    alike = [each.id for each in rewritten if not each.changes]
    if alike:
        yield Paragraph(words="、".join(alike))
    for each in rewritten:
        if each.changes:
            yield from _difference(each)


def _difference(difference: Difference) -> Iterator[Block]:
    yield Heading(words=_title(difference), level=3)
    if difference.departure is not None:
        reason = f"：{difference.note}" if difference.note else ""
        yield Paragraph(words=difference.departure.label + reason)
    if difference.meaning is not None:
        yield from _meaning(difference.kind, difference.meaning)
        if not difference.changes:
            yield Paragraph(words=_WITHOUT_CHANGES[difference.kind])
    if difference.changes:
        is_one_sided = difference.state in (State.ADDED, State.GONE)
        yield (_summary_table if is_one_sided else _changes_table)(difference.changes)
    for each in difference.by_rule:
        words = shift_words(difference.kind, each.meaning)
        yield Paragraph(words=f"この適用区分の設定値により、{each.rule}　{each.title}：{words}")
        yield from _examples(difference.kind, each.meaning.examples)
    if difference.rules:
        yield Paragraph(words=f"読む規則：{'、'.join(difference.rules)}")


_WITHOUT_CHANGES = {
    Kind.RULE: "規則は書き替えられていません。読む事実を尋ねる場合、又は証跡の強さが変わったためです",
    Kind.FACT: "この事実は書き替えられていません。尋ねるかどうかを決める事実が変わったためです",
}


def _title(difference: Difference) -> str:
    state = {
        State.RENAMED: f"（id が {difference.was} から変わった）",
        State.ADDED: "（加わった）",
        State.GONE: "（なくなった）",
    }.get(difference.state, "")
    label = difference.label if difference.label != difference.id else ""
    return f"{difference.id}　{label}{state}" if label else f"{difference.id}{state}"


def _meaning(kind: Kind, meaning: Meaning) -> Iterator[Block]:
    yield Paragraph(words=shift_words(kind, meaning), strong=True)
    yield from _examples(kind, meaning.examples)


def _examples(kind: Kind, examples: Sequence[Example]) -> Iterator[Block]:
    for example in examples:
        about = f"（{example.element} について）" if example.element else ""
        verdicts = f"{_verdict(kind, example.before)} → {_verdict(kind, example.after)}"
        yield Paragraph(words=f"例{about}：{verdicts}")
        yield Listing(lines=example.lines)
        notes = (
            *(f"旧の規則集だけにある{each}を使っています" for each in example.only_before),
            *(f"新の規則集だけにある{each}を使っています" for each in example.only_after),
        )
        if notes:
            yield Items(entries=notes)


def _verdict(kind: Kind, verdict: Verdict) -> str:
    return _OUTCOMES.get(kind, {}).get(verdict, verdict.label)


def _summary_table(changes: Sequence[Change]) -> Table:
    """What is to be known of something that only one pack has."""
    rows = tuple((each.label, each.after or each.before or _NOTHING) for each in changes)
    return Table(head=("項目", "内容"), rows=rows)


def _changes_table(changes: Sequence[Change]) -> Table:
    """Changes one by one; which way it moved stands with the name."""
    return Table(
        head=("項目", "旧", "新"),
        rows=tuple(
            (
                each.label + (f"（{each.direction.label}）" if each.direction else ""),
                each.before or _NOTHING,
                each.after or _NOTHING,
            )
            for each in changes
        ),
    )
