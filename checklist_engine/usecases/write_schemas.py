"""`checklist schema`: JSON Schemas for editors, written beside a pack or shown one by one."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from checklist_engine.authoring.schemas.modelines import named_schema, with_schema
from checklist_engine.authoring.schemas.pack_names import Known
from checklist_engine.authoring.schemas.pack_schema import general_schema, pack_schema
from checklist_engine.authoring.schemas.scopes import scopes_of
from checklist_engine.authoring.schemas.settings import settings
from checklist_engine.authoring.schemas.trees import Schema
from checklist_engine.drafting.papers import Paper
from checklist_engine.formats.files import read_text, reason_of, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack import pack_of
from checklist_engine.loader.pack_files import files_in, kind_of
from checklist_engine.loader.pack_parts import read_parts
from checklist_engine.usecases.draft_papers import write_papers
from checklist_engine.usecases.find_pack import RULES, find_base, pack_folder

_KINDS = {"profiles": "profile", "test": "rule-test"}
"""Where a schema has another name than the files it is for."""
_MADE_BY = "checklist schema が作ったファイルです"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSource:
    """A pack to make schemas from; `notices` name the rules that could not be read."""

    folder: Path
    known: Known
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSchemas:
    """Schemas by kind, the settings that tell an editor of them, and files that name another one."""

    schemas: Mapping[str, Path]
    settings: Mapping[str, object]
    elsewhere: tuple[Path, ...]


def read_source(folder: Path) -> PackSource:
    """The pack in `folder`; a faulty rule, which may be the one being written, is left out.

    Raises:
        InvalidFile: something that rules refer to is faulty.
    """
    folder = pack_folder(folder)
    faults: list[Diagnostic] = []
    parts = read_parts(folder, find_base, faults)
    if parts is None:
        raise_faults(faults)
    assert parts is not None
    pack = pack_of(parts, faults)
    rules = {shown_path(path) for path, kind in _files(folder) if kind == "rule"}
    if any(fault.place.file not in rules for fault in faults):
        raise_faults(faults)
    faulty = dict.fromkeys(fault.place.file for fault in faults)
    return PackSource(
        folder=folder,
        known=Known(
            pack=pack,
            scopes=scopes_of(pack.vocabulary),
            layered=len(parts.heads) > 1,
            templates=tuple(parts.templates),
        ),
        notices=tuple(f"{file}: 誤りがあるので、この規則は候補に出ません" for file in faulty),
    )


def schema_of(kind: str, source: PackSource | None) -> Schema:
    """The schema of a kind, with what it knows of the pack, and a remark on where it comes from."""
    schema = pack_schema(kind, source.known) if source else general_schema(kind)
    pack = source.known.pack if source else None
    about = f"。規則集 {pack.id} {pack.version} を直したら、作り直してください" if pack else ""
    return {"$comment": f"{_MADE_BY}{about}", **schema}


def write_schemas(
    kinds: Sequence[str],
    source: PackSource | None,
    folder: Path,
    *,
    cases: Path,
    force: bool,
) -> WrittenSchemas:
    """Write the schemas of these kinds into a folder; those written before are replaced.

    Raises:
        InvalidFile: the folder cannot be written to, or (without `force`) holds others of the name.
    """
    if source is not None:
        _check_place(folder, source.folder)
    papers = [
        Paper(name=f"{kind}.schema.json", text=_text(schema_of(kind, source))) for kind in kinds
    ]
    force = force or all(_is_ours(folder / paper.name) for paper in papers)
    written = dict(zip(kinds, write_papers(papers, folder, force=force), strict=True))
    pack = shown_path(source.folder) if source else f"{RULES}/*"
    return WrittenSchemas(
        schemas=written,
        settings=settings(
            {kind: _address(path) for kind, path in written.items()}, pack, shown_path(cases)
        ),
        elsewhere=tuple(_elsewhere(source.folder, written)) if source else (),
    )


def point_to(folder: Path, schemas: Mapping[str, Path]) -> tuple[Path, ...]:
    """Let the first line of the files of a pack name these schemas; the files that were changed.

    Raises:
        InvalidFile: a file cannot be written to.
    """
    changed = []
    for path, kind, text in _texts(folder):
        pointed = with_schema(text, _way(path, schemas[kind])) if kind in schemas else text
        if pointed != text:
            _rewrite(path, pointed)
            changed.append(path)
    return tuple(changed)


def _check_place(folder: Path, pack: Path) -> None:
    """Files that no rule reads are a fault of a pack, unless they are hidden."""
    try:
        inside = folder.resolve().relative_to(pack.resolve()).parts
    except ValueError:
        return
    if not any(part.startswith(".") for part in inside):
        raise _refusal(
            folder,
            "規則集の中には、規則集のものでないファイルを置けません",
            f"名前が「.」で始まるフォルダ（{shown_path(pack / '.schemas')} など）か、"
            "規則集の外のフォルダを指定してください",
        )


def _elsewhere(folder: Path, schemas: Mapping[str, Path]) -> Iterator[Path]:
    """The files of a pack whose first line names another schema than the one for their kind."""
    for path, kind, text in _texts(folder):
        where = named_schema(text)
        if where is None or kind not in schemas:
            continue
        if (path.parent / unquote(where)).resolve() != schemas[kind].resolve():
            yield path


def _texts(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """The files of a pack that can be read, with the kinds of their schemas and their texts."""
    for path, kind in _files(folder):
        text = _source(path)
        if text is not None:
            yield path, kind, text


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files of a pack, with the kinds of their schemas."""
    for name in files_in(folder):
        kind = kind_of(PurePosixPath(name))
        if name.endswith(".yaml"):
            yield folder / name, _KINDS.get(kind, kind)


def _rewrite(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise _refusal(
            path,
            f"一行目を書き替えられません（{reason_of(error)}）",
            "書き込む権限と、ほかのソフトで開いていないかを確かめてください",
        ) from error


def _source(path: Path) -> str | None:
    """The text of a file to the letter, so that nothing but its first line changes.

    None for a rule that cannot be read: it may be tolerated, but it is not touched.
    """
    try:
        read_text(path)
    except InvalidFile:
        return None
    return path.read_bytes().decode("utf-8")


def _way(file: Path, schema: Path) -> str:
    """The way from a file to its schema."""
    return Path(os.path.relpath(schema.resolve(), file.resolve().parent)).as_posix()


def _address(path: Path) -> str:
    """A file as settings name it: language servers take only plain letters for a relative path."""
    shown = shown_path(path)
    return shown if shown.isascii() and not Path(shown).is_absolute() else path.resolve().as_uri()


def _is_ours(path: Path) -> bool:
    try:
        return not path.exists() or _MADE_BY in path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _refusal(path: Path, message: str, hint: str) -> InvalidFile:
    place = Place(file=shown_path(path))
    return InvalidFile([Diagnostic(code="E323", message=message, hint=hint, place=place)])
