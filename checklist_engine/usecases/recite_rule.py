"""`checklist recite`: rules of a pack, or rule files, read aloud; faults elsewhere do not stand in the way."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from checklist_engine.compiler.plan import compile_sound
from checklist_engine.formats.files import exists, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack import pack_of
from checklist_engine.loader.pack_files import TEST_SUFFIX
from checklist_engine.loader.pack_parts import read_parts
from checklist_engine.model.pack import RulePack
from checklist_engine.model.pack_parts import ChangeKind
from checklist_engine.model.plan import Plan
from checklist_engine.reporting.recital import Recital
from checklist_engine.usecases.describe_pack import every_rule
from checklist_engine.usecases.find_pack import find_base, pack_folder, packs_near

_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recitals:
    """What was found; what is `missing` in words, with the nearest name; and what a person should
    know beside it.
    """

    found: tuple[Recital, ...]
    missing: tuple[str, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A pack as far as it can be read, and what is wrong with the rest."""

    pack: RulePack
    plan: Plan
    faults: tuple[Diagnostic, ...]

    def recital(self, rule: str) -> Recital | None:
        """The rule, or None where this pack has none of that id.

        Raises:
            InvalidFile: the rule's own file is faulty.
        """
        own = [fault for fault in self.faults if Path(fault.place.file).stem == rule]
        if own:
            # What cannot be read elsewhere may be why a name is unknown here.
            raise InvalidFile([*own, *(each for each in self.faults if each.code.startswith("E1"))])
        planned = next((each for each in self.plan.rules if each.id == rule), None)
        if planned is None:
            return None
        return Recital(rule=planned, plan=self.plan, pack=self.pack)


@dataclass(slots=True, kw_only=True)
class _Reader:
    given: Path | None
    here: Path
    packs: dict[Path, _Read] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def of(self, name: str) -> Iterator[Recital]:
        """The rule of an id (of every pack that words it in its own way), or of a rule file."""
        if "/" in name or "\\" in name or name.endswith(_YAML):
            yield self.in_file(Path(name))
            return
        packs = self.around()
        found = [each for pack in packs if (each := pack.recital(name)) is not None]
        if not found:
            self.missing.append(_missing_rule(name, packs))
        yield from _once(found)

    def in_file(self, path: Path) -> Recital:
        if not exists(path):
            raise _refusal(
                path, "E101", "ファイルが見つかりません", "名前とフォルダを確かめてください"
            )
        name = path.name.removesuffix(TEST_SUFFIX).removesuffix(path.suffix)
        found = self.read(pack_folder(path.resolve().parent.parent)).recital(name)
        if found is None:
            raise _refusal(
                path,
                "E221",
                "規則のファイルではありません",
                "規則集の <分野>/<規則の id>.yaml を指定してください",
            )
        return found

    def of_family(self, name: str) -> Iterator[Recital]:
        packs = self.around()
        known = {family.id: family for pack in packs for family in pack.plan.families}
        if name not in known:
            near = nearest(name, known)
            hint = f"もしかして {near} ですか" if near else f"あるのは {'、'.join(known)} です"
            self.missing.append(f"分野「{name}」はありません。{hint}")
        rules = [rule.id for pack in packs for rule in pack.plan.rules if rule.family == name]
        for rule in dict.fromkeys(rules):
            yield from self.of(rule)

    def around(self) -> list[_Read]:
        folders = [pack_folder(self.given)] if self.given else packs_near(self.here)
        return [self.read(folder) for folder in folders]

    def read(self, folder: Path) -> _Read:
        if folder not in self.packs:
            self.packs[folder] = _read(folder)
        return self.packs[folder]

    def notices(self) -> Iterator[str]:
        for folder, pack in self.packs.items():
            if pack.faults:
                yield (
                    f"規則集「{pack.pack.id}」には、誤りが {len(pack.faults)} 件あります"
                    f"（checklist lint {shown_path(folder)} で示します）"
                )


def recite_rules(
    names: Sequence[str], families: Sequence[str], *, pack: Path | None, here: Path
) -> Recitals:
    """Rules by id or by file, and those of whole families, each once.

    Args:
        names: ids, or paths of rule files, whose pack is the folder two up.
        families: ids of families.
        pack: the folder of the pack that ids are looked up in; else those in `rules/` from `here` up.
        here: the working folder.

    Raises:
        InvalidFile: the file of a rule that is asked for is faulty, or its pack.yaml.
    """
    reader = _Reader(given=pack, here=here)
    found = [recital for name in names for recital in reader.of(name)]
    found += [recital for name in families for recital in reader.of_family(name)]
    return Recitals(
        found=tuple({(each.plan.pack, each.file): each for each in found}.values()),
        missing=tuple(reader.missing),
        notices=tuple(reader.notices()),
    )


def _read(folder: Path) -> _Read:
    faults: list[Diagnostic] = []
    parts = read_parts(folder, find_base, faults)
    if parts is None:
        raise_faults(faults)
    assert parts is not None
    pack = pack_of(parts, faults)
    plan = compile_sound(pack, every_rule(pack), faults)
    return _Read(pack=pack, plan=plan, faults=tuple(dict.fromkeys(faults)))


def _once(found: Sequence[Recital]) -> Iterator[Recital]:
    """A pack on top that leaves a rule as it is has nothing to add."""
    for position, each in enumerate(found):
        if each.rule not in [earlier.rule for earlier in found[:position]]:
            yield each


def _missing_rule(name: str, packs: Sequence[_Read]) -> str:
    for each in packs:
        for change in each.plan.changes:
            if change.kind is ChangeKind.OFF and change.subject == name:
                return (
                    f"規則「{name}」は、規則集「{change.by}」では使わないことになっています"
                    f"（{change.words}）"
                )
    near = nearest(name, [rule.id for each in packs for rule in each.plan.rules])
    listed = "、".join(dict.fromkeys(each.pack.id for each in packs))
    hint = f"もしかして {near} ですか" if near else "--pack で規則集のフォルダを指定できます"
    return f"規則「{name}」は、規則集（{listed}）にありません。{hint}"


def _refusal(path: Path, code: str, message: str, hint: str) -> InvalidFile:
    place = Place(file=shown_path(path))
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=place)])
