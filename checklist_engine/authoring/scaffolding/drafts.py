"""Drafts: files for a pack that is there, not written yet; what is taken or unknown is refused."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from checklist_engine.authoring.scaffolding.entries import condition_lines, fact_lines
from checklist_engine.authoring.scaffolding.flow import flow
from checklist_engine.authoring.scaffolding.modeline import modeline
from checklist_engine.authoring.scaffolding.names import check_fact_name, check_known, check_name
from checklist_engine.authoring.scaffolding.refused import Refused
from checklist_engine.authoring.scaffolding.splice import Spliced, with_entry, with_item
from checklist_engine.formats.document import Document
from checklist_engine.formats.reading import read_document
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.values import FactType
from checklist_engine.loader.pack_files import pack_files
from checklist_engine.loader.pack_parts import PackParts
from checklist_engine.model.pack import RulePack
from checklist_engine.model.verdicts import Route

_CONDITIONS = "conditions.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file by its path, and the numbers of its lines that are new."""

    path: Path
    text: str
    new: range

    def new_lines(self) -> Iterator[tuple[int, str]]:
        """The new lines with their numbers."""
        lines = self.text.split("\n")
        yield from ((number, lines[number - 1]) for number in self.new)


def whole_draft(path: Path, text: str) -> Draft:
    """A file all of which is new."""
    return Draft(path=path, text=text, new=range(1, text.count("\n") + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """What is to be added to the pack in `folder`.

    `files` are as they are to be written; `overlay` holds what is new in them alone, by place, as a
    pack that is laid over this one.
    """

    folder: Path
    parts: PackParts
    pack: RulePack
    files: list[Draft] = field(default_factory=list)
    overlay: dict[str, str] = field(default_factory=dict)

    def add_file(self, place: str, kind: str, body: str) -> None:
        """Add a file of this kind at a place in the pack.

        Raises:
            Refused: there is one.
        """
        path = self.folder / place
        if path.exists():
            raise Refused(f"ファイル「{place}」は既にあります。別の id にしてください")
        head = self.parts.head.document.text
        text = modeline(head, kind, place.count("/")) + body
        self.files.append(whole_draft(path, text))
        self.overlay[place] = body

    def add_fact(self, name: str, label: str | None, kind: FactType, section: str) -> None:
        """Add a fact at the end of a section.

        Raises:
            Refused: the name is taken or no name of a fact, or there is no such section.
        """
        check_fact_name(name, self.pack.vocabulary.facts)
        sections = self.pack.vocabulary.sections
        check_known("区分", section, sections, "facts フォルダに、区分のファイルを作ってください")
        lines = fact_lines(name, label, kind)
        place, body = f"facts/{section}.yaml", self.section_text(section, lines)
        document = self.own_section(section)
        if document is None:
            self.add_file(place, "facts", body)
        else:
            path, written = document
            self.add_splice(path, with_item(written, "facts", lines))
            self.overlay[place] = body

    def add_condition(self, name: str, subject: str | None) -> None:
        """Add a condition at the end of the catalogue, after all others that go where it goes.

        Raises:
            Refused: the name is taken, or no name of a condition.
        """
        check_name("condition", name)
        if name in self.pack.conditions:
            raise Refused(f"条件「{name}」は既にあります。別の id にしてください")
        orders = [
            each.order for each in self.pack.conditions.values() if each.route is Route.CONCLUSION
        ]
        lines = condition_lines(name, subject, (max(orders, default=0) // 5 + 1) * 5)
        path = self.folder / _CONDITIONS
        if path.exists():
            self.add_splice(path, with_entry(read_document(path), lines))
            self.overlay[_CONDITIONS] = "\n".join(lines) + "\n"
        else:
            self.add_file(_CONDITIONS, "conditions", "\n".join(lines) + "\n")

    def add_splice(self, path: Path, spliced: Spliced) -> None:
        self.files.append(Draft(path=path, text=spliced.text, new=spliced.new))

    def own_section(self, section: str) -> tuple[Path, Document] | None:
        """The file of the pack itself that has a section; None where only a pack below has it."""
        # INVARIANT: the pack has been read, so its files have no faults of reading.
        for path in pack_files(self.folder, []).facts:
            document = read_document(path)
            if document.cursor()["section"]["id"].text == section:
                return path, document
        return None

    def section_text(self, section: str, lines: Sequence[str]) -> str:
        """A file that has these facts in a section of the pack, or of one below."""
        [written] = [
            group.section.value
            for group in self.parts.groups
            if group.section["id"].text == section
        ]
        body = "".join(f"  {line}\n" for line in lines)
        return f"section: {flow(written)}\nfacts:\n{body}"
