"""The desk: files of a pack as they have been read, each once until it changes."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from checklist_engine.formats.document import Document
from checklist_engine.formats.files import read_text, shown_path
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.lint.salvage import Salvaged, salvaged
from checklist_engine.loader.checked import Sources
from checklist_engine.loader.pack_files import files_in, kind_of

_Read = TypeVar("_Read")


@dataclass(slots=True)
class Desk(Sources):
    """Reads as the disk does, and keeps what it has read, refusals too.

    Of files with many entries it hands out the sound ones (`salvaging`); what is wrong with the
    others is told by `losses`.
    """

    folder: Path
    salvaging: bool = True
    texts: dict[Path, str | InvalidFile] = field(default_factory=dict, repr=False)
    documents: dict[Path, Document | InvalidFile] = field(default_factory=dict, repr=False)
    salvages: dict[Path, Salvaged] = field(default_factory=dict, repr=False)
    shown: dict[Path, str] = field(default_factory=dict, repr=False)
    # Nothing is assessed by a pack that is linted, so that nobody asks which one it was.
    digested = False

    def files(self) -> Mapping[str, Path]:
        """The files of the folder by their shown paths, in order."""
        names = files_in(self.folder)
        paths = [self.folder / name for name in names]
        # Not by file, which takes its time, but where the working folder is inside.
        inside = Path.cwd().is_relative_to(self.folder.absolute())
        folder = shown_path(self.folder)
        shown = map(shown_path, paths) if inside else (f"{folder}/{name}" for name in names)
        self.shown = dict(zip(paths, shown, strict=True))
        return {name: path for path, name in self.shown.items()}

    def kind(self, path: Path) -> str:
        """What a file of the folder is, as `loader.pack_files` calls it."""
        return kind_of(path.relative_to(self.folder))

    def text(self, path: Path) -> str:
        return _kept(self.texts, path, read_text)

    def whole(self, path: Path) -> Document:
        """The Document of a file, faulty entries and all."""
        return _kept(self.documents, path, self._parsed)

    def document(self, path: Path) -> Document:
        document = self.whole(path)
        if not self.salvaging:
            return document
        if path not in self.salvages:
            self.salvages[path] = salvaged(document, path)
        return self.salvages[path].document

    def forget(self, path: Path) -> None:
        """Read a file anew when it is wanted next."""
        self.texts.pop(path, None)
        self.documents.pop(path, None)
        self.salvages.pop(path, None)

    def losses(self) -> Iterator[Diagnostic]:
        """What is wrong with the entries that were left out."""
        for each in self.salvages.values():
            yield from each.faults

    def _parsed(self, path: Path) -> Document:
        return parse_yaml(self.text(path), self.shown.get(path) or shown_path(path))


def _kept(
    known: dict[Path, _Read | InvalidFile], path: Path, read: Callable[[Path], _Read]
) -> _Read:
    """What is known of a file, or what is read of it now; a refusal is known as well."""
    if path not in known:
        try:
            known[path] = read(path)
        except InvalidFile as error:
            known[path] = error
    found = known[path]
    if isinstance(found, InvalidFile):
        raise found
    return found
