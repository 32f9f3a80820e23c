"""A document laid over another: what it says counts, what it leaves out is read from below."""

from collections.abc import Mapping

from checklist_engine.formats.document import Cursor, Document
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place, Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class LayeredDocument(Document):
    """A document some of whose mappings lie over others (`below`, by pointer), key by key."""

    below: Mapping[Pointer, Cursor] = field(repr=False)

    def place(self, pointer: Pointer) -> Place:
        """Where the value stands: in this file or, where it is from below, in that one."""
        beneath = None if pointer in self.spans else self._beneath(pointer)
        # `super()` needs the class by name: slots make it a class of its own.
        return beneath.place if beneath else Document.place(self, pointer)

    def key_place(self, pointer: Pointer) -> Place:
        """Where the key stands, likewise."""
        beneath = None if pointer in self.key_spans else self._beneath(pointer)
        return beneath.key_place if beneath else Document.key_place(self, pointer)

    def _beneath(self, pointer: Pointer) -> Cursor | None:
        for length in range(len(pointer), -1, -1):
            below = self.below.get(pointer[:length])
            if below is not None:
                return Cursor(
                    document=below.document,
                    pointer=(*below.pointer, *pointer[length:]),
                    value=None,
                )
        return None


def laid_over(document: Document, below: Mapping[Pointer, Cursor]) -> Document:
    """`document` with the mappings at these pointers laid over others, key by key."""
    if not below:
        return document
    return LayeredDocument(
        file=document.file,
        text=document.text,
        root=_merged(document.root, (), below),
        spans=document.spans,
        key_spans=document.key_spans,
        line_break=document.line_break,
        below=below,
    )


def _merged(value: object, pointer: Pointer, below: Mapping[Pointer, Cursor]) -> object:
    if not any(each[: len(pointer)] == pointer for each in below):
        return value
    if isinstance(value, list):
        return [_merged(item, (*pointer, at), below) for at, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    own = {key: _merged(inner, (*pointer, key), below) for key, inner in value.items()}
    under = below[pointer].value if pointer in below else {}
    return {**(under if isinstance(under, dict) else {}), **own}
