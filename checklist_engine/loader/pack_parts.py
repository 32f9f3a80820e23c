"""The parts of a pack as written, by id; a pack that extends another is laid over it (§9)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from checklist_engine.formats.document import Cursor, Document
from checklist_engine.formats.layers import laid_over
from checklist_engine.ground.canonical import digest
from checklist_engine.ground.composed import composed
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Pointer
from checklist_engine.loader.checked import DISK, Sources, checked, read_checked
from checklist_engine.loader.facts import FactsGroup
from checklist_engine.loader.pack_files import PackFiles, pack_files
from checklist_engine.loader.rules import check_name
from checklist_engine.model.language import LANGUAGE
from checklist_engine.model.pack_parts import Change, ChangeKind

FindBase = Callable[[Cursor, Path], Path]
"""Finds the folder of the pack that an `extends` names, from the folder that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackParts:
    """Everything that the files of a pack, and of those it extends, say.

    `heads` are the pack.yaml files, the lowest first; rules stand with their family.
    """

    heads: tuple[Cursor, ...]
    groups: tuple[FactsGroup, ...]
    rules: Mapping[str, tuple[str, Cursor]]
    inherited: frozenset[str]
    conditions: Mapping[str, Cursor]
    profiles: Mapping[str, Cursor]
    sentences: Cursor | None
    papers: tuple[Cursor, ...]
    numerals: str
    templates: Mapping[str, Path]
    changes: tuple[Change, ...]
    digest: str

    @property
    def head(self) -> Cursor:
        """The pack's own pack.yaml."""
        return self.heads[-1]


def read_parts(
    folder: Path, find_base: FindBase, faults: list[Diagnostic], sources: Sources = DISK
) -> PackParts | None:
    """The parts of the pack in `folder`; None where its pack.yaml is faulty. Faults are added."""
    return _read(folder, find_base, (), faults, sources)


def _read(
    folder: Path,
    find_base: FindBase,
    above: tuple[Path, ...],
    faults: list[Diagnostic],
    sources: Sources,
) -> PackParts | None:
    head = read_checked(folder / "pack.yaml", "pack", faults, sources)
    if head is None:
        return None
    _check_language(head)
    base = _EMPTY
    if "extends" in head:
        found = _base(head["extends"], folder, find_base, above, faults, sources)
        if found is None:
            return None
        base = found
    elif "changes" in head:
        faults.append(
            head["changes"].key_fault(
                "E224",
                "changes は、ほかの規則集を土台にするとき（extends）だけ書けます",
                "使わない規則は、ファイルを消して retired に id を書いてください",
            )
        )
    files = pack_files(folder, faults, sources)
    layer = _Layer(base=base, by=head["pack"].text, faults=faults, sources=sources)
    return layer.parts(head, files)


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


def _base(
    name: Cursor,
    folder: Path,
    find_base: FindBase,
    above: tuple[Path, ...],
    faults: list[Diagnostic],
    sources: Sources,
) -> PackParts | None:
    way = (*above, folder.resolve())
    below = _found(name, folder, find_base, faults)
    if below is None:
        return None
    if below.resolve() in way:
        faults.append(
            name.fault(
                "E224",
                f"規則集の extends が一回りして、「{name.text}」に戻ります",
                "土台にする別の規則集を書くか、extends を消してください",
            )
        )
        return None
    return _read(below, find_base, way, faults, sources)


def _found(
    name: Cursor, folder: Path, find_base: FindBase, faults: list[Diagnostic]
) -> Path | None:
    if name.text == name.document.cursor()["pack"].text:
        # Not looked for: another pack of the same name may well be found.
        return folder
    try:
        return find_base(name, folder)
    except InvalidFile as error:
        faults.extend(error.diagnostics)
        return None


_EMPTY = PackParts(
    heads=(),
    groups=(),
    rules={},
    inherited=frozenset(),
    conditions={},
    profiles={},
    sentences=None,
    papers=(),
    numerals="half",
    templates={},
    changes=(),
    digest="",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """Reads the files of one pack and lays them over `base`."""

    base: PackParts
    by: str
    faults: list[Diagnostic]
    sources: Sources
    changes: list[Change] = field(default_factory=list)

    def parts(self, head: Cursor, files: PackFiles) -> PackParts:
        off = self.switched_off(head)
        own = self.rules(files.rules)
        rules = {**self.base.rules, **own}
        papers = self.paper_list(files.papers)
        contents: Mapping[str, object] = files.contents
        return PackParts(
            heads=(*self.base.heads, head),
            groups=self.groups(files.facts),
            rules={name: part for name, part in rules.items() if name not in off},
            inherited=frozenset(self.base.rules),
            conditions=self.conditions(files.conditions),
            profiles={**self.base.profiles, **self.profiles(files.profiles)},
            sentences=self.sentences(files.sentences),
            papers=self.papers(papers),
            numerals=(papers.get_text("numerals") if papers else None) or self.base.numerals,
            templates={
                **self.base.templates,
                **{composed(path.name): path for path in files.templates},
            },
            changes=(*self.base.changes, *self.changes),
            digest=digest(
                {**contents, "extends": self.base.digest} if self.base.digest else contents
            )
            if self.sources.digested
            else "",
        )

    def switched_off(self, head: Cursor) -> frozenset[str]:
        names = set()
        for item in head.listed("changes"):
            name = item["rule"]
            if name.text not in self.base.rules:
                near = nearest(name.text, self.base.rules)
                self.faults.append(
                    name.fault(
                        "E224",
                        f"規則「{name.text}」は、土台の規則集にありません",
                        f"もしかして「{near}」ですか"
                        if near
                        else "土台にある規則の id を書いてください",
                    )
                )
            names.add(name.text)
            self.change(ChangeKind.OFF, name.text, item["reason"].text)
        return frozenset(names)

    def rules(self, paths: Iterable[Path]) -> Mapping[str, tuple[str, Cursor]]:
        found: dict[str, tuple[str, Cursor]] = {}
        for path, document in self.documents(paths):
            family = path.parent.name
            below = self.base.rules.get(path.stem)
            layered = laid_over(document, {(): below[1]} if below else {})
            cursor = checked(layered, "rule", self.faults)
            if cursor is None:
                continue
            check_name(cursor, path, self.faults)
            if path.stem in found:
                self.faults.append(
                    cursor["id"].fault(
                        "E219",
                        f"規則「{path.stem}」は {found[path.stem][1]['id'].place} にもあります",
                        "別の id にしてください",
                    )
                )
            if below is not None and family != below[0]:
                self.faults.append(
                    cursor["id"].fault(
                        "E224",
                        f"規則「{path.stem}」の分野が、土台の規則集（{below[0]}）と違います",
                        f"フォルダ {below[0]} に置いてください",
                    )
                )
            found[path.stem] = (family, cursor)
            self.merged(document.root, path.stem, is_new=below is None)
        return found

    def groups(self, paths: Iterable[Path]) -> tuple[FactsGroup, ...]:
        groups = list(self.base.groups)
        for _, document in self.documents(paths):
            below: dict[Pointer, Cursor] = {
                ("facts", at): known
                for at, item in enumerate(_items(document))
                if (known := self.known_fact(item)) is not None
            }
            cursor = checked(laid_over(document, below), "facts", self.faults)
            if cursor is None:
                continue
            new = []
            for at, item in enumerate(cursor["facts"].items()):
                is_new = ("facts", at) not in below
                self.merged(_items(document)[at], item["id"].text, is_new=is_new)
                if is_new:
                    new.append(item)
                else:
                    groups = [_with_fact(group, item) for group in groups]
            _add_group(groups, FactsGroup(section=cursor["section"], items=tuple(new)), self.base)
        return tuple(groups)

    def known_fact(self, item: object) -> Cursor | None:
        name = item.get("id") if isinstance(item, dict) else None
        for group in self.base.groups:
            for known in group.items:
                if known["id"].text == name:
                    return known
        return None

    def conditions(self, path: Path | None) -> Mapping[str, Cursor]:
        found = dict(self.base.conditions)
        for _, document in self.documents([path] if path else []):
            written = document.root if isinstance(document.root, dict) else {}
            below: dict[Pointer, Cursor] = {
                (name,): self.base.conditions[name] for name in written if name in found
            }
            cursor = checked(laid_over(document, below), "conditions", self.faults)
            for entry in cursor.entries() if cursor else ():
                self.merged(written[entry.key], entry.key, is_new=entry.key not in found)
                found[entry.key] = entry
        return found

    def profiles(self, paths: Iterable[Path]) -> Mapping[str, Cursor]:
        found = {}
        for path in paths:
            cursor = read_checked(path, "profile", self.faults, self.sources)
            if cursor is None:
                continue
            if cursor["profile"].text != path.stem:
                self.faults.append(
                    cursor["profile"].fault(
                        "E219",
                        f"適用区分「{cursor['profile'].text}」がファイルの名前「{path.name}」と違います",
                        f"ファイルの名前を {cursor['profile'].text}.yaml にしてください",
                    )
                )
            found[path.stem] = cursor
        return found

    def sentences(self, path: Path | None) -> Cursor | None:
        found = self.base.sentences
        for _, document in self.documents([path] if path else []):
            layered = laid_over(document, {(): found} if found else {})
            found = checked(layered, "sentences", self.faults) or found
        return found

    def paper_list(self, path: Path | None) -> Cursor | None:
        return read_checked(path, "papers", self.faults, self.sources) if path else None

    def papers(self, cursor: Cursor | None) -> tuple[Cursor, ...]:
        """The papers of the base and of this pack; one of the same name takes its place."""
        own = {item["name"].text: item for item in cursor["papers"].items()} if cursor else {}
        below = {item["name"].text: item for item in self.base.papers}
        return tuple({**below, **own}.values())

    def documents(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Document]]:
        for path in paths:
            try:
                yield path, self.sources.document(path)
            except InvalidFile as error:
                self.faults.extend(error.diagnostics)

    def merged(self, written: object, name: str, *, is_new: bool) -> None:
        """Note what lies over the base: nothing of a pack that extends none."""
        if not self.base.heads or not isinstance(written, dict):
            return
        if is_new:
            self.change(ChangeKind.ADDED, name, "")
        else:
            self.change(ChangeKind.MERGED, name, "、".join(key for key in written if key != "id"))

    def change(self, kind: ChangeKind, subject: str, words: str) -> None:
        self.changes.append(Change(kind=kind, by=self.by, subject=subject, words=words))


def _items(document: Document) -> list[object]:
    items = document.root.get("facts") if isinstance(document.root, dict) else None
    return items if isinstance(items, list) else []


def _with_fact(group: FactsGroup, item: Cursor) -> FactsGroup:
    name = item["id"].text
    return replace(
        group,
        items=tuple(item if each["id"].text == name else each for each in group.items),
    )


def _add_group(groups: list[FactsGroup], group: FactsGroup, base: PackParts) -> None:
    """Add facts to the section of the base that has the same id, or as a section of their own."""
    known = {each.section["id"].text for each in base.groups}
    name = group.section["id"].text
    for at, each in enumerate(groups):
        if name in known and each.section["id"].text == name:
            groups[at] = FactsGroup(section=group.section, items=(*each.items, *group.items))
            return
    groups.append(group)
