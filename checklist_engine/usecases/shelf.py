"""Packs and Plans for submissions, each read and compiled once however many cases need it.

What reads and compiles is imported where a pack has to be: most runs find it compiled.
"""

# ruff: noqa: PLC0415

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.near_misses import nearest
from checklist_engine.loader.submission import (
    WrittenSubmission,
    read_submission,
    type_submission,
)
from checklist_engine.model.compiled_pack import CompiledPack
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Submission
from checklist_engine.usecases.cache_folder import cache_folder
from checklist_engine.usecases.find_pack import find_base, find_pack
from checklist_engine.usecases.pack_cache import PackCache, Watch

if TYPE_CHECKING:
    from checklist_engine.formats.document import Cursor
    from checklist_engine.model.pack import RulePack

    Known: TypeAlias = RulePack | CompiledPack
    """A pack as it was read, or as it was compiled before."""


def _usual_cache() -> PackCache | None:
    folder = cache_folder()
    return PackCache(folder) if folder else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Finds, reads and compiles; `given` is the pack of `--pack`, faults and notices are added.

    What was compiled in an earlier run, and has not changed, is taken from the `cache`.
    """

    given: Path | None
    faults: list[Diagnostic]
    notices: list[str]
    packs: "dict[Path, RulePack | None]" = field(default_factory=dict)
    plans: dict[tuple[Path, str], Plan | None] = field(default_factory=dict)
    cache: PackCache | None = field(default_factory=_usual_cache)
    compiled: dict[tuple[Path, str], CompiledPack | None] = field(default_factory=dict)
    watches: dict[Path, Watch | None] = field(default_factory=dict)

    def submission(self, file: Path, inside: Path) -> tuple[Plan, Submission] | None:
        """A submission with the Plan that it is assessed by; None after faults."""
        written = read_submission(file, inside, self.faults)
        folder = self._folder(written, file) if written else None
        pack = self._known(folder, written.profile) if written and folder else None
        if written is None or folder is None or pack is None:
            return None
        profile = self._profile(written, pack)
        submission = type_submission(written, pack, profile or "", self.faults)
        plan = self._plan(folder, pack, profile) if profile else None
        return (plan, submission) if plan else None

    def _folder(self, written: WrittenSubmission, file: Path) -> Path | None:
        if self.given is not None:
            return self.given
        if written.pack is None:
            self.faults.append(
                written.cursor.fault(
                    "E316",
                    "どの規則集で評価するかが書かれていません",
                    "pack: municipal-privacy のように書くか、--pack で規則集のフォルダを指定してください",
                )
            )
            return None
        try:
            return find_pack(written.pack, file)
        except InvalidFile as error:
            self.faults.extend(error.diagnostics)
            return None

    def _known(self, folder: Path, profile: "Cursor | None") -> "Known | None":
        """The pack, compiled for this profile if it can be had so; None after faults."""
        if folder in self.packs or self.cache is None or profile is None:
            return self._pack(folder)
        key = (folder, profile.text)
        if key not in self.compiled:
            self.compiled[key] = self.cache.find(folder, profile.text)
        return self.compiled[key] or self._pack(folder)

    def _pack(self, folder: Path) -> "RulePack | None":
        if folder not in self.packs:
            from checklist_engine.loader.pack import load_pack

            watch = self.cache.watch(folder) if self.cache else None
            self.watches[folder] = watch
            try:
                self.packs[folder] = load_pack(folder, watch.find_base if watch else find_base)
            except InvalidFile as error:
                self.faults.extend(error.diagnostics)
                self.packs[folder] = None
        return self.packs[folder]

    def _profile(self, written: WrittenSubmission, pack: "Known") -> str | None:
        if written.pack is not None and written.pack.text != pack.id and self.given is None:
            self.faults.append(
                written.pack.fault(
                    "E316",
                    f"フォルダ「{written.pack.text}」にある規則集は「{pack.id}」です",
                    "フォルダの名前と、その pack.yaml の pack をそろえてください",
                )
            )
        elif written.pack is not None and written.pack.text != pack.id:
            self.notices.append(
                f"{written.file}: 提出内容の規則集「{written.pack.text}」ではなく、"
                f"指定された「{pack.id}」で評価しました"
            )
        labels = _labels(pack)
        listed = "、".join(f"{name}（{label}）" for name, label in labels.items())
        cursor = written.profile
        if cursor is None:
            self.faults.append(
                written.cursor.fault(
                    "E318",
                    "適用区分（profile）が書かれていません",
                    f"profile: に、次のどれかを書いてください: {listed or 'なし'}",
                )
            )
            return None
        if cursor.text not in labels:
            near = nearest(cursor.text, labels)
            self.faults.append(
                cursor.fault(
                    "E318",
                    f"適用区分「{cursor.text}」は規則集「{pack.id}」にありません",
                    f"もしかして「{near}」ですか" if near else f"あるのは {listed or 'なし'} です",
                )
            )
            return None
        return cursor.text

    def _plan(self, folder: Path, pack: "Known", profile: str) -> Plan | None:
        if isinstance(pack, CompiledPack):
            return pack.plan
        key = (folder, profile)
        if key not in self.plans:
            self.plans[key] = self._compile(folder, pack, profile)
        return self.plans[key]

    def _compile(self, folder: Path, pack: "RulePack", name: str) -> Plan | None:
        from checklist_engine.compiler.compiled_pack import lines_of
        from checklist_engine.compiler.plan import compile_plan

        profile = pack.profiles[name]
        try:
            plan = compile_plan(pack, profile)
        except InvalidFile as error:
            self.faults.extend(error.diagnostics)
            return None
        if not plan.rules:
            self.faults.append(
                Diagnostic(
                    code="E222",
                    message=f"適用区分「{name}」では、規則が一つも選ばれません",
                    hint="rules、except と、規則のフォルダを確かめてください",
                    place=profile.place,
                )
            )
        elif (watch := self.watches.get(folder)) is not None:
            watch.keep(lines_of(pack, plan))
        return plan


def _labels(pack: "Known") -> Mapping[str, str]:
    """The labels of the profiles of a pack."""
    if isinstance(pack, CompiledPack):
        return pack.profiles
    return {each.id: each.label for each in pack.profiles.values()}
