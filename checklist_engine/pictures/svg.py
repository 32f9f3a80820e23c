"""SVG as a tree of elements: escaped, with few digits, the same bytes for the same picture."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.pictures.characters import visible

Content: TypeAlias = "Element | str"
Attributes: TypeAlias = Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its attributes and what stands in it."""

    tag: str
    attributes: Attributes
    contents: tuple[Content, ...] = ()

    def __str__(self) -> str:
        named = "".join(f' {name}="{_value(value)}"' for name, value in self.attributes.items())
        if not self.contents:
            return f"<{self.tag}{named}/>"
        return f"<{self.tag}{named}>{''.join(map(_content, self.contents))}</{self.tag}>"


def number(value: float) -> str:
    """A length with one decimal at most.

    >>> number(12.04), number(-0.01), number(0.25)
    ('12', '0', '0.2')
    """
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def moved(x: float, y: float, contents: Sequence[Content]) -> Element:
    """Contents that were drawn from (0, 0), drawn from (x, y)."""
    return Element("g", {"transform": f"translate({number(x)} {number(y)})"}, tuple(contents))


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Element:
    """A line of a class."""
    return Element("line", {"class": kind, "x1": x1, "y1": y1, "x2": x2, "y2": y2})


def box(x: float, y: float, width: float, height: float, kind: str) -> Element:
    """A rectangle of a class."""
    return Element(
        "rect", {"class": kind, "x": x, "y": y, "width": width, "height": height, "rx": 3}
    )


def svg(name: str, title: str, description: str, size: tuple[float, float], body: Content) -> str:
    """A picture that stands in a page: `name` is unique in it, `size` is width and height."""
    width, height = size
    return str(
        Element(
            "svg",
            {
                "class": "picture",
                "role": "img",
                "aria-labelledby": f"{name}-title {name}-desc",
                "viewBox": f"0 0 {number(width)} {number(height)}",
                "width": width,
                "height": height,
            },
            (
                Element("title", {"id": f"{name}-title"}, (title,)),
                Element("desc", {"id": f"{name}-desc"}, (description,)),
                body,
            ),
        )
    )


def _value(value: str | float) -> str:
    return escape(visible(value)) if isinstance(value, str) else number(value)


def _content(content: Content) -> str:
    return escape(visible(content)) if isinstance(content, str) else str(content)
