"""Cells that name something else of the form: elements of a list, kinds of evidence."""

import unicodedata
from collections.abc import Mapping

from checklist_engine.formats.xlsx_cells import CellValue, cell_words
from checklist_engine.forms.reading_choices import plain
from checklist_engine.forms.reading_tables import trimmed
from checklist_engine.forms.reading_understood import NoAnswer, Said, Unclear, briefly
from checklist_engine.forms.reading_values import Understood, read_text, read_unanswered


def read_reference(value: CellValue | None, keys: Mapping[str, str]) -> Understood:
    """The key of an element: as it is, or told by its name. What names none is left as it stands.

    Args:
        value: what the cell holds.
        keys: the names of the elements by their keys.
    """
    if value is None or isinstance(value, NoAnswer):
        return read_text(value)
    words = trimmed(cell_words(value))
    if not words:
        return None
    unanswered = read_unanswered(value)
    if unanswered is not None:
        return unanswered
    key = unicodedata.normalize("NFC", words)
    if key in keys:
        return Said(key, None)
    wanted = plain(key)
    found = [
        key
        for key, name in keys.items()
        if wanted in (plain(key), plain(name), plain(f"{key} {name}"), plain(f"{key}（{name}）"))
    ]
    if len(found) > 1:
        return Unclear(
            "E344",
            f"「{briefly(words)}」に当たるものが二つ以上あります（{'、'.join(found)}）",
            "名称でなく、記号を書いてください",
        )
    return Said(found[0], found[0]) if found else Said(key, None)
