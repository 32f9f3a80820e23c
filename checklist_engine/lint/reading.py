"""Reading a pack for lint: every fault of every file is told, and whatever is sound is read."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from checklist_engine.compiler.plan import compile_sound
from checklist_engine.formats.document import Document
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.lint.consequences import is_of_reading, without_consequences
from checklist_engine.lint.desk import Desk
from checklist_engine.lint.settings import FILE as SETTINGS
from checklist_engine.lint.settings import read_settings
from checklist_engine.lint.sound_facts import sound_facts
from checklist_engine.lint.subject import LintedPack, LintedRule, LintSettings
from checklist_engine.loader.pack import pack_of
from checklist_engine.loader.pack_files import TEST_SUFFIX
from checklist_engine.loader.pack_parts import FindBase, PackParts, read_parts
from checklist_engine.loader.rule_tests import read_rule_test
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.model.plan import Plan
from checklist_engine.model.rule_tests import RuleTest

HEAD = "pack.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPack:
    """A pack as far as it could be read; `pack` is None where its pack.yaml could not be."""

    faults: tuple[Diagnostic, ...]
    settings: LintSettings
    documents: Mapping[str, Document]
    pack: LintedPack | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReader:
    """Reads one pack, as often as it changes.

    Attributes:
        desk: its files.
        find_base: finds the pack that it extends.
        severities: what the command line sets, by code.
        as_of: the day on which bases are in force or not.
    """

    desk: Desk
    find_base: FindBase
    severities: Mapping[str, str]
    as_of: date

    def read(self) -> ReadPack:
        """The pack as its files are now, as far as the desk knows."""
        files = self.desk.files()
        faults: list[Diagnostic] = []
        settings = read_settings(self.desk.folder, self.severities, faults, self.desk)
        self.desk.salvaging = not self._extends()
        lost: set[str] = set()
        parts = self._parts(faults)
        linted = self._linted(parts, settings, files, faults, lost) if parts else None
        documents = dict(self._documents(files, faults))
        faults += self.desk.losses()
        unread = {fault.place.file for fault in faults if is_of_reading(fault)} & files.keys()
        return ReadPack(
            faults=without_consequences(faults, lost, files, self.desk),
            settings=settings,
            documents=documents,
            pack=linted
            and replace(
                linted,
                documents=documents,
                kinds={file: self.desk.kind(path) for file, path in files.items()},
                unread=frozenset(file for file in unread if _may_use_things(files[file])),
            ),
        )

    def _extends(self) -> bool:
        """Whether the pack lies over another: then its entries alone need not be whole."""
        try:
            root = self.desk.whole(self.desk.folder / HEAD).root
        except InvalidFile:
            return False
        return isinstance(root, dict) and "extends" in root

    def _parts(self, faults: list[Diagnostic]) -> PackParts | None:
        try:
            return read_parts(self.desk.folder, self.find_base, faults, self.desk)
        except InvalidFile as error:
            faults += error.diagnostics
            return None

    def _linted(
        self,
        parts: PackParts,
        settings: LintSettings,
        files: Mapping[str, Path],
        faults: list[Diagnostic],
        lost: set[str],
    ) -> LintedPack:
        pack = pack_of(parts, faults)
        pack = replace(pack, vocabulary=sound_facts(pack.vocabulary, lost))
        plan = self._plan(pack, faults)
        cursors = {cursor["id"].text: cursor for _, cursor in parts.rules.values()}
        faulty = {fault.place.file for fault in faults}
        sound = [rule for rule in plan.rules if cursors[rule.id].document.file not in faulty]
        planned = {rule.id: rule for rule in sound}
        tests = self._tests(files, pack, faults)
        return LintedPack(
            pack=pack,
            plan=replace(plan, rules=tuple(sound)),
            rules={
                name: LintedRule(
                    written=rule,
                    cursor=cursors[name],
                    planned=planned.get(name),
                    tests=tests.get(name),
                )
                for name, rule in pack.rules.items()
                if cursors[name].document.file in files
            },
            conditions={
                name: cursor
                for name, cursor in parts.conditions.items()
                if cursor.document.file in files
            },
            documents={},
            settings=settings,
            as_of=self.as_of,
        )

    def _plan(self, pack: RulePack, faults: list[Diagnostic]) -> Plan:
        """The plan of all sound rules; also what is wrong where a profile sets a parameter."""
        for profile in pack.profiles.values():
            if profile.parameters:
                compile_sound(pack, profile, faults)
        every = Profile(
            id="all", label="", decision="council", rules=None, families=None, place=pack.place
        )
        return compile_sound(pack, every, faults)

    def _tests(
        self, files: Mapping[str, Path], pack: RulePack, faults: list[Diagnostic]
    ) -> Mapping[str, RuleTest]:
        """The tests without faults, by rule."""
        found = {}
        for path in files.values():
            if not path.name.endswith(TEST_SUFFIX):
                continue
            own: list[Diagnostic] = []
            test = read_rule_test(path, pack, own, self.desk)
            if test is not None and not own:
                found[test.rule] = test
            faults += own
        return found

    def _documents(
        self, files: Mapping[str, Path], faults: list[Diagnostic]
    ) -> Iterator[tuple[str, Document]]:
        """Every YAML file of the pack; what is wrong with those that nobody has read yet is added."""
        for file, path in files.items():
            if path.suffix == ".yaml":
                try:
                    yield file, self.desk.whole(path)
                except InvalidFile as error:
                    faults += error.diagnostics


def _may_use_things(path: Path) -> bool:
    """Whether a file may use facts, conditions and the like."""
    return path.name != SETTINGS and not path.name.endswith(TEST_SUFFIX)
