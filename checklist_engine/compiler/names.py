"""Names: what a path means where it stands (§3)."""

from collections.abc import Iterator
from typing import TypeAlias

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact, ListShape, Vocabulary
from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef

Lists: TypeAlias = tuple[Fact, ...]
"""The lists whose elements are around an expression, innermost first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A path with its meaning; `fact` is None for `.tier`."""

    ref: Ref
    fact: Fact | None

    @property
    def type(self) -> FactType:
        return self.fact.type if self.fact else FactType.INTEGER


@dataclass(frozen=True, slots=True)
class Names:
    """Looks paths up in a vocabulary; what cannot be found is added to `faults`."""

    vocabulary: Vocabulary
    faults: list[Diagnostic]

    def resolve(self, path: str, around: Lists, place: Place) -> Resolved | None:
        """What `path` means among the elements of `around`; None after a fault."""
        name = path.lstrip(".")
        up = len(path) - len(name) - 1
        if up < 0:
            return self._fact(name, around, place)
        if up >= len(around):
            self._fault(
                "E207",
                f"「{path}」の要素がここにはありません",
                "「.」で始まる名前は、every、some、none、count、for_each の中で、"
                "外側の要素の数だけ「.」を重ねて書きます",
                place,
            )
            return None
        return self._field(path, name, up, around[up], place)

    def list_at(
        self, path: str, around: Lists, place: Place
    ) -> tuple[FactRef | FieldRef, Fact] | None:
        """The list that `path` names; None after a fault."""
        resolved = self.resolve(path, around, place)
        if resolved is None:
            return None
        if (
            resolved.fact is None
            or resolved.fact.shape is None
            or isinstance(resolved.ref, TierRef)
        ):
            self._fault(
                "E205",
                f"「{path}」は一覧ではありません",
                "in: には、型が list の事実の名前を書いてください",
                place,
            )
            return None
        return resolved.ref, resolved.fact

    def _fact(self, name: str, around: Lists, place: Place) -> Resolved | None:
        facts = self.vocabulary.facts
        if name in facts:
            return Resolved(ref=FactRef(fact=name), fact=facts[name])
        for prefix in _prefixes(name):
            if prefix in facts and facts[prefix].shape:
                self._through_list(name, prefix, place)
                return None
        near = nearest(name, facts)
        if around and name in _shape(around[0]).fields:
            hint = f"一覧の要素の項目であれば、「.{name}」と書いてください"
        elif near:
            hint = f"「{near}」（{facts[near].label}）ではありませんか"
        else:
            hint = "facts フォルダのファイルにある id を書いてください"
        self._fault("E203", f"事実「{name}」は語彙にありません", hint, place)
        return None

    def _field(self, path: str, name: str, up: int, owner: Fact, place: Place) -> Resolved | None:
        if name == "tier":
            return Resolved(ref=TierRef(up=up), fact=None)
        fields = _shape(owner).fields
        if name in fields:
            field = fields[name]
            return Resolved(ref=FieldRef(up=up, field=name, fact=field.full_id), fact=field)
        first = name.partition(".")[0]
        if first in fields and fields[first].shape:
            self._through_list(path, f"{'.' * (up + 1)}{first}", place)
            return None
        near = nearest(name, fields)
        listed = "、".join(f".{each}" for each in fields)
        self._fault(
            "E203",
            f"一覧「{owner.label}」の要素に「{name}」という項目はありません",
            f"「{'.' * (up + 1)}{near}」（{fields[near].label}）ではありませんか"
            if near
            else f"あるのは {listed} です",
            place,
        )
        return None

    def _through_list(self, path: str, list_path: str, place: Place) -> None:
        self._fault(
            "E206",
            f"「{path}」は一覧「{list_path}」の中にあります。どれか一つですか、すべてですか",
            f"どれか一つなら some: {{in: {list_path}, …}}、"
            f"すべてなら every: {{in: {list_path}, …}} の中に書いてください",
            place,
        )

    def _fault(self, code: str, message: str, hint: str, place: Place) -> None:
        self.faults.append(Diagnostic(code=code, message=message, hint=hint, place=place))


def _shape(fact: Fact) -> ListShape:
    # INVARIANT: `Lists` holds facts of the type list only.
    assert fact.shape is not None
    return fact.shape


def _prefixes(name: str) -> Iterator[str]:
    while "." in name:
        name = name.rpartition(".")[0]
        yield name
