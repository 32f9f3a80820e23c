"""The files of a pack folder: what is where, what does not belong, and what the digest covers (§1)."""

import os
import stat
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePath, PurePosixPath

from checklist_engine.formats.files import reason_of, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.loader.checked import DISK, Sources

TEST_SUFFIX = ".test.yaml"
_TEXTS = (".yaml", ".j2")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFiles:
    """Paths by what they hold, in order; `contents` is what the digest is made of."""

    facts: tuple[Path, ...]
    rules: tuple[Path, ...]
    tests: tuple[Path, ...]
    profiles: tuple[Path, ...]
    conditions: Path | None
    sentences: Path | None
    papers: Path | None
    templates: tuple[Path, ...]
    contents: Mapping[str, str]


def pack_files(folder: Path, faults: list[Diagnostic], sources: Sources = DISK) -> PackFiles:
    """The files of a pack; what cannot be read, or has no place there, is a fault."""
    by_kind: dict[str, list[Path]] = {}
    digested: dict[str, Path] = {}
    for name in files_in(folder):
        kind, path = kind_of(PurePosixPath(name)), folder / name
        by_kind.setdefault(kind, []).append(path)
        if kind in _DIGESTED:
            digested[name] = path
    faults += [_misplaced(path, folder) for path in by_kind.get("misplaced", ())]
    return PackFiles(
        facts=tuple(by_kind.get("facts", ())),
        rules=tuple(by_kind.get("rule", ())),
        tests=tuple(by_kind.get("test", ())),
        profiles=tuple(by_kind.get("profiles", ())),
        conditions=next(iter(by_kind.get("conditions", ())), None),
        sentences=next(iter(by_kind.get("sentences", ())), None),
        papers=next(iter(by_kind.get("papers", ())), None),
        templates=tuple(by_kind.get("template", ())),
        contents=dict(_contents(digested, sources, faults)),
    )


def tests_in(folder: Path) -> tuple[Path, ...]:
    """The files of rule tests of a pack, in order."""
    found = files_in(folder)
    return tuple(folder / name for name in found if kind_of(PurePosixPath(name)) == "test")


def files_in(folder: Path) -> list[str]:
    """Every visible file of a folder by its way from there, with `/`, in order."""
    return sorted(name for name, _ in files_with_status(folder))


def files_with_status(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The same in any order, each with what the system says of it.

    Passed over are editors' leavings: `.swp`, `~$…`, `__pycache__` and the like.
    """
    top = os.fspath(folder)
    for place, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        inside = place[len(top) :].replace(os.sep, "/").strip("/")
        for name in names:
            if _is_hidden(name):
                continue
            try:
                status = os.stat(f"{place}{os.sep}{name}")  # noqa: PTH116 - hundreds of them
            except (OSError, ValueError):
                continue
            if stat.S_ISREG(status.st_mode):
                yield f"{inside}/{name}" if inside else name, status


_DIGESTED = frozenset(
    {"pack", "conditions", "facts", "rule", "profiles", "sentences", "papers", "template"}
)


def digest_of(path: Path) -> str:
    """SHA-256 of a file that is no text, as hex.

    Raises:
        InvalidFile: E103.
    """
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        fault = Diagnostic(
            code="E103",
            message=f"ファイルを開けません（{reason_of(error)}）",
            hint="ほかのソフトで開いていないか、読む権限があるかを確かめてください",
            place=Place(file=shown_path(path)),
        )
        raise InvalidFile([fault]) from error


def kind_of(path: PurePath) -> str:
    """What a file of a pack is, by its way from the pack's folder."""
    match path.parts:
        case ("pack.yaml",):
            return "pack"
        case ("lint.yaml",):
            return "lint"
        case ("conditions.yaml",):
            return "conditions"
        case ("templates", "sentences.yaml"):
            return "sentences"
        case ("templates", "papers.yaml"):
            return "papers"
        case ("templates", *_):
            return "template"
        case ("facts" | "profiles" as kind, name) if name.endswith(".yaml"):
            return kind
        case (_, name) if name.endswith(TEST_SUFFIX):
            return "test"
        case (folder, name) if name.endswith(".yaml") and folder not in ("facts", "profiles"):
            return "rule"
        case _ if path.suffix in (".yaml", ".yml", ".json"):
            return "misplaced"
        case _:
            # A note, a picture: no business of the engine.
            return "other"


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~", "__")) or name.endswith("~")


def _contents(
    files: Mapping[str, Path], sources: Sources, faults: list[Diagnostic]
) -> Iterator[tuple[str, str]]:
    for name, path in files.items():
        if path.suffix in _TEXTS:
            try:
                yield name, sources.text(path)
            except InvalidFile as error:
                faults += error.diagnostics
        else:
            try:
                yield name, digest_of(path)
            except InvalidFile as error:
                faults += error.diagnostics


def _misplaced(path: Path, folder: Path) -> Diagnostic:
    known = ("pack.yaml", "conditions.yaml") if path.parent == folder else ()
    near = nearest(path.name, known)
    return Diagnostic(
        code="E221",
        message=f"規則集の中の「{path.name}」は、どこからも読まれません",
        hint=f"もしかして「{near}」ですか"
        if near
        else "規則は <分野>/<id>.yaml、事実は facts/、適用区分は profiles/ に置きます。拡張子は .yaml です",
        place=Place(file=shown_path(path)),
    )
