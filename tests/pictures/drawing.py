"""What the tests of pictures share: a picture read back, and where its words stand."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from checklist_engine.ground.widths import width
from checklist_engine.pictures.marks import Mark, Tone

SVG = "{http://www.w3.org/2000/svg}"
MET = Mark("○", "適合", Tone.GOOD)
UNPROVEN = Mark("△", "証跡未確認", Tone.CARE)
OPEN = Mark("？", "判定保留", Tone.OPEN)
NOT_MET = Mark("×", "不適合", Tone.BAD)
APART = Mark("－", "対象外", Tone.QUIET)


def parsed(picture: str) -> ET.Element:
    """The picture as XML; in a page it needs no namespace."""
    # It was made a moment ago by our own code.
    return ET.fromstring(picture)  # noqa: S314


def words_of(picture: str) -> list[str]:
    """All words that are drawn, in order."""
    return [each.text or "" for each in parsed(picture).iter("tspan")]


def classes_of(picture: str) -> list[str]:
    """All classes, of each element."""
    return [each.get("class", "") for each in parsed(picture).iter()]


def described(picture: str) -> tuple[str, str]:
    """Title and description."""
    root = parsed(picture)
    return root.findtext("title") or "", root.findtext("desc") or ""


def check_is_calm(pictures: Sequence[str]) -> None:
    """What is true of every picture: told in words, nothing from elsewhere, letters that can be read."""
    ids = []
    for picture in pictures:
        root = parsed(picture)
        assert root.get("role") == "img"
        named = (root.get("aria-labelledby") or "").split()
        own = [each.get("id") for each in root.iter() if each.get("id")]
        assert named == own
        ids += own
        assert all(described(picture))
        tags = {each.tag for each in root.iter()}
        assert tags <= {"svg", "title", "desc", "g", "text", "tspan", "rect", "line", "polygon"}
        names = {name for each in root.iter() for name in each.attrib}
        assert not {name for name in names if name.startswith("on") or "href" in name}
        assert all(float(each.get("font-size", "0")) >= 11 for each in root.iter("text"))
        check_fits(root)
    assert len(ids) == len(set(ids))


def check_fits(root: ET.Element) -> None:
    """Boxes and words stand inside the picture, as wide as half a character a cell at least."""
    right, bottom = map(float, (root.get("viewBox") or "").split()[2:])
    for element, x, y in placed(root, 0, 0):
        if element.tag == "rect":
            assert x + float(element.get("x", "0")) >= 0
            assert x + float(element.get("x", "0")) + float(element.get("width", "0")) <= right
            assert y + float(element.get("y", "0")) + float(element.get("height", "0")) <= bottom
        if element.tag == "text":
            check_words(element, x, right)


def check_words(text: ET.Element, x: float, right: float) -> None:
    size = float(text.get("font-size", "0"))
    for line in text:
        room = width(line.text or "") * size / 2
        start = x + float(line.get("x", "0"))
        start -= room * {"middle": 0.5, "end": 1}.get(text.get("text-anchor", ""), 0)
        assert start >= -0.1, line.text
        assert start + room <= right + 0.1, line.text


def placed(element: ET.Element, x: float, y: float) -> list[tuple[ET.Element, float, float]]:
    """Elements with the origin that they are drawn from; what is turned is left out."""
    moving = element.get("transform", "")
    if "rotate" in moving:
        return []
    if moving:
        by = moving.removeprefix("translate(").removesuffix(")").split()
        x, y = x + float(by[0]), y + float(by[1])
    return [(element, x, y), *(found for each in element for found in placed(each, x, y))]
