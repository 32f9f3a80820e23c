"""Importing: submissions as JSON → columns, without a typed submission in between.

Answers are taken column by column, and each distinct value is typed once, by the function that the loader calls.
A submission with anything that is not plainly as it should be (another type, a key twice, a path that
names nothing) goes the careful way: the loader types it, or says what is wrong with it.
"""

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import islice
from os import urandom
from typing import Any

from checklist_engine.bulk.columns import Columns
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.submission import Submission

_BETWEEN = urandom(16).hex()
"""Stands between contents that are read as one text; none of them can know it."""

Content = tuple[bytes | str, date]
"""A submission after `extends` as JSON, and its assessment date."""


def encode_contents(
    vocabulary: Vocabulary, contents: Iterable[Content], careful: Callable[[int], Submission]
) -> Columns:
    """The columns of submissions that are known to be valid but for their answers and evidence.

    Args:
        vocabulary: what their answers are typed by.
        contents: the submissions; a batch of them is read at a time.
        careful: types the one at a position; asked about those that do not plainly fit, and free to raise.
    """
    # Most who load this package read columns that are stored; they need none of this.
    from checklist_engine.bulk.import_batch import Shape, add_batch  # noqa: PLC0415
    from checklist_engine.bulk.tables import BATCH, Tables  # noqa: PLC0415

    tables, shape = Tables(vocabulary), Shape(vocabulary)
    waiting = iter(contents)
    position = 0
    with _no_collections():
        while batch := list(islice(waiting, BATCH)):
            roots = _parsed([content for content, _ in batch])
            add_batch(tables, shape, roots, [day for _, day in batch], position, careful)
            position += len(batch)
    return tables.columns()


def _parsed(contents: Sequence[bytes | str]) -> Sequence[Any]:
    """What the contents say; None, which fits nothing, where one is no JSON."""
    texts = [_text(each) for each in contents]
    # Read as one text: a key that all of them have is then made once, not once for each.
    together = _json("[" + f',"{_BETWEEN}",'.join(texts) + "]")
    # Two contents that are none by themselves must not pass as one.
    if together is not None and together[1::2] == [_BETWEEN] * (len(texts) - 1):
        found: Sequence[Any] = together[::2]
        if len(found) == len(texts):
            return found
    return [_json(each) for each in texts]


def _text(content: bytes | str) -> str:
    """A content as text; empty, which is no JSON, where its bytes are none."""
    try:
        return content if isinstance(content, str) else content.decode()
    except UnicodeDecodeError:
        return ""


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_float=_Decimals().__getitem__)
    except (ValueError, RecursionError):
        return None


class _Decimals(dict[str, Decimal]):
    """Numbers as they are written; each is made once."""

    def __missing__(self, digits: str) -> Decimal:
        number = self[digits] = Decimal(digits)
        return number


@contextmanager
def _no_collections() -> Iterator[None]:
    """Without garbage collections, each of which would go through all that has been read so far."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
