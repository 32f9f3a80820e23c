"""A paper in Word: a view put into the Word template of a paper."""

from collections.abc import Mapping
from pathlib import Path

from checklist_engine.formats.docx_templates import fill_docx
from checklist_engine.model.pack_parts import PaperTemplate


def word_paper(
    template: PaperTemplate, view: Mapping[str, object], *, title: str, file: Path | None = None
) -> bytes:
    """The bytes of the .docx of a paper.

    Args:
        template: the paper; it has a Word template (`template.word`), or `file` stands in for it.
        view: what the Markdown template of the paper sees, too.
        title: the title of the document, as its properties show it.
        file: a Word template in place of that of the pack.

    Raises:
        InvalidFile: the template is faulty (E101 to E105, E415 to E422); all its faults at once.
        MissingExtra: docxtpl is not installed.
    """
    if file is None:
        if template.word is None:
            raise ValueError(f"{template.name} has no Word template")
        file = Path(template.word.file)
    return fill_docx(file, view, title=title, numerals=template.numerals)
