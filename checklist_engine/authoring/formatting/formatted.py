"""A text in the one style, checked to mean what it meant."""

from collections import Counter

from checklist_engine.authoring.formatting.kinds import kind_by_keys
from checklist_engine.authoring.formatting.order import in_order
from checklist_engine.authoring.formatting.text import layout_text
from checklist_engine.formats.yaml_layout import Scalar
from checklist_engine.formats.yaml_layout_reader import read_layout
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.composed import composed


def formatted(text: str, file: str, kind: str | None = None) -> str:
    """The text of a YAML file as `checklist fmt` writes it.

    Args:
        text: the text, with LF as line ends.
        file: the name that faults show.
        kind: the kind of file (the name of its schema); None: told by its keys, if it can be.

    Raises:
        InvalidFile: the text is no YAML of the language (E1).
    """
    # A mark that was saved twice would shift every place after it.
    text = text.lstrip("\ufeff")
    before = parse_yaml(text, file)
    layout = read_layout(text)
    if layout is None or isinstance(layout.root.value, Scalar):
        # A text alone is no file of ours, and has no layout to speak of.
        return text
    kind = kind or kind_by_keys(layout)
    result = layout_text(in_order(layout, kind) if kind else layout)
    if result != text:
        after = parse_yaml(result, file)
        kept = read_layout(result)
        # INVARIANT: a formatter that loses anything is wrong, and nothing of it is written.
        if (
            not same(before.root, after.root)
            or kept is None
            or _lost(layout.comments, kept.comments)
        ):
            raise AssertionError(f"formatting changes what {file} says")
    return result


def same(one: object, other: object) -> bool:
    """Whether two values are the same to a reader, types included; the order of keys means nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and composed(str(one)) == composed(str(other))


def _lost(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    return Counter(before) != Counter(after)
