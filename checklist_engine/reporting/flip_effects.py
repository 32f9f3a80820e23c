"""What an alternative does: the rules that it mends or makes worse, the conditions that go and come."""

from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Assessment, DraftedCondition, Finding
from checklist_engine.model.submission import elements_by_path
from checklist_engine.model.verdicts import WORST_FIRST, Gate, Verdict

FAILING = (Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.UNPROVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictMove:
    """A finding before and after; `owner` names its element."""

    rule: str
    title: str
    gate: Gate
    element: str | None
    owner: str | None
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What comes of an alternative.

    Attributes:
        mended: findings that failed and come out better.
        worsened: findings that come out worse, and fail.
        failing: all findings that fail after it, as they then are.
        gone: conditions that are asked for no more, or in other words.
        come: conditions that were not asked for before, or in other words.
        staying: conditions that are asked for all the same.
    """

    mended: tuple[VerdictMove, ...]
    worsened: tuple[VerdictMove, ...]
    failing: tuple[VerdictMove, ...]
    gone: tuple[DraftedCondition, ...]
    come: tuple[DraftedCondition, ...]
    staying: tuple[DraftedCondition, ...]


def effects(before: Assessment, after: Assessment) -> Effects:
    """What has changed between two assessments of one case; the elements of its lists are the same."""
    moves = list(_moves(before, after))
    known, now = _by_words(before.conditions), _by_words(after.conditions)
    return Effects(
        mended=tuple(each for each in moves if each.before in FAILING and _gain(each) > 0),
        worsened=tuple(filter(_is_worse, moves)),
        failing=tuple(each for each in moves if each.after in FAILING),
        gone=tuple(each for words, each in known.items() if words not in now),
        come=tuple(each for words, each in now.items() if words not in known),
        staying=tuple(each for words, each in now.items() if words in known),
    )


def _moves(before: Assessment, after: Assessment) -> Iterator[VerdictMove]:
    elements = elements_by_path(after.submission.answers)
    for was, now in zip(before.rules, after.rules, strict=True):
        old = {finding.element: finding for finding in was.findings}
        new = {finding.element: finding for finding in now.findings}
        for path in dict.fromkeys((*old, *new)):
            if path is None and path not in new:
                # What stood for elements that are not listed yet: there are none, or they are.
                continue
            element = elements[path] if path else None
            yield VerdictMove(
                rule=was.rule,
                title=was.title,
                gate=was.gate,
                element=path,
                owner=(element.name or element.key) if element else None,
                before=_verdict(old.get(path)),
                after=_verdict(new.get(path)),
            )


def _verdict(finding: Finding | None) -> Verdict:
    """Where there is no finding, the rule has nothing to say about the element."""
    return Verdict.NOT_APPLICABLE if finding is None else finding.verdict


def _is_worse(move: VerdictMove) -> bool:
    """Whether a finding fails that did not, or fails worse; what is only advisory and was open is known
    better now, but not worse.
    """
    only_known = move.gate is Gate.ADVISORY and move.before in FAILING
    return move.after in FAILING and _gain(move) < 0 and not only_known


def _gain(move: VerdictMove) -> int:
    return WORST_FIRST.index(move.after) - WORST_FIRST.index(move.before)


def _by_words(
    conditions: Sequence[DraftedCondition],
) -> Mapping[tuple[str, str, str], DraftedCondition]:
    return {(each.id, each.text, each.route.value): each for each in conditions}


NO_EFFECTS = Effects(mended=(), worsened=(), failing=(), gone=(), come=(), staying=())


def shared_effects(several: Sequence[Effects]) -> Effects:
    """What several alternatives have in common."""
    first, *others = several
    for other in others:
        first = _kept(first, other, shared=True)
    return first


def without_effects(found: Effects, left_out: Effects) -> Effects:
    """The effects but for some that are told elsewhere."""
    return _kept(found, left_out, shared=False)


def _kept(found: Effects, other: Effects, *, shared: bool) -> Effects:
    """Of the effects those that are among the others', or those that are not."""

    def moves(some: Sequence[VerdictMove], known: Sequence[VerdictMove]) -> tuple[VerdictMove, ...]:
        return tuple(each for each in some if (each in known) is shared)

    def conditions(
        some: Sequence[DraftedCondition], known: Sequence[DraftedCondition]
    ) -> tuple[DraftedCondition, ...]:
        words = _by_words(known)
        return tuple(each for key, each in _by_words(some).items() if (key in words) is shared)

    return Effects(
        mended=moves(found.mended, other.mended),
        worsened=moves(found.worsened, other.worsened),
        failing=moves(found.failing, other.failing),
        gone=conditions(found.gone, other.gone),
        come=conditions(found.come, other.come),
        staying=conditions(found.staying, other.staying),
    )
