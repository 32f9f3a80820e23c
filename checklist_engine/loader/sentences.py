"""Reading the wording of conclusions (`templates/sentences.yaml`), or the usual one (§6)."""

from checklist_engine.formats.document import Cursor
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.texts import read_text
from checklist_engine.model.pack_parts import Sentences

_USUAL = """\
approve: "{{ title }}については、認める。"
approve_with_conditions: "{{ title }}については、認める。ただし、{{ conditions }}。"
between_conditions: 。また、
reject: "{{ title }}については、認めない。"
defer: "{{ title }}については、継続審議とする。"
precedent: "{{ title }}については、認める。ただし、諮問{{ item }}の{{ system }}に対する意見と同様の意見を附する。"
"""


def read_sentences(cursor: Cursor | None, faults: list[Diagnostic]) -> Sentences:
    """The sentences at `cursor`; what is left out, or the whole where it is None, is worded as usual."""
    usual = parse_yaml(_USUAL, "sentences.yaml").cursor()

    def written(key: str) -> Cursor:
        return cursor[key] if cursor is not None and key in cursor else usual[key]

    return Sentences(
        approve=read_text(written("approve"), faults),
        approve_with_conditions=read_text(written("approve_with_conditions"), faults),
        between_conditions=written("between_conditions").text,
        reject=read_text(written("reject"), faults),
        defer=read_text(written("defer"), faults),
        precedent=read_text(written("precedent"), faults),
    )
