"""Reading the vocabulary (§2): sections and facts of the files in `facts/`."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.values import FactType
from checklist_engine.loader.expressions import RESERVED, read_expression
from checklist_engine.model.expression import Expression
from checklist_engine.model.facts import Fact, ListShape, Section, Vocabulary

_FOR_TYPE = {
    "choices": (FactType.CHOICE, FactType.CHOICES),
    "from": (FactType.CHOICE,),
    "unit": (FactType.INTEGER, FactType.NUMBER),
    "min": (FactType.INTEGER, FactType.NUMBER),
    "max": (FactType.INTEGER, FactType.NUMBER),
    "key": (FactType.LIST,),
    "name": (FactType.LIST,),
    "children": (FactType.LIST,),
    "closed_by": (FactType.LIST,),
    "fields": (FactType.LIST,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsGroup:
    """A section with its facts, as written: a file, or what packs together make of it."""

    section: Cursor
    items: tuple[Cursor, ...]


def read_vocabulary(files: Iterable[Cursor], faults: list[Diagnostic]) -> Vocabulary:
    """The vocabulary of schema-checked facts files; faults are E2."""
    groups = [
        FactsGroup(section=file["section"], items=tuple(file["facts"].items())) for file in files
    ]
    return read_groups(groups, faults)


def read_groups(groups: Iterable[FactsGroup], faults: list[Diagnostic]) -> Vocabulary:
    """The vocabulary of sections with their facts; faults are E2."""
    reader = _Reader(faults)
    for group in groups:
        reader.group(group)
    return reader.vocabulary()


@dataclass(frozen=True, slots=True)
class _Reader:
    faults: list[Diagnostic]
    sections: dict[str, Section] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    # Where each fact is written, for what can be checked only when all are known.
    written: dict[str, Cursor] = field(default_factory=dict)

    def group(self, group: FactsGroup) -> None:
        section = self.section(group.section)
        for item in group.items:
            self.add(self.fact(item, section, prefix=""), item)

    def section(self, cursor: Cursor) -> str:
        section = cursor["id"].text
        if section in self.sections:
            self.faults.append(
                cursor["id"].fault(
                    "E211",
                    f"区分「{section}」は {self.sections[section].place} にもあります",
                    "一つのファイルにまとめるか、別の id にしてください",
                )
            )
            return section
        self.sections[section] = Section(
            id=section,
            label=cursor["label"].text,
            order=cursor["order"].integer,
            relevant_when=self.expression(cursor, "relevant_when"),
            place=cursor["id"].place,
        )
        return section

    def add(self, fact: Fact, cursor: Cursor) -> None:
        for other in self.facts:
            if fact.id == other or _is_prefix(fact.id, other) or _is_prefix(other, fact.id):
                same = fact.id == other
                self.faults.append(
                    cursor["id"].fault(
                        "E211",
                        f"事実「{fact.id}」は {self.facts[other].place} にもあります"
                        if same
                        else f"事実「{fact.id}」と「{other}」は、一方がもう一方の始まりになっています",
                        "別の id にしてください",
                    )
                )
        if fact.id not in self.facts:
            self.facts[fact.id] = fact
            self.written[fact.id] = cursor

    def fact(self, cursor: Cursor, section: str, prefix: str) -> Fact:
        name = cursor["id"].text
        kind = FactType(cursor["type"].text)
        full_id = f"{prefix}.{name}" if prefix else name
        self.check_name(cursor, name, in_list=bool(prefix))
        self.check_keys(cursor, kind)
        return Fact(
            id=name,
            full_id=full_id,
            label=cursor["label"].text,
            type=kind,
            section=section,
            question=cursor.get_text("question"),
            guidance=cursor.get_text("guidance"),
            choices=_codes(cursor),
            key_of=cursor.get_text("from"),
            relevant_when=self.expression(cursor, "relevant_when"),
            unit=cursor.get_text("unit"),
            min=_bound(cursor, "min"),
            max=_bound(cursor, "max"),
            mutable="mutable" not in cursor or cursor["mutable"].value is True,
            effort=cursor["effort"].integer if "effort" in cursor else None,
            shape=self.shape(cursor, section, full_id) if kind is FactType.LIST else None,
            place=cursor["id"].place,
        )

    def check_name(self, cursor: Cursor, name: str, *, in_list: bool) -> None:
        if in_list and "." in name:
            self.faults.append(
                cursor["id"].fault(
                    "E211", f"一覧の項目「{name}」に「.」は使えません", "一語の名前にしてください"
                )
            )
        for word in name.split("."):
            if word in RESERVED:
                self.faults.append(
                    cursor["id"].fault(
                        "E211",
                        f"「{word}」は式の言葉なので、事実の名前には使えません",
                        "別の言葉にしてください",
                    )
                )

    def check_keys(self, cursor: Cursor, kind: FactType) -> None:
        for key, kinds in _FOR_TYPE.items():
            if key in cursor and kind not in kinds:
                self.faults.append(
                    cursor[key].key_fault(
                        "E212",
                        f"「{key}」は型が {kind.value} の事実には書けません",
                        f"「{key}」を消すか、型を {'、'.join(each.value for each in kinds)} にしてください",
                    )
                )
        if "choices" in cursor and "from" in cursor:
            self.faults.append(
                cursor["from"].key_fault(
                    "E212",
                    "choices と from は、どちらか一つだけを書きます",
                    "選択肢が一覧の記号であれば from、決まった言葉であれば choices にしてください",
                )
            )
        missing = {
            FactType.CHOICE: "choices" not in cursor and "from" not in cursor,
            FactType.CHOICES: "choices" not in cursor,
            FactType.LIST: "fields" not in cursor or "key" not in cursor,
        }
        if missing.get(kind):
            wanted = "key と fields" if kind is FactType.LIST else "choices"
            self.faults.append(
                cursor["id"].fault(
                    "E212",
                    f"型が {kind.value} の事実「{cursor['id'].text}」に {wanted} がありません",
                    f"{wanted} を書き加えてください",
                )
            )

    def shape(self, cursor: Cursor, section: str, full_id: str) -> ListShape | None:
        if "fields" not in cursor or "key" not in cursor:
            return None
        fields: dict[str, Fact] = {}
        for item in cursor["fields"].items():
            each = self.fact(item, section, full_id)
            if each.id in fields:
                self.faults.append(
                    item["id"].fault(
                        "E211", f"項目「{each.id}」が二度書かれています", "別の id にしてください"
                    )
                )
            fields[each.id] = each
        for role in ("key", "name"):
            if role in cursor:
                self.check_role(cursor[role], fields)
        if "children" in cursor and cursor["children"].text in {*fields, *RESERVED}:
            self.faults.append(
                cursor["children"].fault(
                    "E212",
                    f"「{cursor['children'].text}」は children の名前に使えません",
                    "fields にない名前にしてください（子の要素は、自動的に同じ項目を持ちます）",
                )
            )
        return ListShape(
            key=cursor["key"].text,
            name=cursor.get_text("name"),
            children=cursor.get_text("children"),
            closed_by=cursor.get_text("closed_by"),
            fields=fields,
        )

    def check_role(self, cursor: Cursor, fields: Mapping[str, Fact]) -> None:
        field = fields.get(cursor.text)
        if field is None or field.type is not FactType.TEXT:
            near = nearest(cursor.text, fields)
            self.faults.append(
                cursor.fault(
                    "E212",
                    f"{cursor.key} の「{cursor.text}」という文の項目が fields にありません",
                    f"もしかして「{near}」ですか"
                    if near
                    else "fields に、型が text の項目を加えてください",
                )
            )

    def expression(self, cursor: Cursor, key: str) -> Expression | None:
        return read_expression(cursor[key], self.faults) if key in cursor else None

    def vocabulary(self) -> Vocabulary:
        for name, fact in self.facts.items():
            self.check_references(fact, self.written[name])
        sections = sorted(self.sections.values(), key=lambda each: (each.order, each.id))
        rank = {section.id: position for position, section in enumerate(sections)}
        facts = sorted(self.facts.values(), key=lambda fact: rank[fact.section])
        return Vocabulary(
            sections={section.id: section for section in sections},
            facts={fact.id: fact for fact in facts},
        )

    def check_references(self, fact: Fact, cursor: Cursor) -> None:
        if fact.key_of is not None and "from" in cursor:
            source = self.facts.get(fact.key_of)
            if source is None or source.shape is None:
                self.unknown_reference(cursor["from"], FactType.LIST)
        if fact.shape is None:
            return
        if fact.shape.closed_by is not None:
            closing = self.facts.get(fact.shape.closed_by)
            if closing is None or closing.type is not FactType.BOOLEAN:
                self.unknown_reference(cursor["closed_by"], FactType.BOOLEAN)
        for item in cursor["fields"].items():
            self.check_references(fact.shape.fields[item["id"].text], item)

    def unknown_reference(self, cursor: Cursor, wanted: FactType) -> None:
        fitting = [name for name, fact in self.facts.items() if fact.type is wanted]
        near = nearest(cursor.text, fitting)
        self.faults.append(
            cursor.fault(
                "E203",
                f"{cursor.key} の「{cursor.text}」は、型が {wanted.value} の事実ではありません",
                f"もしかして「{near}」ですか"
                if near
                else f"型が {wanted.value} の事実の id を書いてください",
            )
        )


def _codes(cursor: Cursor) -> Mapping[str, str] | None:
    if "choices" not in cursor:
        return None
    return {entry.key: entry.text for entry in cursor["choices"].entries()}


def _bound(cursor: Cursor, key: str) -> int | Decimal | None:
    value = cursor[key].value if key in cursor else None
    return value if isinstance(value, int | Decimal) else None


def _is_prefix(short: str, long: str) -> bool:
    return long.startswith(f"{short}.")
