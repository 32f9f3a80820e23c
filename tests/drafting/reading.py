"""Reports read back: their elements, words and links, as a browser would take them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from checklist_engine.usecases.write_report import Report, make_report

DAY = date(2021, 4, 15)
INLINE = {"a", "span", "tspan", "title", "desc"}
VOID = {"meta", "br", "link", "img", "input", "hr"}


@dataclass
class Node:
    """An element, its attributes and what stands in it."""

    tag: str
    attributes: dict[str, str]
    contents: list["Node | str"] = field(default_factory=list)

    def all(self, tag: str = "") -> Iterator["Node"]:
        """The elements in it, of a tag."""
        for each in self.contents:
            if isinstance(each, Node):
                if tag in ("", each.tag):
                    yield each
                yield from each.all(tag)

    def where(self, wanted: Callable[["Node"], bool]) -> "Node":
        """The one element that is wanted."""
        [found] = [each for each in self.all() if wanted(each)]
        return found

    def by_id(self, name: str) -> "Node":
        return self.where(lambda each: each.attributes.get("id") == name)

    def of_class(self, name: str) -> Sequence["Node"]:
        return [each for each in self.all() if name in each.attributes.get("class", "").split()]

    @property
    def text(self) -> str:
        """Its words, white space made one."""
        return " ".join("".join(self.pieces()).split())

    def pieces(self) -> Iterator[str]:
        for each in self.contents:
            if isinstance(each, Node):
                gap = "" if each.tag in INLINE else " "
                yield from (gap, *each.pieces(), gap)
            else:
                yield each


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.way = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.way[-1].contents.append(node)
        if tag not in VOID:
            self.way.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.way[-1].contents.append(node)

    def handle_endtag(self, tag: str) -> None:
        # Everything that is opened is closed, in order.
        assert self.way[-1].tag == tag, (self.way[-1].tag, tag)
        self.way.pop()

    def handle_data(self, data: str) -> None:
        self.way[-1].contents.append(data)


def read(page: str) -> Node:
    """The page as elements; what is not closed as it was opened is an error."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.way == [reader.root]
    return reader.root


def report(path: Path, *, as_of: date | None = DAY) -> Report:
    """The report on a case, a folder or a meeting."""
    return make_report(path, as_of=as_of, pack=None, today=DAY, engine="0.0.0")
