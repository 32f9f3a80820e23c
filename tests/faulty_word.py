"""A Word template for each code that is told in words on its page: what has to be done to get it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from word_files import spoiled, word_file


def _with_change(path: Path) -> Path:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(
            b"</w:p>", b'<w:ins w:id="1" w:author="x"><w:r><w:t>x</w:t></w:r></w:ins></w:p>', 1
        )

    return spoiled(word_file(path, "文"), change)


def _half_in_a_link(path: Path) -> Path:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(
            b"LINK",
            b'</w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t>{% if meeting.is_over %}</w:t></w:r>'
            b"</w:hyperlink><w:r><w:t>{% endif %}",
        )

    return spoiled(word_file(path, "LINK"), change)


FAULTY: Mapping[str, Callable[[Path], Path]] = {
    "E416": _with_change,
    "E417": lambda path: word_file(path, "｛｛ case.title"),
    "E418": lambda path: word_file(path, "{{ case.title"),
    "E419": lambda path: word_file(path, "{{ case.titel }}"),
    "E420": lambda path: word_file(path, "{{ ''.__class__ }}"),
    "E421": lambda path: word_file(path, "{{ case.questions + 1 }}"),
    "E422": _half_in_a_link,
}
