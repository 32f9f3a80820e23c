"""Answers, typed against a vocabulary (§2): what does not fit is a fault of the submission."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType, Misfit, Value, shown, typed
from checklist_engine.loader.answer_tree import Tree, is_unanswered, is_unknown
from checklist_engine.model.facts import Fact, ListShape, Vocabulary
from checklist_engine.model.submission import Answer, Answers, Element, Elements, elements_of

_FORBIDDEN_IN_KEY = frozenset("/[]")


def read_answers(
    tree: Mapping[str, Tree],
    vocabulary: Vocabulary,
    faults: list[Diagnostic],
    *,
    placed: bool = True,
) -> Answers:
    """The typed answers of a tree; faults (E302 to E308) are added, their answers left out.

    Args:
        tree: what is written, by the words of paths.
        vocabulary: what may be answered.
        faults: what is wrong is added here.
        placed: whether the answers tell where they are written.
    """
    reader = _Reader(vocabulary, faults, placed)
    reader.branch(tree, "")
    reader.check_references()
    return Answers(values=reader.values, reasons=reader.reasons, places=reader.places)


@dataclass(frozen=True, slots=True)
class _Reader:
    vocabulary: Vocabulary
    faults: list[Diagnostic]
    placed: bool
    values: dict[str, Answer] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    # Answers that name an element of another list, to be looked up when all lists are read.
    references: list[tuple[Fact, str, Cursor]] = field(default_factory=list)

    def branch(self, tree: Mapping[str, Tree], prefix: str) -> None:
        for word, inner in tree.items():
            path = f"{prefix}.{word}" if prefix else word
            if path in self.vocabulary.facts:
                self.leaf(self.vocabulary.facts[path], path, inner)
            elif isinstance(inner, Mapping):
                self.branch(inner, path)
            elif not (self.begins_fact(path) and (inner.value == {} or is_unanswered(inner.value))):
                self.unknown_fact(path, inner)

    def leaf(self, fact: Fact, path: str, tree: Tree) -> None:
        if isinstance(tree, Mapping):
            for cursor in _cursors(tree):
                self.faults.append(
                    cursor.key_fault(
                        "E302",
                        f"「{fact.label}」（{path}）の下に、さらに「{cursor.key}」は書けません",
                        f"「{path}:」の後に、回答（{fact.type.label}）をそのまま書いてください",
                    )
                )
            return
        answer = self.answer(fact, path, tree)
        if answer is not None:
            self.values[path] = answer

    def answer(self, fact: Fact, path: str, cursor: Cursor) -> Answer | None:
        """The answer at `cursor`; None where there is none, or none that fits."""
        if self.placed:
            self.places[path] = cursor.place
        if is_unanswered(cursor.value):
            if is_unknown(cursor.value) and cursor["unknown"].value is not None:
                self.reasons[path] = str(cursor["unknown"].value)
            return None
        if fact.shape is not None:
            return self.elements(fact, fact.shape, path, cursor)
        value = typed(cursor.value, fact.type, fact.choices)
        if isinstance(value, Misfit):
            self.misfit(fact, value, cursor)
            return None
        if self.out_of_bounds(fact, value, cursor):
            return None
        if fact.key_of is not None and isinstance(value, str):
            self.references.append((fact, value, cursor))
        return value

    def misfit(self, fact: Fact, misfit: Misfit, cursor: Cursor) -> None:
        choices = fact.choices or {}
        near = nearest(misfit.code, choices) if misfit.code else None
        hint = f"もしかして「{near}」（{choices[near]}）ですか" if near else misfit.hint
        self.faults.append(cursor.fault("E304", f"「{fact.label}」: {misfit.message}", hint))

    def out_of_bounds(self, fact: Fact, value: Value, cursor: Cursor) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return False
        unit = fact.unit or ""
        if fact.min is not None and value < fact.min:
            wanted = f"{fact.min}{unit}以上"
        elif fact.max is not None and value > fact.max:
            wanted = f"{fact.max}{unit}以下"
        else:
            return False
        self.faults.append(
            cursor.fault(
                "E304",
                f"「{fact.label}」は{wanted}の数です（書かれているのは {value}）",
                "桁や単位を確かめてください",
            )
        )
        return True

    def elements(self, fact: Fact, shape: ListShape, path: str, cursor: Cursor) -> Elements | None:
        if not isinstance(cursor.value, list):
            self.faults.append(
                cursor.fault(
                    "E304",
                    f"「{fact.label}」は一覧ですが、{shown(cursor.value)}が書かれています",
                    "「- 」で始まる行に、一つずつ書いてください。一つもないときは [] です",
                )
            )
            return None
        keys: dict[str, Cursor] = {}
        return tuple(self.tree_elements(fact, shape, path, cursor, keys, trail=""))

    def tree_elements(
        self,
        fact: Fact,
        shape: ListShape,
        path: str,
        cursor: Cursor,
        keys: dict[str, Cursor],
        trail: str,
    ) -> Iterator[Element]:
        """Elements depth first, parents before children; `trail` are the keys above."""
        for item in cursor.items():
            key = self.key(fact, shape, item, keys)
            if key is None:
                continue
            way = f"{trail}/{key}" if trail else key
            element_path = f"{path}[{way}]"
            values = {
                field.id: answer
                for field in shape.fields.values()
                if field.id in item
                and (answer := self.answer(field, f"{element_path}.{field.id}", item[field.id]))
                is not None
            }
            self.check_fields(fact, shape, item)
            name = values.get(shape.name) if shape.name else None
            yield Element(
                path=element_path,
                key=key,
                name=name if isinstance(name, str) else None,
                tier=way.count("/") + 1,
                values=values,
            )
            yield from self.children(fact, shape, path, item, keys, way)

    def children(
        self,
        fact: Fact,
        shape: ListShape,
        path: str,
        item: Cursor,
        keys: dict[str, Cursor],
        way: str,
    ) -> Iterator[Element]:
        if shape.children is None or shape.children not in item:
            return
        below = item[shape.children]
        if isinstance(below.value, list):
            yield from self.tree_elements(fact, shape, path, below, keys, way)
        elif not is_unanswered(below.value):
            self.faults.append(
                below.fault(
                    "E304",
                    f"「{shape.children}」は一覧ですが、{shown(below.value)}が書かれています",
                    "「- 」で始まる行に、一つずつ書いてください。ないときは、この行を消してください",
                )
            )

    def key(
        self, fact: Fact, shape: ListShape, item: Cursor, keys: dict[str, Cursor]
    ) -> str | None:
        if not isinstance(item.value, dict):
            self.faults.append(
                item.fault(
                    "E304",
                    f"「{fact.label}」の要素は「項目: 値」の組ですが、{shown(item.value)}が書かれています",
                    f"例: - {{{shape.key}: a, …}}",
                )
            )
            return None
        label = shape.fields[shape.key].label
        if shape.key not in item or is_unanswered(item[shape.key].value):
            self.faults.append(
                item.fault(
                    "E303",
                    f"「{fact.label}」の要素に「{shape.key}」（{label}）がありません",
                    "ほかの要素と重ならない短い記号を付けてください",
                )
            )
            return None
        written = item[shape.key]
        value = typed(written.value, FactType.TEXT, None)
        if isinstance(value, Misfit):
            self.misfit(shape.fields[shape.key], value, written)
            return None
        key = str(value)
        if _FORBIDDEN_IN_KEY & set(key):
            self.faults.append(
                written.fault(
                    "E303",
                    f"「{label}」の「{key}」に「/」「[」「]」は使えません",
                    "別の記号にしてください",
                )
            )
            return None
        if key in keys:
            self.faults.append(
                written.fault(
                    "E303",
                    f"「{label}」の「{key}」が二度使われています（一つ目は {keys[key].place.line} 行目）",
                    "一覧の全体で、要素ごとに別の記号にしてください",
                )
            )
            return None
        keys[key] = written
        return key

    def check_fields(self, fact: Fact, shape: ListShape, item: Cursor) -> None:
        known = [*shape.fields, *([shape.children] if shape.children else [])]
        for entry in item.entries():
            if entry.key not in known:
                near = nearest(entry.key, known)
                self.faults.append(
                    entry.key_fault(
                        "E302",
                        f"「{fact.label}」の要素に「{entry.key}」という項目はありません",
                        f"もしかして「{near}」ですか"
                        if near
                        else f"あるのは {'、'.join(known)} です",
                    )
                )

    def check_references(self) -> None:
        for fact, key, cursor in self.references:
            assert fact.key_of is not None
            source = self.vocabulary.facts[fact.key_of]
            keys = [element.key for element in elements_of(self.values.get(source.id))]
            if key not in keys:
                near = nearest(key, keys)
                self.faults.append(
                    cursor.fault(
                        "E305",
                        f"「{fact.label}」の「{key}」は、「{source.label}」の一覧にありません",
                        f"もしかして「{near}」ですか"
                        if near
                        else f"「{source.label}」に加えるか、そこにある記号を書いてください",
                    )
                )

    def begins_fact(self, path: str) -> bool:
        return any(fact.startswith(f"{path}.") for fact in self.vocabulary.facts)

    def unknown_fact(self, path: str, cursor: Cursor) -> None:
        near = nearest(path, self.vocabulary.facts)
        self.faults.append(
            cursor.key_fault(
                "E302",
                f"事実「{path}」は語彙にありません",
                f"「{near}」（{self.vocabulary.facts[near].label}）ではありませんか"
                if near
                else "規則集の facts フォルダにある id を書いてください",
            )
        )


def _cursors(tree: Mapping[str, Tree]) -> Iterator[Cursor]:
    for inner in tree.values():
        if isinstance(inner, Mapping):
            yield from _cursors(inner)
        else:
            yield inner
