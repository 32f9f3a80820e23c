"""The pack that past cases are replayed with: read once, or found compiled, profile by profile."""

# ruff: noqa: PLC0415 - what reads and compiles is imported where a pack was not compiled before

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from checklist_engine.compiler.compiled_pack import compiled_pack
from checklist_engine.formats.files import shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.submission import WrittenSubmission, type_submission
from checklist_engine.model.compiled_pack import CompiledPack
from checklist_engine.replay.batches import Typed
from checklist_engine.usecases.cache_folder import cache_folder
from checklist_engine.usecases.find_pack import find_base
from checklist_engine.usecases.pack_cache import PackCache, Watch

if TYPE_CHECKING:
    from checklist_engine.model.pack import RulePack


@dataclass(slots=True)
class KnownPack:
    """規則集 in a folder."""

    folder: Path
    compiled: dict[str, CompiledPack | None] = field(default_factory=dict)
    _read: "RulePack | None" = None
    _watch: "Watch | None" = None

    def of(self, profile: str) -> CompiledPack | None:
        """The pack compiled for a profile; None where it has no such profile.

        Raises:
            InvalidFile: all faults of the pack at once.
        """
        if profile not in self.compiled:
            cache = _cache()
            found = cache.find(self.folder, profile) if cache else None
            self.compiled[profile] = found or self._compiled(profile)
        return self.compiled[profile]

    @property
    def words(self) -> str:
        """The pack by name, version and folder, as far as they are known."""
        known = next((each for each in self.compiled.values() if each), None)
        if known is None:
            return shown_path(self.folder)
        return f"{known.plan.pack} {known.plan.pack_version}（{shown_path(self.folder)}）"

    def _compiled(self, profile: str) -> CompiledPack | None:
        from checklist_engine.compiler.plan import compile_plan

        pack = self._pack()
        if profile not in pack.profiles:
            return None
        found = compiled_pack(pack, compile_plan(pack, pack.profiles[profile]))
        if self._watch and found.plan.rules:
            self._watch.keep(found)
        return found

    def _pack(self) -> "RulePack":
        from checklist_engine.loader.pack import load_pack

        if self._read is None:
            cache = _cache()
            self._watch = cache.watch(self.folder) if cache else None
            self._read = load_pack(self.folder, self._watch.find_base if self._watch else find_base)
        return self._read


def typed_by(written: WrittenSubmission, pack: CompiledPack, profile: str) -> Typed:
    """A submission in the words of a pack, as far as it knows them."""
    faults: list[Diagnostic] = []
    # A compiled pack has all of a RulePack that submissions are typed by.
    submission = type_submission(written, cast("RulePack", pack), profile, faults)
    return Typed(
        submission=submission,
        faults=tuple(dict.fromkeys(each.message for each in faults)),
    )


def _cache() -> PackCache | None:
    folder = cache_folder()
    return PackCache(folder) if folder else None
