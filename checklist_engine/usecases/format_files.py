"""`checklist fmt`: files as they are and as they ought to look; written only when asked to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from checklist_engine.authoring.formatting.formatted import formatted
from checklist_engine.authoring.formatting.writing import write_whole
from checklist_engine.formats.files import exists, read_text, reason_of, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack_files import pack_files
from checklist_engine.usecases.find_pack import HEAD, packs_near

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedFile:
    """A file as it is (`text` with LF as line ends) and as it is written (`result`)."""

    path: Path
    text: str
    result: str
    changed: bool

    @property
    def name(self) -> str:
        return shown_path(self.path)

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff; what no line shows is said before it."""
        if self.changed and self.text == self.result:
            yield f"{self.name}: 改行の文字（CRLF）又は BOM だけが変わります"
        before, after = self.text.split("\n"), self.result.split("\n")
        if last := before.pop():
            before.append(f"{last}\n\\ No newline at end of file")
        after.pop()
        yield from unified_diff(before, after, self.name, self.name, lineterm="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatting:
    """The files that can be read, and what is wrong with the others."""

    files: tuple[FormattedFile, ...]
    faults: tuple[Diagnostic, ...]


def format_files(paths: Sequence[Path], here: Path) -> Formatting:
    """The files at `paths`, or in these folders; without paths, those of the packs near `here`.

    Raises:
        InvalidFile: there are no paths and no packs.
        AssertionError: formatting would change what a file says, which is a fault of ours.
    """
    reader = _Reader()
    for path in paths or _packs_around(here):
        reader.add(path)
    return Formatting(files=tuple(reader.files.values()), faults=tuple(reader.faults))


def write_formatted(files: Iterable[FormattedFile]) -> Iterator[Diagnostic]:
    """Write files, each as a whole or not at all; what cannot be written is told."""
    for file in files:
        try:
            # A link stays a link: what it leads to is written.
            write_whole(file.path.resolve(), file.result.encode())
        except OSError as error:
            yield _fault(
                file.path,
                "E323",
                f"ファイルに書き込めません（{reason_of(error)}）",
                "書き込む権限と、ディスクの空きを確かめてください",
            )


@dataclass(frozen=True, slots=True)
class _Reader:
    files: dict[Path, FormattedFile] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    kinds: dict[Path, Mapping[Path, str]] = field(default_factory=dict)

    def add(self, path: Path) -> None:
        if exists(path) and path.is_dir():
            found = sorted(_files_in(path))
            if not found:
                self.faults.append(
                    _fault(
                        path,
                        "E101",
                        "このフォルダに YAML のファイルがありません",
                        "名前とフォルダを確かめてください",
                    )
                )
            for each in found:
                self.add_file(each)
        elif exists(path) and path.suffix not in _SUFFIXES:
            self.faults.append(
                _fault(
                    path,
                    "E117",
                    "YAML のファイルではありません",
                    "整えられるのは、拡張子が .yaml のファイルです",
                )
            )
        else:
            self.add_file(path)

    def add_file(self, path: Path) -> None:
        try:
            text = read_text(path)
            place = path.resolve()
            if place in self.files:
                return
            result = formatted(text, shown_path(path), self.kind(place))
        except InvalidFile as error:
            self.faults.extend(error.diagnostics)
            return
        changed = path.read_bytes() != result.encode()
        self.files[place] = FormattedFile(path=path, text=text, result=result, changed=changed)

    def kind(self, path: Path) -> str | None:
        """The kind that a file has by its place in a pack."""
        for folder in path.parents:
            if (folder / HEAD).is_file():
                if folder not in self.kinds:
                    self.kinds[folder] = _kinds_in(folder)
                return self.kinds[folder].get(path)
        return None


def _kinds_in(folder: Path) -> Mapping[Path, str]:
    # What is wrong with the pack as a whole is no business of a formatter.
    files = pack_files(folder, [])
    single = {
        "conditions": files.conditions,
        "sentences": files.sentences,
        "papers": files.papers,
        "pack": folder / HEAD,
    }
    return {
        **dict.fromkeys(files.facts, "facts"),
        **dict.fromkeys(files.rules, "rule"),
        **dict.fromkeys(files.tests, "rule-test"),
        **dict.fromkeys(files.profiles, "profile"),
        **{path: kind for kind, path in single.items() if path},
    }


def _packs_around(here: Path) -> list[Path]:
    """The packs near the working folder; those that came with the program are not to be written to."""
    packs = [pack for pack in packs_near(here) if pack.parent.parent in (here, *here.parents)]
    if not packs:
        raise InvalidFile(
            [
                _fault(
                    here,
                    "E316",
                    "近くに規則集が見つかりません",
                    "整えるファイル又はフォルダを指定してください（例: checklist fmt rules/our-city）",
                )
            ]
        )
    return packs


def _files_in(folder: Path) -> Iterator[Path]:
    """The YAML files of a folder, at any depth; what is hidden, and what editors leave, is passed over."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "~", "__")) for part in parts)
        if not hidden and path.suffix in _SUFFIXES and path.is_file():
            yield path


def _fault(path: Path, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, hint=hint, place=Place(file=shown_path(path)))
