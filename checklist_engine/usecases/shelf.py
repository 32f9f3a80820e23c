"""Packs and Plans for submissions, each read and compiled once however many cases need it."""

from dataclasses import dataclass, field
from pathlib import Path

from checklist_engine.compiler.plan import compile_plan
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.near_misses import nearest
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.submission import (
    WrittenSubmission,
    read_submission,
    type_submission,
)
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Submission
from checklist_engine.usecases.find_pack import find_base, find_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Finds, reads and compiles; `given` is the pack of `--pack`, faults and notices are added."""

    given: Path | None
    faults: list[Diagnostic]
    notices: list[str]
    packs: dict[Path, RulePack | None] = field(default_factory=dict)
    plans: dict[tuple[Path, str], Plan | None] = field(default_factory=dict)

    def submission(self, file: Path, inside: Path) -> tuple[Plan, Submission] | None:
        """A submission with the Plan that it is assessed by; None after faults."""
        written = read_submission(file, inside, self.faults)
        folder = self._folder(written, file) if written else None
        pack = self._pack(folder) if folder else None
        if written is None or folder is None or pack is None:
            return None
        profile = self._profile(written, pack)
        submission = type_submission(written, pack, profile.id if profile else "", self.faults)
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

    def _pack(self, folder: Path) -> RulePack | None:
        if folder not in self.packs:
            try:
                self.packs[folder] = load_pack(folder, find_base)
            except InvalidFile as error:
                self.faults.extend(error.diagnostics)
                self.packs[folder] = None
        return self.packs[folder]

    def _profile(self, written: WrittenSubmission, pack: RulePack) -> Profile | None:
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
        listed = "、".join(f"{each.id}（{each.label}）" for each in pack.profiles.values())
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
        if cursor.text not in pack.profiles:
            near = nearest(cursor.text, pack.profiles)
            self.faults.append(
                cursor.fault(
                    "E318",
                    f"適用区分「{cursor.text}」は規則集「{pack.id}」にありません",
                    f"もしかして「{near}」ですか" if near else f"あるのは {listed or 'なし'} です",
                )
            )
            return None
        return pack.profiles[cursor.text]

    def _check_rules(self, profile: Profile, plan: Plan) -> None:
        if not plan.rules:
            self.faults.append(
                Diagnostic(
                    code="E222",
                    message=f"適用区分「{profile.id}」では、規則が一つも選ばれません",
                    hint="rules、except と、規則のフォルダを確かめてください",
                    place=profile.place,
                )
            )

    def _plan(self, folder: Path, pack: RulePack, profile: Profile) -> Plan | None:
        key = (folder, profile.id)
        if key not in self.plans:
            try:
                plan = compile_plan(pack, profile)
                self._check_rules(profile, plan)
                self.plans[key] = plan
            except InvalidFile as error:
                self.faults.extend(error.diagnostics)
                self.plans[key] = None
        return self.plans[key]
