"""Amendments (訂正): what two submissions of one case say differently, row by row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TypeVar

from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType
from checklist_engine.model.submission import Claim

T = TypeVar("T")

NOTHING = "（なし）"


class Subject(Enum):
    """What was amended."""

    CASE = "case"
    ANSWER = "answer"
    ELEMENT = "element"
    EVIDENCE = "evidence"
    CLAIM = "claim"


class Amended(Enum):
    """How; of an answer, `ADDED` is newly answered and `GONE` taken back."""

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """訂正: one row, in words before and after.

    Attributes:
        path: of an answer or element, its path; of a record, its id; of a claim, its rule.
        place: where the new submission says so; None where it says nothing.
        asked: whether anybody asks for it, before or after; else it bears on nothing.
        gained: of an answer with several entries of which some stay, those that came.
        lost: likewise, those that went.
    """

    subject: Subject
    path: str
    label: str
    how: Amended
    before: str
    after: str
    place: Place | None
    asked: bool = True
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def amendments(before: CaseSide, after: CaseSide) -> Iterator[Amendment]:
    """All of them: the case, its answers in the order of the form, proofs, claims."""
    yield from _case(before, after)
    yield from _answers(before, after)
    yield from _records(before, after)
    yield from _claims(before, after)


def _case(before: CaseSide, after: CaseSide) -> Iterator[Amendment]:
    labels = {
        "case.id": "案件の記号",
        "case.title": "件名",
        "case.system": "システム",
        "case.department": "担当課",
        "case.submitted_on": "提出日",
        "pack": "規則集",
        "profile": "適用区分",
    }
    said = before.case_words(), after.case_words()
    for path, label in labels.items():
        yield from _row(Subject.CASE, path, label, (said[0][path], said[1][path]), None)


def _row(
    subject: Subject,
    path: str,
    label: str,
    words: tuple[str | None, str | None],
    place: Place | None,
) -> Iterator[Amendment]:
    """The row, where the words differ."""
    if words[0] != words[1]:
        yield Amendment(
            subject=subject,
            path=path,
            label=label,
            how=_how(words[0] is not None, words[1] is not None),
            before=words[0] or NOTHING,
            after=words[1] or NOTHING,
            place=place,
        )


def _how(was_there: bool, is_there: bool) -> Amended:
    if was_there and is_there:
        return Amended.CHANGED
    return Amended.ADDED if is_there else Amended.GONE


def _answers(before: CaseSide, after: CaseSide) -> Iterator[Amendment]:
    """Facts, and the elements and fields of lists, matched by their paths."""
    passed_over: tuple[str, ...] = ()
    for path in in_both_orders(list(before.located), list(after.located)):
        if path.startswith(passed_over):
            continue
        side = after if path in after.located else before
        if side.located[path].fact.type is FactType.LIST:
            yield from _list(before, after, path)
            gone = before.elements_at(path).keys() ^ after.elements_at(path).keys()
            passed_over = (*passed_over, *(f"{element}." for element in gone))
        else:
            yield from _answer(before, after, path)


def _list(before: CaseSide, after: CaseSide, path: str) -> Iterator[Amendment]:
    """Elements that came or went and, where there are none on either side, that this was said."""
    earlier, later = before.elements_at(path), after.elements_at(path)
    if not earlier and not later:
        yield from _answer(before, after, path)
        return
    for name in in_both_orders(list(earlier), list(later)):
        if name in earlier and name in later:
            continue
        side, element = (after, later[name]) if name in later else (before, earlier[name])
        words = side.element_words(path, element)
        is_new = name in later
        yield Amendment(
            subject=Subject.ELEMENT,
            path=name,
            label=f"{side.located[path].label}「{element.name or element.key}」",
            how=Amended.ADDED if is_new else Amended.GONE,
            before=NOTHING if is_new else words,
            after=words if is_new else NOTHING,
            place=after.place_of_element(path, element) if is_new else None,
            asked=side.asks_for_element(path, name),
        )


def _answer(before: CaseSide, after: CaseSide, path: str) -> Iterator[Amendment]:
    answers = before.answer(path), after.answer(path)
    words = before.answer_words(path), after.answer_words(path)
    same = answers[0] == answers[1]
    if same and (answers[0] is not None or words[0] == words[1]):
        return
    side = after if path in after.located else before
    gained, lost = _entries(before, after, path)
    yield Amendment(
        subject=Subject.ANSWER,
        path=path,
        label=side.located[path].label,
        how=Amended.CHANGED if same else _how(answers[0] is not None, answers[1] is not None),
        before=words[0],
        after=words[1],
        place=after.submission.answers.places.get(path),
        asked=path in before.asked or path in after.asked,
        gained=gained,
        lost=lost,
    )


def _entries(
    before: CaseSide, after: CaseSide, path: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What came to several entries, and what went; nothing where they have none in common."""
    entries = before.chosen(path), after.chosen(path)
    if not set(entries[0]) & set(entries[1]):
        return (), ()
    return (
        tuple(each for each in entries[1] if each not in entries[0]),
        tuple(each for each in entries[0] if each not in entries[1]),
    )


def _records(before: CaseSide, after: CaseSide) -> Iterator[Amendment]:
    yield from _matched(
        Subject.EVIDENCE,
        ({each.id: each for each in before.submission.evidence}, before.record_words),
        ({each.id: each for each in after.submission.evidence}, after.record_words),
        label=lambda record: f"証跡 {record.id}",
        place=lambda _: None,
    )


def _claims(before: CaseSide, after: CaseSide) -> Iterator[Amendment]:
    def by_subject(claims: Sequence[Claim]) -> Mapping[str, Claim]:
        return {f"{each.rule} {each.element or ''} {each.kind.value}": each for each in claims}

    yield from _matched(
        Subject.CLAIM,
        (by_subject(before.submission.claims), lambda claim: claim.reason),
        (by_subject(after.submission.claims), lambda claim: claim.reason),
        label=lambda claim: f"申出 {claim.rule}（{claim.kind.label}）",
        place=lambda claim: claim.place,
    )


def _matched(
    subject: Subject,
    before: tuple[Mapping[str, T], Callable[[T], str]],
    after: tuple[Mapping[str, T], Callable[[T], str]],
    *,
    label: Callable[[T], str],
    place: Callable[[T], Place | None],
) -> Iterator[Amendment]:
    """Things of one kind, matched by what they are known by; each side has words for them."""
    for name in in_both_orders(list(before[0]), list(after[0])):
        earlier, later = before[0].get(name), after[0].get(name)
        if earlier == later and earlier is not None:
            continue
        known = later if later is not None else earlier
        assert known is not None
        yield from _row(
            subject,
            name.split(" ")[0],
            label(known),
            (
                None if earlier is None else before[1](earlier),
                None if later is None else after[1](later),
            ),
            None if later is None else place(later),
        )


def in_both_orders(before: Sequence[str], after: Sequence[str]) -> Sequence[str]:
    """Names of both, in the order of the new side, what is gone after what it stood behind."""
    following: dict[str, list[str]] = {}
    known, last = set(after), ""
    for name in before:
        if name in known:
            last = name
        else:
            following.setdefault(last, []).append(name)
    found = [*following.get("", ())]
    for name in after:
        found += [name, *following.get(name, ())]
    return found
