"""Templates are sandboxed, and say where and what is wrong with them."""

import pytest

from checklist_engine.formats.template_filters import table_cell
from checklist_engine.formats.templates import render
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile


def fault(source: str, **view: object) -> Diagnostic:
    with pytest.raises(InvalidFile) as caught:
        render(source, "paper.md.j2", view)
    (found,) = caught.value.diagnostics
    assert found.place.file == "paper.md.j2"
    assert found.hint
    return found


def test_a_template_is_filled() -> None:
    source = "# {{ title }}\n{% for each in rows %}\n- {{ each | cell }}\n{% endfor %}\n"
    assert render(source, "t", {"title": "題", "rows": ["a|b", "c"]}) == "# 題\n- a\\|b\n- c\n"


@pytest.mark.parametrize(
    ("source", "code", "line", "word"),
    [
        ("一行目\n{{ titel }}\n", "E412", 2, "titel"),
        ("{% if case.foo %}x{% endif %}", "E412", 1, "foo"),
        ("{% for each in rows %}\n\n{{ each.nmae }}\n{% endfor %}", "E412", 3, "nmae"),
        ("{{ title.__class__ }}", "E413", 1, "__class__"),
        ("a\n{{ ''.__class__.__mro__ }}", "E413", 2, "__class__"),
        ("{% if %}", "E411", 1, ""),
        ("a\nb {% endfor %}", "E411", 2, ""),
        ("{{ title | nofilter }}", "E411", 1, ""),
        ("a\n｛｛ title ｝｝", "E411", 2, "｛｛"),
        ("{{ title + 1 }}", "E414", 1, ""),
        ("{{ 1 / 0 }}", "E414", 1, ""),
    ],
)
def test_what_is_wrong_is_named_with_its_line(source: str, code: str, line: int, word: str) -> None:
    view = {"title": "題", "case": {"id": "x"}, "rows": [{"name": "n"}]}
    with pytest.raises(InvalidFile) as caught:
        render(source, "paper.md.j2", view)
    found = caught.value.diagnostics[0]
    assert (found.code, found.place.line) == (code, line)
    assert word in found.message
    assert found.hint


def test_a_template_cannot_change_what_it_sees() -> None:
    assert fault("{{ rows.append(1) }}", rows=[]).code == "E413"


def test_a_cell_has_no_bar_and_no_line_break() -> None:
    assert table_cell("a|b\nc") == "a\\|b<br>c"
