"""Rows of the sheets of lists → elements: which one is below which, and which list they are in."""

from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.forms.reading_ledger import Ledger
from checklist_engine.forms.reading_tables import Row
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.model.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRow:
    """A row with something in it: its key, and what it says of the elements around it (by key or path)."""

    row: Row
    list_fact: Fact
    key: str
    key_place: Place
    parent: str
    parent_place: Place
    within: str
    within_place: Place


@dataclass(slots=True)
class Node:
    """An element being put together; `path` is as it is printed (`parties[sys/aws]`)."""

    source: ElementRow
    path: str = ""
    values: dict[str, object] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    lists: dict[str, list["Node"]] = field(default_factory=dict)

    def with_all_below(self) -> Iterator["Node"]:
        """The element, then those below it in its tree."""
        yield self
        for child in self.children:
            yield from child.with_all_below()


@dataclass(frozen=True, slots=True)
class Forest:
    """Puts the rows of all lists together."""

    rows: Mapping[str, Sequence[ElementRow]]
    ledger: Ledger

    def of_fact(self, fact: Fact) -> list[Node]:
        """The elements at the top of a list that is a fact."""
        nodes = self._trees(fact, [Node(each) for each in self.rows.get(fact.full_id, ())], fact.id)
        self._inner_lists(fact, nodes, is_path_needed=False)
        return nodes

    def _inner_lists(self, fact: Fact, tops: list[Node], *, is_path_needed: bool) -> None:
        assert fact.shape is not None
        owners = [node for top in tops for node in top.with_all_below()]
        for inner in fact.shape.fields.values():
            if inner.shape is None:
                continue
            owned: dict[str, list[Node]] = {}
            for each in self.rows.get(inner.full_id, ()):
                owner = self._owner(each, owners, fact, is_path_needed=is_path_needed)
                if owner is not None:
                    owned.setdefault(owner.path, []).append(Node(each))
            below: list[Node] = []
            for owner in owners:
                if owner.path in owned:
                    path = f"{owner.path}.{inner.id}"
                    owner.lists[inner.id] = self._trees(inner, owned[owner.path], path)
                    below += owner.lists[inner.id]
            self._inner_lists(inner, below, is_path_needed=True)

    def _owner(
        self, each: ElementRow, owners: Sequence[Node], outer: Fact, *, is_path_needed: bool
    ) -> Node | None:
        by_path = {node.path: node for node in owners}
        by_key: dict[str, list[Node]] = {}
        for node in owners:
            by_key.setdefault(node.source.key, []).append(node)
        found = by_key.get(each.within, [])
        if each.within in by_path:
            found = [by_path[each.within]]
        if len(found) == 1:
            return found[0]
        known = list(by_path if is_path_needed else by_key)
        if not each.within:
            message = f"「{each.list_fact.label}」のこの行が、どの「{outer.label}」のものか書かれていません"
        elif found:
            message = f"「{each.within}」という記号の「{outer.label}」が二つ以上あります"
        else:
            message = f"「{each.within}」という記号の「{outer.label}」はありません"
        self.ledger.fault("E347", each.within_place, message, _known_hint(each.within, known))
        return None

    def _trees(self, fact: Fact, nodes: list[Node], path: str) -> list[Node]:
        """The top elements of one list, their trees put together."""
        assert fact.shape is not None
        by_key: dict[str, Node] = {}
        for node in nodes:
            first = by_key.setdefault(node.source.key, node)
            if first is not node:
                self.ledger.fault(
                    "E347",
                    node.source.key_place,
                    f"記号「{node.source.key}」の行が二つあります（一つ目は {first.source.row.number} 行目）",
                    "同じものなら一つにまとめ、違うものなら別の記号にしてください",
                )
        tops: list[Node] = []
        for node in by_key.values():
            if fact.shape.children is None or not node.source.parent:
                tops.append(node)
            elif node.source.parent in by_key:
                by_key[node.source.parent].children.append(node)
            else:
                self.ledger.fault(
                    "E347",
                    node.source.parent_place,
                    f"上の行の記号「{node.source.parent}」の行がありません",
                    _known_hint(
                        node.source.parent, [key for key in by_key if key != node.source.key]
                    ),
                )
                tops.append(node)
        self._check_circles(by_key, tops)
        for top in tops:
            _name(top, path, "")
        return tops

    def _check_circles(self, by_key: Mapping[str, Node], tops: Sequence[Node]) -> None:
        reached = {node.source.key for top in tops for node in top.with_all_below()}
        for key, node in by_key.items():
            if key in reached:
                continue
            way = [key]
            while (above := by_key[way[-1]].source.parent) not in way:
                way.append(above)
            way = [*way[way.index(above) :], above]
            reached |= {*way}
            if key in way:
                self.ledger.fault(
                    "E347",
                    node.source.parent_place,
                    f"上の行の記号が一回りしています: {' → '.join(way)}",
                    "一番上の行の「上の行の記号」を空けてください",
                )


def _name(node: Node, path: str, trail: str) -> None:
    way = f"{trail}/{node.source.key}" if trail else node.source.key
    node.path = f"{path}[{way}]"
    for child in node.children:
        _name(child, path, way)


def _known_hint(written: str, known: Sequence[str]) -> str:
    near = nearest(written, known) if written else None
    if near:
        return f"もしかして「{near}」ですか"
    listed = "、".join(known[:10])
    return f"あるのは {listed} です" if known else "先に、その行を書いてください"
