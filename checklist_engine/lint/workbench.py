"""The workbench: a pack that is linted again and again while somebody edits it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from checklist_engine.compiler.plan import rule_compiler
from checklist_engine.compiler.tailoring import tailored
from checklist_engine.formats.document import Document
from checklist_engine.formats.files import shown_path
from checklist_engine.ground.diagnostics import Diagnostic, in_order
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.lint.message import Message
from checklist_engine.lint.reading import PackReader, ReadPack
from checklist_engine.lint.run import Active, Found, in_document, in_pack, in_rule, messages
from checklist_engine.lint.settings import active
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.loader.checked import checked
from checklist_engine.loader.pack_files import TEST_SUFFIX
from checklist_engine.loader.rule_tests import read_rule_test
from checklist_engine.loader.rules import read_rule
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import PlannedRule
from checklist_engine.model.rules import Rule


@dataclass(slots=True)
class Workbench:
    """A pack, and what was found in each part of it.

    `whole` looks at everything; `changed` at one file and the rule that it is about, and leaves what
    there was to say of the pack as a whole.
    """

    reader: PackReader
    read: ReadPack | None = field(default=None, repr=False)
    active: Active = field(default_factory=dict, repr=False)
    of_documents: dict[str, tuple[Found, ...]] = field(default_factory=dict, repr=False)
    of_rules: dict[str, tuple[Found, ...]] = field(default_factory=dict, repr=False)
    of_pack: tuple[Found, ...] = field(default=(), repr=False)

    def whole(self) -> tuple[Message, ...]:
        """Everything there is to say of the pack."""
        before = self.read.pack if self.read else None
        self.read = read = self.reader.read()
        self.active = active(read.settings)
        self.of_documents, self.of_rules, self.of_pack = {}, {}, ()
        if read.pack is not None:
            pack = _knowing(read.pack, before)
            self.read = read = replace(read, pack=pack)
            for file, document in pack.documents.items():
                self.of_documents[file] = tuple(in_document(document, pack, self.active))
            for name, rule in pack.rules.items():
                self.of_rules[name] = tuple(in_rule(rule, pack, self.active))
            self.of_pack = tuple(in_pack(pack, self.active))
        return self._messages(read)

    def changed(self, path: Path) -> tuple[Message, ...]:
        """What there is to say after a change of one file, as far as that can be seen at once."""
        self.reader.desk.forget(path)
        read = self.read
        kind = self.reader.desk.kind(path)
        rule = self._rule(path, kind) if read and read.pack else None
        if read is None or read.pack is None or rule is None:
            return self.whole()
        if kind == "test":
            return self._with_tests(path, rule, read, read.pack)
        return self._with_rule(path, rule, read, read.pack)

    def _rule(self, path: Path, kind: str) -> LintedRule | None:
        """The rule that a file is about; None where more than one rule may hang on it."""
        assert self.read is not None and self.read.pack is not None
        rules = self.read.pack.rules
        if kind == "test":
            return rules.get(path.name.removesuffix(TEST_SUFFIX))
        rule = rules.get(path.stem) if kind == "rule" else None
        lies_over = rule is not None and rule.written.id in self.read.pack.pack.inherited
        is_there = rule is not None and rule.cursor.document.file == shown_path(path)
        return rule if is_there and not lies_over else None

    def _with_tests(
        self, path: Path, rule: LintedRule, read: ReadPack, pack: LintedPack
    ) -> tuple[Message, ...]:
        faults: list[Diagnostic] = []
        tests = read_rule_test(path, pack.pack, faults, self.reader.desk)
        fits = tests is not None and not faults and tests.rule == rule.written.id
        return self._take(path, replace(rule, tests=tests if fits else None), faults, read, pack)

    def _with_rule(
        self, path: Path, rule: LintedRule, read: ReadPack, pack: LintedPack
    ) -> tuple[Message, ...]:
        faults: list[Diagnostic] = []
        try:
            cursor = checked(self.reader.desk.document(path), "rule", faults)
        except InvalidFile as error:
            cursor = None
            faults += error.diagnostics
        if cursor is None:
            return self._take(path, replace(rule, planned=None), faults, read, pack)
        if cursor["id"].text != path.stem:
            return self.whole()
        written = read_rule(cursor, rule.written.family, faults)
        rules = {**pack.pack.rules, written.id: written}
        pack = replace(pack, pack=replace(pack.pack, rules=rules))
        planned = _planned(written, pack.pack, faults)
        rule = replace(rule, written=written, cursor=cursor, planned=None if faults else planned)
        return self._take(path, rule, faults, read, pack)

    def _take(
        self,
        path: Path,
        rule: LintedRule,
        faults: list[Diagnostic],
        read: ReadPack,
        pack: LintedPack,
    ) -> tuple[Message, ...]:
        """Put a rule in the place of what it was, and look at it and at the file that has changed."""
        file, name = shown_path(path), rule.written.id
        documents = {**pack.documents}
        self.of_documents.pop(file, None)
        try:
            documents[file] = document = self.reader.desk.whole(path)
        except InvalidFile:
            documents.pop(file, None)
        else:
            self.of_documents[file] = tuple(in_document(document, pack, self.active))
        pack = _with(pack, rule, documents)
        self.of_rules[name] = tuple(in_rule(rule, pack, self.active))
        others = [fault for fault in read.faults if fault.place.file != file]
        self.read = replace(
            read, faults=in_order([*others, *faults]), documents=documents, pack=pack
        )
        return self._messages(self.read)

    def _messages(self, read: ReadPack) -> tuple[Message, ...]:
        return messages(
            self._found(), read.faults, read.documents.values(), self.active, ran=self.active
        )

    def _found(self) -> Iterator[Found]:
        for several in (*self.of_documents.values(), *self.of_rules.values(), self.of_pack):
            yield from several


def _planned(rule: Rule, pack: RulePack, faults: list[Diagnostic]) -> PlannedRule:
    """The rule as the pack has it planned; also what is wrong where a profile sets a parameter."""
    for profile in pack.profiles.values():
        if profile.parameters:
            rule_compiler(tailored(pack, profile)[0], faults).compile(rule)
    compiler = rule_compiler(pack, faults)
    planned = compiler.compile(rule)
    if not faults:
        compiler.check_evidence(rule, planned)
    compiler.check_gate(rule)
    return planned


def _with(pack: LintedPack, rule: LintedRule, documents: Mapping[str, Document]) -> LintedPack:
    """The pack with this rule in the place of the one of its id."""
    name = rule.written.id
    order = list(pack.pack.rules)
    others = [each for each in pack.plan.rules if each.id != name]
    planned = [*others, rule.planned] if rule.planned else others
    return replace(
        pack,
        plan=replace(
            pack.plan, rules=tuple(sorted(planned, key=lambda each: order.index(each.id)))
        ),
        rules={**pack.rules, name: rule},
        documents=documents,
    )


def _knowing(pack: LintedPack, before: LintedPack | None) -> LintedPack:
    """The pack with what is known of its rules from before, where nothing has changed for them."""
    if before is None or not _same_world(pack, before):
        return pack
    known = {rule.id: rule for rule in before.plan.rules}
    rules = tuple(
        known[rule.id] if known.get(rule.id) == rule else rule for rule in pack.plan.rules
    )
    planned = {rule.id: rule for rule in rules}
    return replace(
        pack,
        plan=replace(pack.plan, rules=rules),
        rules={name: replace(rule, planned=planned.get(name)) for name, rule in pack.rules.items()},
        studies=before.studies,
        idle=before.idle,
    )


def _same_world(pack: LintedPack, before: LintedPack) -> bool:
    return (pack.plan.vocabulary, pack.plan.relevance, pack.plan.evidence_kinds, pack.as_of) == (
        before.plan.vocabulary,
        before.plan.relevance,
        before.plan.evidence_kinds,
        before.as_of,
    )
