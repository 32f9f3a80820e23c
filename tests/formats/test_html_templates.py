"""Templates of pages: everything is escaped, and a word that is not there is a fault."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from checklist_engine.formats.html_templates import markup, render_page


def shown(text: str) -> str:
    return text.replace("\u202e", "〔U+202E〕")


def page(folder: Path, source: str, **words: object) -> str:
    (folder / "page.html.j2").write_text(source, encoding="utf-8")
    return render_page(folder, "page.html.j2", words, shown)


def test_words_are_escaped_and_markup_is_not(tmp_path: Path) -> None:
    made = page(tmp_path, "{{ a }}{{ b }}", a="<b>&'\"", b=markup("<i>"))
    assert made == "&lt;b&gt;&amp;&#39;&#34;<i>"


def test_every_word_is_shown_as_wanted_wherever_it_comes_from(tmp_path: Path) -> None:
    source = "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(a) }}{{ [a, a] | join('、') }}{{ a ~ 1 }}"
    assert page(tmp_path, source, a="\u202e") == "〔U+202E〕" * 2 + "、" + "〔U+202E〕" * 2 + "1"


def test_a_number_is_a_number(tmp_path: Path) -> None:
    assert page(tmp_path, "{{ a }}", a=3) == "3"


def test_a_word_that_is_not_there_is_a_fault_of_ours(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        page(tmp_path, "{{ missing }}")


def test_templates_of_the_folder_can_be_included(tmp_path: Path) -> None:
    (tmp_path / "part.html.j2").write_text("{{ a }}", encoding="utf-8")
    assert page(tmp_path, "{% include 'part.html.j2' %}", a="<") == "&lt;"
