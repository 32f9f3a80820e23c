"""The pack that past cases are replayed with: read once, or found compiled, profile by profile."""

# ruff: noqa: PLC0415 - what reads and compiles is imported where a pack was not compiled before

from pathlib import Path
from typing import TYPE_CHECKING

from checklist_engine.compiler.pack_lines import PackLines
from checklist_engine.formats.files import shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.loader.submission import WrittenSubmission, type_submission
from checklist_engine.model.compiled_pack import CompiledPack
from checklist_engine.replay.batches import Typed
from checklist_engine.usecases.cache_folder import cache_folder
from checklist_engine.usecases.find_pack import find_base
from checklist_engine.usecases.pack_cache import PackCache, Watch

if TYPE_CHECKING:
    from checklist_engine.model.pack import RulePack

_MOST_EDITED = 64
"""With more edited rules than this the whole pack is read, so that it is kept as it is now."""


@dataclass(slots=True)
class KnownPack:
    """規則集 in a folder, as it is when it is first asked for."""

    folder: Path
    compiled: dict[str, CompiledPack | None] = field(default_factory=dict)
    _lines: dict[str, PackLines | None] = field(default_factory=dict)
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

    def lines(self, profile: str) -> PackLines | None:
        """The same as lines, of which only those were compiled now whose rules have changed.

        Raises:
            InvalidFile: all faults of the pack at once.
            Refused: what was kept is not what was written; `forget` it.
        """
        if profile not in self._lines:
            self._lines[profile] = self._known_lines(profile) or self._compiled_lines(profile)
        return self._lines[profile]

    def forget(self) -> None:
        """Read and compile it anew when it is next asked for: what was kept is not what was written."""
        self.compiled.clear()
        self._lines.clear()
        if (cache := _cache()) is not None:
            cache.folder.clear()

    def _compiled_lines(self, profile: str) -> PackLines | None:
        from checklist_engine.compiler.compiled_pack import lines_of

        compiled = self.compiled[profile] = self._compiled(profile)
        if compiled is None:
            return None
        return self._lines.get(profile) or lines_of(self._pack(), compiled.plan)

    @property
    def words(self) -> str:
        """The pack by name, version and folder, as far as they are known."""
        plans = [
            *(each.plan for each in self.compiled.values() if each),
            *(each.head for each in self._lines.values() if each),
        ]
        if not plans:
            return shown_path(self.folder)
        return f"{plans[0].pack} {plans[0].pack_version}（{shown_path(self.folder)}）"

    def _known_lines(self, profile: str) -> PackLines | None:
        cache = _cache()
        if cache is None:
            return None
        kept = cache.find_kept(self.folder, profile, _MOST_EDITED)
        if kept is None or not kept.changed:
            return kept.lines if kept else None
        from checklist_engine.usecases.edited_pack import edited_lines

        return edited_lines(kept.lines, [self.folder / name for name in kept.changed])

    def _compiled(self, profile: str) -> CompiledPack | None:
        from checklist_engine.compiler.compiled_pack import compiled_pack, lines_of
        from checklist_engine.compiler.plan import compile_plan

        pack = self._pack()
        if profile not in pack.profiles:
            return None
        plan = compile_plan(pack, pack.profiles[profile])
        if self._watch and plan.rules:
            lines = self._lines[profile] = lines_of(pack, plan)
            self._watch.keep(lines)
        return compiled_pack(pack, plan)

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
    submission = type_submission(written, pack, profile, faults)
    return Typed(
        submission=submission,
        faults=tuple(dict.fromkeys(each.message for each in faults)),
    )


def _cache() -> PackCache | None:
    folder = cache_folder()
    return PackCache(folder) if folder else None
