"""Reading a pack (§1, §9): its parts as written → one RulePack."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Literal

from checklist_engine.formats.document import Cursor
from checklist_engine.formats.files import read_text, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.loader.evidence import read_date
from checklist_engine.loader.facts import read_groups
from checklist_engine.loader.pack_files import digest_of
from checklist_engine.loader.pack_parts import FindBase, PackParts, read_parts
from checklist_engine.loader.parameters import read_parameter
from checklist_engine.loader.profiles import ProfileReader
from checklist_engine.loader.rules import read_condition, read_rule
from checklist_engine.loader.sentences import read_sentences
from checklist_engine.model.pack import Parameter, Profile, RulePack
from checklist_engine.model.pack_parts import (
    ConclusionPolicy,
    Credits,
    DecisionPolicy,
    EvidenceKind,
    Family,
    PaperTemplate,
    WordTemplate,
)
from checklist_engine.model.rules import Rule
from checklist_engine.model.verdicts import Strength


def load_pack(folder: Path, find_base: FindBase) -> RulePack:
    """The RulePack of a folder; the names in its rules are looked up by the compiler.

    Args:
        folder: the folder of a pack.yaml.
        find_base: finds the pack that an `extends` names.

    Raises:
        InvalidFile: E1 and E2, all faults of all files at once.
    """
    faults: list[Diagnostic] = []
    parts = read_parts(folder, find_base, faults)
    if parts is None:
        raise_faults(faults)
    assert parts is not None
    pack = pack_of(parts, faults)
    raise_faults(faults)
    return pack


def pack_of(parts: PackParts, faults: list[Diagnostic]) -> RulePack:
    """The RulePack of these parts; E2 faults are added, and what has one is read as far as it goes."""
    return _Reader(parts, faults).pack()


_SCOPES: Mapping[str, Literal["case", "meeting", "correction"]] = {
    "case": "case",
    "meeting": "meeting",
    "correction": "correction",
}


@dataclass(frozen=True, slots=True)
class _Reader:
    parts: PackParts
    faults: list[Diagnostic]

    def pack(self) -> RulePack:
        head = self.parts.head
        families = self.families()
        parameters = self.parameters()
        rules = self.rules(families)
        return RulePack(
            id=head["pack"].text,
            version=head["version"].text,
            label=head["label"].text,
            families=families,
            parameters=parameters,
            evidence_kinds=self.evidence_kinds(),
            credits=self.credits(),
            decision=self.decision(),
            conclusion=self.conclusion(),
            test_date=self.test_date(),
            vocabulary=read_groups(self.parts.groups, self.faults),
            rules=rules,
            conditions={
                name: read_condition(cursor, self.faults)
                for name, cursor in self.parts.conditions.items()
            },
            profiles=self.profiles(families, rules, parameters),
            sentences=read_sentences(self.parts.sentences, self.faults),
            papers=tuple(self.papers()),
            inherited=self.parts.inherited,
            changes=self.parts.changes,
            digest=self.parts.digest,
            place=head["pack"].place,
        )

    def families(self) -> tuple[Family, ...]:
        found = {
            item["id"].text: Family(id=item["id"].text, label=item["label"].text)
            for item in self.listed("families")
        }
        if not found:
            self.faults.append(
                self.parts.head.fault(
                    "E121", "「families」がありません", "分野を families: に並べてください"
                )
            )
        return tuple(found.values())

    def parameters(self) -> Mapping[str, Parameter]:
        read = (read_parameter(item, self.faults) for item in self.listed("parameters"))
        return {parameter.id: parameter for parameter in read if parameter is not None}

    def evidence_kinds(self) -> Mapping[str, EvidenceKind]:
        return {
            item["id"].text: EvidenceKind(
                id=item["id"].text,
                label=item["label"].text,
                strength=Strength(item["strength"].text),
            )
            for item in self.listed("evidence_kinds")
        }

    def listed(self, key: str) -> Iterator[Cursor]:
        """The items of a list of all heads, the lowest first; twice in one head is a fault."""
        for head in self.parts.heads:
            seen: set[str] = set()
            for item in head.listed(key):
                name = item["id"]
                if name.text in seen:
                    self.faults.append(
                        name.fault(
                            "E211", f"「{name.text}」が二度書かれています", "別の id にしてください"
                        )
                    )
                seen.add(name.text)
                yield item

    def rules(self, families: tuple[Family, ...]) -> Mapping[str, Rule]:
        """Rules by id, in the order of the families, then by id."""
        order = [family.id for family in families]
        retired = {item.text: item for head in self.parts.heads for item in head.listed("retired")}
        found = []
        for name, (family, cursor) in self.parts.rules.items():
            if family not in order:
                near = nearest(family, order)
                # Without any family that is the fault, and it has been told.
                if order:
                    self.faults.append(
                        cursor["id"].fault(
                            "E219",
                            f"フォルダ「{family}」は pack.yaml の families にありません",
                            f"もしかして「{near}」ですか" if near else "families に加えてください",
                        )
                    )
                continue
            if name in retired:
                self.faults.append(
                    retired[name].fault(
                        "E219",
                        f"廃止した規則「{name}」のファイルがあります（{cursor['id'].place}）",
                        "廃止した id は使い回せません。新しい id を付けてください",
                    )
                )
            found.append(read_rule(cursor, family, self.faults))
        ordered = sorted(found, key=lambda rule: (order.index(rule.family), rule.id))
        return {rule.id: rule for rule in ordered}

    def profiles(
        self,
        families: tuple[Family, ...],
        rules: Mapping[str, Rule],
        parameters: Mapping[str, Parameter],
    ) -> Mapping[str, Profile]:
        off = {change.subject for change in self.parts.changes}
        reader = ProfileReader(
            families=[family.id for family in families],
            # A profile of the base may name a rule that a pack on top has switched off.
            rules=[*rules, *sorted(off - rules.keys())],
            parameters=parameters,
            faults=self.faults,
        )
        return {name: reader.read(cursor) for name, cursor in self.parts.profiles.items()}

    def papers(self) -> Iterator[PaperTemplate]:
        for item in self.parts.papers:
            path = self.template(item["template"])
            word = self.template(item["word"]) if "word" in item else None
            if path is None:
                continue
            try:
                source = read_text(path)
                template = _word_template(word) if word else None
            except InvalidFile as error:
                self.faults.extend(error.diagnostics)
                continue
            yield PaperTemplate(
                name=item["name"].text,
                scope=_SCOPES[item["for"].text],
                file=shown_path(path),
                source=source,
                word=template,
                numerals="mixed" if self.parts.numerals == "mixed" else "half",
            )

    def template(self, name: Cursor) -> Path | None:
        """The template of this name; that there is none is a fault."""
        path = self.parts.templates.get(name.text)
        if path is None:
            near = nearest(name.text, self.parts.templates)
            self.faults.append(
                name.fault(
                    "E410",
                    f"ひな形「{name.text}」が templates フォルダにありません",
                    f"もしかして「{near}」ですか" if near else "templates フォルダに置いてください",
                )
            )
        return path

    def highest(self, key: str) -> Cursor | None:
        """The entry of the highest head that has it."""
        found = (head.get(key) for head in reversed(self.parts.heads))
        return next((cursor for cursor in found if cursor is not None), None)

    def credits(self) -> Credits:
        written, usual = self.highest("credits"), Credits()

        def share(key: str, otherwise: Fraction) -> Fraction:
            if written is None or key not in written:
                return otherwise
            return Fraction(str(written[key].value))

        return Credits(
            compensated=share("compensated", usual.compensated),
            unproven=share("unproven", usual.unproven),
        )

    def decision(self) -> DecisionPolicy:
        written, usual = self.highest("decision"), DecisionPolicy()
        if written is None:
            return usual
        at_most = written.get("open_at_most")
        return DecisionPolicy(
            open_at_most=usual.open_at_most if at_most is None else at_most.integer,
            open_condition=written.get_text("open_condition"),
        )

    def conclusion(self) -> ConclusionPolicy:
        written = self.highest("conclusion")
        return ConclusionPolicy(at_most=written["at_most"].integer if written else None)

    def test_date(self) -> date | None:
        heads = [head for head in self.parts.heads if "test_date" in head]
        return read_date(heads[-1], "test_date", self.faults) if heads else None


def _word_template(path: Path) -> WordTemplate:
    return WordTemplate(file=shown_path(path), digest=digest_of(path))
