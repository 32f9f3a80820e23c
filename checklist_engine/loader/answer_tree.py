"""Answers as a tree of words, before anybody knows the vocabulary: nesting and `extends` (§8)."""

from collections.abc import Mapping
from typing import TypeAlias

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic

Tree: TypeAlias = "Mapping[str, Tree] | Cursor"
"""Words of a path, with a cursor on what is written at its end."""


def nested(cursor: Cursor, faults: list[Diagnostic]) -> Mapping[str, Tree]:
    """The mapping at `cursor` with dotted keys nested; the same path twice is a fault (E301)."""
    tree: dict[str, Tree] = {}
    for entry in cursor.entries():
        _insert(tree, entry.key.split("."), entry, faults)
    return tree


def merged(base: Mapping[str, Tree], over: Mapping[str, Tree]) -> Mapping[str, Tree]:
    """`base` with `over` laid on it: mappings key by key, everything else replaced."""
    result = dict(base)
    for word, tree in over.items():
        below = result.get(word)
        if isinstance(tree, Mapping) and isinstance(below, Mapping):
            result[word] = merged(below, tree)
        elif isinstance(tree, Cursor) and tree.value == {} and isinstance(below, Mapping):
            # A mapping without keys has none to lay over.
            continue
        else:
            result[word] = tree
    return result


def plain(tree: Tree) -> object:
    """The tree as plain data, without what is unanswered; None where nothing is left."""
    if isinstance(tree, Cursor):
        return _answered(tree.value)
    return {
        word: value for word, inner in tree.items() if (value := plain(inner)) not in (None, {})
    }


def is_unknown(value: object) -> bool:
    """Whether a value says `{unknown: …}`."""
    return isinstance(value, dict) and set(value) == {"unknown"}


def is_unanswered(value: object) -> bool:
    """Whether a value is as good as none: null, blank text, `{unknown: …}`."""
    return value is None or is_unknown(value) or (isinstance(value, str) and not value.strip())


def _answered(value: object) -> object:
    if is_unanswered(value):
        return None
    if isinstance(value, dict):
        kept = {key: _answered(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner is not None}
    if isinstance(value, list):
        return [_answered(item) for item in value]
    return value


def _insert(
    tree: dict[str, Tree], words: list[str], cursor: Cursor, faults: list[Diagnostic]
) -> None:
    word, *rest = words
    inner: Tree = cursor
    is_branch = isinstance(cursor.value, dict) and cursor.value and not is_unknown(cursor.value)
    if rest or is_branch:
        below = tree.get(word, {})
        if not isinstance(below, dict):
            faults.append(_twice(cursor))
            return
        if rest:
            _insert(below, rest, cursor, faults)
        else:
            for entry in cursor.entries():
                _insert(below, entry.key.split("."), entry, faults)
        inner = below
    elif word in tree:
        faults.append(_twice(cursor))
        return
    tree[word] = inner


def _twice(cursor: Cursor) -> Diagnostic:
    return cursor.key_fault(
        "E301",
        f"「{cursor.key}」の回答が二か所に書かれています",
        "入れ子の書き方と「.」でつなぐ書き方の、どちらか一方にしてください",
    )
