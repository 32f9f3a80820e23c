"""The texts of a pack's files that people read, each with its role and its place."""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import TypeAlias

from checklist_engine.formats.document import Document
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place, Pointer
from checklist_engine.lint.check import Edit
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.wording import rewritten, stretch


class Role(Enum):
    """What a text is for."""

    TITLE = "題名"
    LABEL = "名前"
    QUESTION = "質問"
    GUIDANCE = "説明"
    FINDING = "指摘"
    REMARK = "留意事項"
    CONDITION = "条件"
    ARGUMENT = "差し込む語"
    BASIS = "根拠"
    SENTENCE = "文型"
    REASON = "理由"
    CASE = "試験の名前"


_Node: TypeAlias = "Role | Mapping[str, _Node]"
_ANY = "*"
"""Stands for every key; lists are gone through wherever one stands."""
_FIELD: Mapping[str, _Node] = {
    "label": Role.LABEL,
    "question": Role.QUESTION,
    "guidance": Role.GUIDANCE,
    "unit": Role.LABEL,
    "choices": {_ANY: Role.LABEL},
}
_TEXTS: Mapping[str, _Node] = {
    "rule": {
        "title": Role.TITLE,
        "basis": dict.fromkeys(("document", "clause", "practice", "origin"), Role.BASIS),
        "guidance": Role.GUIDANCE,
        "outcomes": {
            _ANY: {
                "finding": Role.FINDING,
                "question": Role.QUESTION,
                "question_first": Role.QUESTION,
                "remark": Role.REMARK,
                "condition": {"with": {_ANY: Role.ARGUMENT}},
            }
        },
    },
    "conditions": {
        _ANY: {"subject": Role.TITLE, "text": Role.CONDITION, "text_open": Role.CONDITION}
    },
    "facts": {
        "section": {"label": Role.LABEL},
        # A field may be a list itself, and that is all there is.
        "facts": {**_FIELD, "fields": {**_FIELD, "fields": _FIELD}},
    },
    "pack": {
        "label": Role.LABEL,
        "families": {"label": Role.LABEL},
        "parameters": {"label": Role.LABEL, "unit": Role.LABEL},
        "evidence_kinds": {"label": Role.LABEL},
        "changes": {"reason": Role.REASON},
    },
    "profiles": {"label": Role.LABEL, "except": {"reason": Role.REASON}},
    "sentences": {_ANY: Role.SENTENCE},
    "papers": {"papers": {"name": Role.LABEL}},
    "test": {"cases": {"name": Role.CASE}},
}
"""Where in a file of each kind texts stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A text that people read."""

    role: Role
    words: str
    document: Document
    pointer: Pointer

    @property
    def key(self) -> str | int:
        """The last step to it: `question`, `text_open`, a code."""
        return self.pointer[-1]

    @property
    def place(self) -> Place:
        return self.document.place(self.pointer)

    def at(self, found: re.Match[str]) -> Place:
        """Where a stretch of it stands."""
        return stretch(self.document, self.pointer, found)

    def edits(self, change: Callable[[str], str]) -> tuple[Edit, ...]:
        """The edits that change it as it is written."""
        return rewritten(self.document, self.pointer, change)


def texts_of(document: Document, pack: LintedPack) -> Iterator[ReadText]:
    """The texts of one file of a pack, as far as the file has the form of its kind."""
    node = _TEXTS.get(pack.kinds.get(document.file, ""))
    found: list[tuple[Role, str, Pointer]] = []
    if node:
        _collect(document.root, node, (), found)
    for role, words, pointer in found:
        yield ReadText(role=role, words=words, document=document, pointer=pointer)


def _collect(
    value: object, node: _Node, pointer: Pointer, found: list[tuple[Role, str, Pointer]]
) -> None:
    if isinstance(value, list):
        for position, inner in enumerate(value):
            _collect(inner, node, (*pointer, position), found)
    elif isinstance(node, Role):
        if isinstance(value, str):
            found.append((node, value, pointer))
    elif isinstance(value, dict):
        everything = node.get(_ANY)
        for key, inner in value.items():
            below = everything or node.get(key)
            if below is not None:
                _collect(inner, below, (*pointer, key), found)
