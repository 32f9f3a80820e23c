"""Facts compared: what is asked, how it is answered, and when it is asked at all."""

from collections.abc import Iterator, Mapping
from datetime import date

from checklist_engine.comparing.canonical import canonical
from checklist_engine.comparing.changed import changed
from checklist_engine.comparing.differences import (
    Change,
    Difference,
    Kind,
    Meaning,
    Shift,
    State,
)
from checklist_engine.comparing.meaning import (
    SAME,
    Pair,
    meaning,
    read_by,
    relevance_forms,
    with_relevance,
)
from checklist_engine.comparing.sides import Side
from checklist_engine.comparing.stand_ins import asking
from checklist_engine.comparing.wording import number_words, yes_no
from checklist_engine.compiler.expressions import facts_of
from checklist_engine.model.facts import Fact, Section
from checklist_engine.model.plan import TRUE, Plan, PlannedRelevance

_ALWAYS = "（いつも尋ねる）"


def section_differences(old: Side, new: Side) -> Iterator[Difference]:
    """Sections, in the order of the form; when they are asked is told of their facts."""
    before, after = old.plan.vocabulary.sections, new.plan.vocabulary.sections
    for name, section in {**after, **before}.items():
        state = State.CHANGED
        changes: tuple[Change, ...] = ()
        if name not in before or name not in after:
            state = State.ADDED if name in after else State.GONE
        else:
            changes = tuple(_section_changes(before[name], after[name]))
        if changes or state is not State.CHANGED:
            yield Difference(
                kind=Kind.SECTION, id=name, label=section.label, state=state, changes=changes
            )


def fact_differences(old: Side, new: Side, as_of: date) -> Iterator[Difference]:
    """Facts and the fields of lists, in the order of the form; those that are gone stand last."""
    earlier, later = _readers(old), _readers(new)
    for name, fact in {**new.facts, **old.facts}.items():
        if name not in old.facts or name not in new.facts:
            is_new = name in new.facts
            yield Difference(
                kind=Kind.FACT,
                id=name,
                label=fact.label,
                state=State.ADDED if is_new else State.GONE,
                changes=tuple(_summary(fact, is_new=is_new)),
                rules=(later if is_new else earlier).get(name, ()),
            )
            continue
        changes = (
            *_fact_changes(old.facts[name], new.facts[name]),
            *_relevance_change(old, new, name),
        )
        found = _asked(old, new, name, as_of)
        same = found.shift is Shift.SAME
        if not changes and same:
            continue
        respelled = same and all(each.aspect == "relevant_when" for each in changes)
        yield Difference(
            kind=Kind.FACT,
            id=name,
            label=new.facts[name].label,
            state=State.REWRITTEN if respelled else State.CHANGED,
            changes=changes,
            meaning=None if found is SAME else found,
            rules=later.get(name, ()),
        )


def _section_changes(before: Section, after: Section) -> Iterator[Change]:
    yield from changed("label", "名称", before.label, after.label)
    yield from changed("order", "順序", str(before.order), str(after.order))


def _summary(fact: Fact, *, is_new: bool) -> Iterator[Change]:
    for aspect, label, words in (
        ("type", "型", fact.type.label),
        ("question", "質問", fact.question),
    ):
        if words is not None:
            before, after = (None, words) if is_new else (words, None)
            yield Change(aspect=aspect, label=label, before=before, after=after)


def _fact_changes(before: Fact, after: Fact) -> Iterator[Change]:
    yield from changed("label", "項目の名称", before.label, after.label)
    yield from changed("question", "質問", before.question, after.question)
    yield from changed("guidance", "手引", before.guidance, after.guidance)
    yield from changed("section", "区分", before.section, after.section)
    yield from changed("type", "型", before.type.label, after.type.label)
    yield from _choices(before.choices or {}, after.choices or {})
    yield from changed("from", "選択肢とする一覧", before.key_of, after.key_of)
    yield from changed("unit", "単位", before.unit, after.unit)
    yield from changed("min", "最小", number_words(before.min), number_words(after.min))
    yield from changed("max", "最大", number_words(before.max), number_words(after.max))
    yield from changed(
        "mutable", "規則に合わせて変えられる", yes_no(before.mutable), yes_no(after.mutable)
    )
    yield from changed(
        "effort", "変える手間", number_words(before.effort), number_words(after.effort)
    )
    yield from _shape(before, after)


def _choices(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for code in {**after, **before}:
        yield from changed(f"choices.{code}", f"選択肢 {code}", before.get(code), after.get(code))


def _shape(before: Fact, after: Fact) -> Iterator[Change]:
    if before.shape is None or after.shape is None:
        return
    for key, label in (
        ("key", "要素の記号とする項目"),
        ("name", "要素の名称とする項目"),
        ("children", "下の要素を持つ項目"),
        ("closed_by", "記入の完了を尋ねる事実"),
    ):
        yield from changed(key, label, getattr(before.shape, key), getattr(after.shape, key))


def _relevance_change(old: Side, new: Side, name: str) -> Iterator[Change]:
    """The change of `relevant_when`, that of the section with it."""
    nodes = [side.relevance[name].node if name in side.relevance else TRUE for side in (old, new)]
    if canonical(nodes[0]) != canonical(nodes[1]):
        words = [
            _ALWAYS if node == TRUE else f"{side.reciter.words(node)}とき"
            for side, node in zip((old, new), nodes, strict=True)
        ]
        yield from changed("relevant_when", "尋ねる場合", words[0], words[1])


def _asked(old: Side, new: Side, name: str, as_of: date) -> Meaning:
    """Whether a fact is asked more often, or less, for whatever reason; of a field, in its element."""
    planned = [_planned(side, name) for side in (old, new)]
    if _reach(old.plan, planned[0]) == _reach(new.plan, planned[1]):
        return SAME
    pair = Pair(
        before=(old.plan, asking(planned[0])), after=(new.plan, asking(planned[1])), as_of=as_of
    )
    return meaning(pair)


def _planned(side: Side, name: str) -> PlannedRelevance:
    lists = tuple(name.split(".")[:-1]) if name not in side.plan.vocabulary.facts else ()
    return side.relevance.get(name) or PlannedRelevance(fact=name, lists=lists, node=TRUE)


def _reach(plan: Plan, planned: PlannedRelevance) -> object:
    """Everything that decides whether a fact is asked, but for the lists around it."""
    read = with_relevance(plan, facts_of(planned.node))
    return canonical(planned.node), relevance_forms(plan, read)


def _readers(side: Side) -> Mapping[str, tuple[str, ...]]:
    """The rules that read each fact, directly or to know whether something is asked."""
    found: dict[str, list[str]] = {}
    for rule in side.plan.rules:
        for fact in read_by(side.plan, rule):
            found.setdefault(fact, []).append(rule.id)
    return {fact: tuple(rules) for fact, rules in found.items()}
