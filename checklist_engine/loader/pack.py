"""Reading a pack folder (§1, §9): every file, every fault of every file, then one RulePack."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.canonical import digest
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.values import FactType, Misfit, typed
from checklist_engine.loader.checked import read_checked
from checklist_engine.loader.evidence import read_date
from checklist_engine.loader.facts import read_vocabulary
from checklist_engine.loader.pack_files import PackFiles, pack_files
from checklist_engine.loader.profiles import read_profile
from checklist_engine.loader.rules import read_condition, read_rule
from checklist_engine.loader.sentences import read_sentences
from checklist_engine.model.language import LANGUAGE
from checklist_engine.model.pack import (
    ConclusionPolicy,
    Credits,
    DecisionPolicy,
    EvidenceKind,
    Family,
    Parameter,
    Profile,
    RulePack,
)
from checklist_engine.model.rules import Condition, Rule
from checklist_engine.model.verdicts import Strength


def load_pack(folder: Path) -> RulePack:
    """The RulePack of a folder; its names are looked up by the compiler.

    Raises:
        InvalidFile: E1 and E2, all faults of all files at once.
    """
    faults: list[Diagnostic] = []
    head = read_checked(folder / "pack.yaml", "pack", faults)
    if head is not None:
        _check_language(head)
    files = pack_files(folder, faults)
    vocabulary = read_vocabulary(_each(files.facts, "facts", faults), faults)
    reader = _Reader(faults)
    rules = reader.rules(files, head)
    conditions = reader.conditions(files)
    profiles = reader.profiles(files, head, rules)
    sentences_file = read_checked(files.sentences, "sentences", faults) if files.sentences else None
    sentences = read_sentences(sentences_file, faults)
    if head is None:
        raise_faults(faults)
    assert head is not None
    pack = RulePack(
        id=head["pack"].text,
        version=head["version"].text,
        label=head["label"].text,
        families=reader.families(head),
        parameters=reader.parameters(head),
        evidence_kinds=reader.evidence_kinds(head),
        credits=_credits(head),
        decision=_decision(head),
        conclusion=_conclusion(head),
        test_date=read_date(head, "test_date", faults),
        vocabulary=vocabulary,
        rules=rules,
        conditions=conditions,
        profiles=profiles,
        sentences=sentences,
        digest=digest(files.contents),
        place=head["pack"].place,
    )
    reader.check_head(head, rules)
    raise_faults(faults)
    return pack


def _each(paths: Iterable[Path], kind: str, faults: list[Diagnostic]) -> Iterator[Cursor]:
    for path in paths:
        cursor = read_checked(path, kind, faults)
        if cursor is not None:
            yield cursor


@dataclass(frozen=True, slots=True)
class _Reader:
    faults: list[Diagnostic] = field(repr=False)

    def rules(self, files: PackFiles, head: Cursor | None) -> Mapping[str, Rule]:
        """Rules by id, in the order of the families, then by id."""
        order = [family.id for family in self.families(head)] if head else []
        found: dict[str, Rule] = {}
        for path in files.rules:
            cursor = read_checked(path, "rule", self.faults)
            if cursor is None:
                continue
            rule = read_rule(cursor, path.parent.name, self.faults)
            if rule.id != path.stem:
                self.faults.append(
                    cursor["id"].fault(
                        "E219",
                        f"規則の id「{rule.id}」がファイルの名前「{path.name}」と違います",
                        f"ファイルの名前を {rule.id}.yaml にするか、id を {path.stem} にしてください",
                    )
                )
            elif rule.id in found:
                self.faults.append(
                    cursor["id"].fault(
                        "E219",
                        f"規則「{rule.id}」は {found[rule.id].place} にもあります",
                        "別の id にしてください",
                    )
                )
            if head is not None and rule.family not in order:
                near = nearest(rule.family, order)
                self.faults.append(
                    cursor["id"].fault(
                        "E219",
                        f"フォルダ「{rule.family}」は pack.yaml の families にありません",
                        f"もしかして「{near}」ですか" if near else "families に加えてください",
                    )
                )
            found[rule.id] = rule
        rank = {family: position for position, family in enumerate(order)}
        ordered = sorted(found.values(), key=lambda rule: (rank.get(rule.family, 0), rule.id))
        return {rule.id: rule for rule in ordered}

    def conditions(self, files: PackFiles) -> Mapping[str, Condition]:
        if files.conditions is None:
            return {}
        cursor = read_checked(files.conditions, "conditions", self.faults)
        if cursor is None:
            return {}
        return {entry.key: read_condition(entry, self.faults) for entry in cursor.entries()}

    def profiles(
        self, files: PackFiles, head: Cursor | None, rules: Mapping[str, Rule]
    ) -> Mapping[str, Profile]:
        families = [family.id for family in self.families(head)] if head else []
        found: dict[str, Profile] = {}
        for path in files.profiles:
            cursor = read_checked(path, "profile", self.faults)
            if cursor is not None:
                profile = read_profile(cursor, families, rules, self.faults)
                if profile.id != path.stem:
                    self.faults.append(
                        cursor["profile"].fault(
                            "E219",
                            f"適用区分「{profile.id}」がファイルの名前「{path.name}」と違います",
                            f"ファイルの名前を {profile.id}.yaml にしてください",
                        )
                    )
                found[profile.id] = profile
        return found

    def families(self, head: Cursor) -> tuple[Family, ...]:
        return tuple(
            Family(id=item["id"].text, label=item["label"].text)
            for item in head["families"].items()
        )

    def parameters(self, head: Cursor) -> Mapping[str, Parameter]:
        return {item["id"].text: self.parameter(item) for item in head.listed("parameters")}

    def parameter(self, cursor: Cursor) -> Parameter:
        kind = FactType(cursor["type"].text)
        value = typed(cursor["default"].value, kind, None)
        if isinstance(value, Misfit):
            self.faults.append(cursor["default"].fault("E212", value.message, value.hint))
            value = ""
        low = cursor["min"].number if "min" in cursor else None
        high = cursor["max"].number if "max" in cursor else None
        if isinstance(value, int | Decimal):
            outside = (low is not None and value < low) or (high is not None and value > high)
            if outside:
                self.faults.append(
                    cursor["default"].fault(
                        "E212",
                        "既定の値が min から max までの外にあります",
                        "値か範囲を直してください",
                    )
                )
        return Parameter(
            id=cursor["id"].text,
            type=kind,
            value=value,
            label=cursor["label"].text,
            min=low,
            max=high,
            unit=cursor.get_text("unit"),
        )

    def evidence_kinds(self, head: Cursor) -> Mapping[str, EvidenceKind]:
        return {
            item["id"].text: EvidenceKind(
                id=item["id"].text,
                label=item["label"].text,
                strength=Strength(item["strength"].text),
            )
            for item in head.listed("evidence_kinds")
        }

    def check_head(self, head: Cursor, rules: Mapping[str, Rule]) -> None:
        """The same id twice, and rules that were retired (E211, E219)."""
        for key in ("families", "parameters", "evidence_kinds"):
            seen: set[str] = set()
            for item in head.listed(key):
                if item["id"].text in seen:
                    self.faults.append(
                        item["id"].fault(
                            "E211",
                            f"「{item['id'].text}」が二度書かれています",
                            "別の id にしてください",
                        )
                    )
                seen.add(item["id"].text)
        for item in head.listed("retired"):
            if item.text in rules:
                self.faults.append(
                    item.fault(
                        "E219",
                        f"廃止した規則「{item.text}」のファイルがあります（{rules[item.text].place}）",
                        "廃止した id は使い回せません。新しい id を付けてください",
                    )
                )


def _check_language(head: Cursor) -> None:
    """A pack of another language is not looked at any further: its faults would mean nothing."""
    if head["language"].value != LANGUAGE:
        raise InvalidFile(
            [
                head["language"].fault(
                    "E220",
                    f"規則の言語の版 {head['language'].value} は、この checklist では読めません",
                    f"読めるのは language: {LANGUAGE} です。checklist を新しくしてください",
                )
            ]
        )


def _credits(head: Cursor) -> Credits:
    usual = Credits()
    if "credits" not in head:
        return usual
    written = head["credits"]

    def share(key: str, otherwise: Fraction) -> Fraction:
        return Fraction(str(written[key].value)) if key in written else otherwise

    return Credits(
        compensated=share("compensated", usual.compensated),
        unproven=share("unproven", usual.unproven),
    )


def _decision(head: Cursor) -> DecisionPolicy:
    written = head.get("decision")
    if written is None:
        return DecisionPolicy(open_at_most=5, open_condition=None)
    return DecisionPolicy(
        open_at_most=written["open_at_most"].integer if "open_at_most" in written else 5,
        open_condition=written.get_text("open_condition"),
    )


def _conclusion(head: Cursor) -> ConclusionPolicy:
    written = head.get("conclusion")
    return ConclusionPolicy(at_most=written["at_most"].integer if written else None)
