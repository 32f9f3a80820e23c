"""Reading: expressions of a Plan over a sheet, among answers that may be irrelevant or unproven."""

from collections.abc import Callable, Container, Mapping
from functools import cache

from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.frames import Frame
from checklist_engine.bulk.planes import Planes, all_of, any_of, counted, negated, tally, without
from checklist_engine.bulk.sheet import Sheet, owner_of
from checklist_engine.ground.atoms import Answered, OneOf
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.model.paths import FactRef, Ref, TierRef
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    Negation,
    Node,
    Tally,
    Test,
    Undecided,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What expressions see of a sheet.

    Attributes:
        irrelevant: where a fact is not asked, over the elements of the list that has it; None where every
            fact is always asked.
        unfit: facts that had another type when they were encoded; they are as good as unanswered.
        waits: whether planes say what waits for an answer that somebody will be asked for.
        lacking: by fact, where its answer lacks the proof that the rule at hand wants.
        loop: the frame of the elements of that rule's `for_each`.
    """

    sheet: Sheet
    irrelevant: Callable[[str], Bits] | None
    unfit: Container[str]
    waits: bool = False
    lacking: Mapping[str, Bits] = field(default_factory=dict)
    loop: Frame | None = None

    def evaluate(self, node: Node, frame: Frame) -> Planes:
        """The truth of `node` in every row of a frame."""
        match node:
            case Test(against=None):
                return self._test(node, frame)
            case Test(against=against):
                assert against is not None
                return self._test_against(node, against, frame)
            case Conjunction(parts=parts):
                here = self.sheet.present(frame)
                return all_of([self.evaluate(part, frame) for part in parts], here)
            case Disjunction(parts=parts):
                here = self.sheet.present(frame)
                return any_of([self.evaluate(part, frame) for part in parts], here)
            case Negation(part=part):
                return negated(self.evaluate(part, frame))
            case Tally():
                return self._tallied_parts(node, frame)
            case ForAll() | Exists() | ElementTally():
                return self._quantified(node, frame)
            case Undecided(elements=elements):
                return Planes(0, 0, self._asked(elements, self.sheet.present(frame), frame))

    def known(self, ref: Ref, frame: Frame) -> Bits:
        """Where there is an answer that counts."""
        if not isinstance(ref, TierRef) and ref.fact in self.unfit:
            return 0
        return without(self.sheet.answered(ref, frame), self._gap(ref, frame))

    def open_rows(self, closed_by: str | None, frame: Frame) -> Bits:
        """Where a list may still grow."""
        here = self.sheet.present(frame)
        if closed_by is None:
            return 0
        if closed_by in self.unfit:
            return here
        closing = _closing(closed_by)
        closed, _ = self.sheet.tested(closing, frame)
        return here ^ without(closed, self._gap(closing.ref, frame))

    def hidden(self, ref: Ref, frame: Frame) -> Bits:
        """Where nobody is asked for an answer."""
        if self.irrelevant is None or isinstance(ref, TierRef):
            return 0
        if not (plane := self.irrelevant(ref.fact)):
            return 0
        owner = owner_of(ref, frame)
        return self.sheet.raised(plane, frame, owner.chain() if owner else ())

    def _gap(self, ref: Ref, frame: Frame) -> Bits:
        """Where an answer that is there is as good as none."""
        hidden = self.hidden(ref, frame)
        if isinstance(ref, TierRef) or ref.fact not in self.lacking:
            return hidden
        lacking, owner = self.lacking[ref.fact], owner_of(ref, frame)
        if owner is None:
            return hidden | self.sheet.raised(lacking, frame, ())
        # INVARIANT: the compiler lets a proof be about the `for_each` element, never one deeper.
        assert self.loop is not None
        here = self.sheet.raised(lacking, frame, (self.loop,))
        if owner is not self.loop:
            # Another quantifier over the list of `for_each` comes past the element itself.
            here &= self.sheet.same_element(self.loop, owner, frame)
        return hidden | here

    def _asked(self, ref: Ref, missing: Bits, frame: Frame) -> Bits:
        """Of the rows where an answer is missing, those where somebody will be asked for it."""
        return without(missing, self.hidden(ref, frame)) if self.waits else 0

    def _test(self, test: Test, frame: Frame) -> Planes:
        if isinstance(test.atom, Answered):
            known = self.known(test.ref, frame)
            others = self.sheet.present(frame) ^ known
            return Planes(known, others) if test.atom.expected else Planes(others, known)
        if not isinstance(test.ref, TierRef) and test.ref.fact in self.unfit:
            true = false = 0
        else:
            true, false = self.sheet.tested(test, frame)
            asks_all = self.irrelevant is None and not self.lacking
            if not asks_all and (gap := self._gap(test.ref, frame)):
                true, false = without(true, gap), without(false, gap)
        if not self.waits:
            return Planes(true, false)
        missing = self.sheet.present(frame) ^ (true | false)
        return Planes(true, false, self._asked(test.ref, missing, frame))

    def _test_against(self, test: Test, against: Ref, frame: Frame) -> Planes:
        one, other = self.known(test.ref, frame), self.known(against, frame)
        here = self.sheet.present(frame)
        if isinstance(test.atom, Answered):
            true, false = one, here ^ one
            return Planes(true, false) if test.atom.expected else Planes(false, true)
        waiting = self._asked(test.ref, here ^ one, frame)
        waiting |= self._asked(against, here ^ other, frame)
        known = one & other
        if not known:
            return Planes(0, 0, waiting)
        true = self.sheet.passes_against(test.ref, test.atom, against, frame) & known
        return Planes(true, known ^ true, waiting)

    def _quantified(self, node: ForAll | Exists | ElementTally, frame: Frame) -> Planes:
        anchor = owner_of(node.elements, frame)
        inner = self.sheet.frame(frame, node.elements.fact, anchor)
        here = self.sheet.present(frame)
        listed = self.known(node.elements, frame)
        unending = self.open_rows(node.closed_by, frame)
        unending_waits = 0
        if node.closed_by is not None:
            unending_waits = self._asked(FactRef(fact=node.closed_by), unending, frame)
        where = self.evaluate(node.where, inner)
        if isinstance(node, ElementTally):
            found = self._tallied(node, where, inner, unending, unending_waits)
        else:
            found = self._folded(node, where, inner, unending, unending_waits)
        if listed == here:
            return found
        missing = self._asked(node.elements, here ^ listed, frame)
        return Planes(found.true & listed, found.false & listed, (found.waiting & listed) | missing)

    def _folded(
        self,
        node: ForAll | Exists,
        where: Planes,
        inner: Frame,
        unending: Bits,
        unending_waits: Bits,
    ) -> Planes:
        """The AND or OR over the slots of a list, and the rest of it."""
        satisfies = self.evaluate(node.satisfies, inner)
        each = self.sheet.present(inner)
        assert inner.outer is not None
        here = self.sheet.present(inner.outer)
        if isinstance(node, ForAll):
            part = any_of([negated(where), satisfies], each)
            true = without(here, inner.any_slot(each ^ part.true) | unending)
            false = inner.any_slot(part.false)
        else:
            part = all_of([where, satisfies], each)
            true = inner.any_slot(part.true)
            false = without(here, inner.any_slot(each ^ part.false) | unending)
        if not self.waits:
            return Planes(true, false)
        waiting = inner.any_slot(part.waiting) | unending_waits
        return Planes(true, false, without(waiting, true | false))

    def _tallied_parts(self, node: Tally, frame: Frame) -> Planes:
        here = self.sheet.present(frame)
        parts = [self.evaluate(part, frame) for part in node.parts]
        waiting = 0
        for part in parts:
            waiting |= part.waiting
        return tally(
            counted(part.true for part in parts),
            counted(here ^ part.false for part in parts),
            node.at_least,
            node.at_most,
            unending=0,
            waiting=waiting,
            everywhere=here,
        )

    def _tallied(
        self,
        node: ElementTally,
        where: Planes,
        inner: Frame,
        unending: Bits,
        unending_waits: Bits,
    ) -> Planes:
        """How many elements match; a slot without an element does not."""
        assert inner.outer is not None
        return tally(
            counted(inner.blocks(where.true)),
            counted(inner.blocks(self.sheet.present(inner) ^ where.false)),
            node.at_least,
            node.at_most,
            unending=unending,
            waiting=inner.any_slot(where.waiting) | unending_waits,
            everywhere=self.sheet.present(inner.outer),
        )


@cache
def _closing(closed_by: str) -> Test:
    """The test that a list is complete; one and the same for all that ask."""
    return Test(ref=FactRef(fact=closed_by), atom=OneOf(operand=frozenset({True})))
