"""What people put on a sheet beside its cells: comments (メモ), pictures and text boxes."""

from collections.abc import Mapping

from checklist_engine.formats.xlsx_package import Package
from checklist_engine.formats.xlsx_parts import relations_of
from checklist_engine.formats.xlsx_sheets import position_of
from checklist_engine.formats.xlsx_texts import TextCollector
from checklist_engine.formats.xlsx_xml import Budget, read_xml


def read_remarks(
    package: Package, part: str, budget: Budget
) -> tuple[Mapping[tuple[int, int], str], int]:
    """The comments of a sheet by (row, column), and how many drawings lie on it."""
    relations = relations_of(package, part, budget)
    if relations is None:
        return {}, 0
    comments: dict[tuple[int, int], str] = {}
    for name in relations.all_of("/comments"):
        reader = _Comments(package.file)
        read_xml(package, name, reader, budget)
        comments |= reader.found
    drawings = _Drawings()
    for name in relations.all_of("/drawing"):
        read_xml(package, name, drawings, budget)
    return comments, drawings.count


class _Comments:
    def __init__(self, file: str) -> None:
        self.found: dict[tuple[int, int], str] = {}
        self._text = TextCollector(file)
        self._at: tuple[int, int] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "comment":
            self._text.clear()
            self._at = position_of(attributes.get("ref", ""))
        else:
            self._text.start(tag, attributes)

    def end(self, tag: str) -> None:
        if tag == "comment" and self._at is not None:
            if words := self._text.text().strip():
                self.found[self._at] = words
        else:
            self._text.end(tag)

    def data(self, text: str) -> None:
        self._text.data(text)


class _Drawings:
    def __init__(self) -> None:
        self.count = 0

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        if tag in ("pic", "sp", "graphicFrame"):
            self.count += 1

    def end(self, tag: str) -> None:
        """Nothing hangs on it."""

    def data(self, text: str) -> None:
        """Words of a text box are counted with it."""
