"""Witnesses: one world as the answers and records of a submission, to show that something can be."""

from collections.abc import Iterable, Iterator

from checklist_engine.analysis.completions import Completions, Slot
from checklist_engine.analysis.proofs import Records
from checklist_engine.analysis.scheme import ANY, PROOF, code_name
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact
from checklist_engine.model.submission import Answer, Answers, Element, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """証人: answers, and the records that prove them."""

    answers: Answers
    evidence: tuple[Evidence, ...]


def witness(completions: Completions, world: int) -> Witness:
    """One world as a submission would have it; what was given stands in it, too."""
    return _Decoder(completions, world).witness()


class _Decoder:
    def __init__(self, completions: Completions, world: int) -> None:
        self.completions = completions
        self.bit = 1 << world
        self.values = completions.space.world(world)
        self.paths: dict[str, str] = {}

    def witness(self) -> Witness:
        given = self.completions.scheme.given
        values: dict[str, Answer] = dict(given.values)
        for fact in self.completions.plan.vocabulary.facts.values():
            if fact.full_id in self.completions.reading.facts:
                self.paths[fact.id] = fact.id
                answer = self._answer(fact, fact.id, given.values.get(fact.id), fact.id)
                if answer is not None:
                    values[fact.id] = answer
        return Witness(
            answers=Answers(values=values, reasons=given.reasons, places=given.places),
            evidence=(*(self.completions.scheme.evidence or ()), *self._evidence()),
        )

    def _answer(self, fact: Fact, name: str, given: Answer | None, path: str) -> Answer | None:
        if fact.type is FactType.CHOICES and given is None:
            return self._codes(fact, name)
        if fact.shape is None:
            return given if given is not None else self.values.get(name)  # type: ignore[return-value]
        if self.completions.unlisted(name, given) & self.bit:
            return None
        slots = [
            slot for slot in self.completions.slots(fact, name, given) if slot.present & self.bit
        ]
        return tuple(self._elements(slots, path))

    def _codes(self, fact: Fact, name: str) -> frozenset[str] | None:
        if self.values.get(name, True) is None:
            return None
        named = self.completions.reading.codes(fact)
        chosen = {code for code in named if self.values.get(code_name(name, code))}
        if self.values.get(name + ANY) and not chosen:
            # Some code that no test names.
            chosen = {next(code for code in fact.choices or () if code not in named)}
        return frozenset(chosen)

    def _elements(self, slots: Iterable[Slot], path: str) -> Iterator[Element]:
        """The elements of a list, depth first: one that may come stands under the last above it."""
        below: dict[str, list[tuple[Slot, int, str]]] = {}
        last: dict[int, str] = {0: ""}
        for slot in slots:
            tier = next(tier for tier, worlds in slot.tiers.items() if worlds & self.bit)
            above = last[tier - 1] if slot.element is None else _above(slot.element)
            keys = f"{above}/{slot.key}" if above else slot.key
            below.setdefault(above, []).append((slot, tier, keys))
            last[tier] = keys

        def walk(above: str) -> Iterator[Element]:
            for slot, tier, keys in below.get(above, ()):
                yield self._element(slot, tier, f"{path}[{keys}]")
                yield from walk(keys)

        yield from walk("")

    def _element(self, slot: Slot, tier: int, path: str) -> Element:
        shape = slot.fact.shape
        assert shape is not None
        values: dict[str, Answer] = dict(slot.element.values) if slot.element else {}
        values.setdefault(shape.key, slot.key)
        for own in shape.fields.values():
            if own.id != shape.key and own.full_id in self.completions.reading.facts:
                name, whole = f"{slot.name}.{own.id}", f"{path}.{own.id}"
                self.paths[name] = whole
                answer = self._answer(own, name, values.get(own.id), whole)
                if answer is not None:
                    values[own.id] = answer
        name_of_it = values.get(shape.name) if shape.name else None
        return Element(
            path=path,
            key=slot.key,
            name=name_of_it if isinstance(name_of_it, str) else None,
            tier=tier,
            values=values,
        )

    def _evidence(self) -> Iterator[Evidence]:
        for name, records in self.values.items():
            path = self.paths.get(name.removesuffix(PROOF))
            if isinstance(records, Records) and path is not None:
                yield from records.evidence(path)


def _above(element: Element) -> str:
    """The keys on the way to an element, without its own."""
    keys = element.path[element.path.rindex("[") + 1 : -1]
    return keys.rpartition("/")[0]
