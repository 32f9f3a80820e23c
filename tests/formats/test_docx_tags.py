"""What is wrong with the tags of a Word template is told with the paragraph or cell it stands in."""

from pathlib import Path

import docx
import pytest
from word_files import Rows, spoiled, word_file

from checklist_engine.formats.docx_package import read_word_file
from checklist_engine.formats.docx_paragraphs import paragraphs_of
from checklist_engine.formats.docx_tags import tag_faults
from checklist_engine.ground.diagnostics import Diagnostic


def faults(path: Path) -> list[Diagnostic]:
    return list(tag_faults(read_word_file(path)))


def found(tmp_path: Path, *paragraphs: str, table: Rows = ()) -> list[tuple[str, str]]:
    """The faults of a template, as codes and places."""
    file = word_file(tmp_path / "t.docx", *paragraphs, table=table)
    told = faults(file)
    assert all(each.hint for each in told)
    return [(each.code, each.place.cell) for each in told]


def test_a_template_with_sound_tags_has_no_fault(tmp_path: Path) -> None:
    table = [["題", "数"], ["{%tr for a in b %}", ""], ["{{ a.x }}", "{% if a %}1{% else %}2{% endif %}"],
             ["{%tr endfor %}", ""]]  # fmt: skip
    paragraphs = ["{%p for a in b %}", "{{ a }} {# 注 #}", "{%p else %}", "なし", "{%p endfor %}",
                  "{%p set x = 1 %}", "{%p if x %}", "{%p elif y %}", "{%p endif %}"]  # fmt: skip
    assert found(tmp_path, *paragraphs, table=table) == []


def test_paragraphs_and_cells_are_counted_as_a_reader_would(tmp_path: Path) -> None:
    file = word_file(tmp_path / "t.docx", "一", "二", table=[["a", "b"], ["c", "d"]], header="上")
    word = read_word_file(file)
    told = [(each.where, each.text) for name in word.stories for each in paragraphs_of(word, name)]
    assert told == [
        ("「本文」第1段落", "一"),
        ("「本文」第2段落", "二"),
        ("「本文」表1の1行1列", "a"),
        ("「本文」表1の1行2列", "b"),
        ("「本文」表1の2行1列", "c"),
        ("「本文」表1の2行2列", "d"),
        ("「ヘッダー」第1段落", "上"),
    ]


@pytest.mark.parametrize("bracket", ["｛｛", "｝｝", "｛％", "％｝", "｛%", "%｝", "{％", "％}"])
def test_full_width_brackets_are_found(tmp_path: Path, bracket: str) -> None:
    assert found(tmp_path, "", f"文 {bracket} 文") == [("E417", "「本文」第2段落")]


@pytest.mark.parametrize("quote", ["‘", "’", "“", "”"])
def test_quotes_that_word_has_bent_are_found_inside_a_tag_only(tmp_path: Path, quote: str) -> None:
    assert found(tmp_path, f"{quote}文{quote}", f"{{{{ a[{quote}x] }}}}") == [
        ("E417", "「本文」第2段落")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{{ a",
        "a }}",
        "{% if a",
        "%} b",
        "{# c",
        "{%- if a %}{% endif %}",
        "{{ a -}}",
        "{{r a }}",
        "{{p a }}",
        "{{tr a }}",
        "{%r if a %}",
        "{%tc for a in b %}",
        "{% colspan 2 %}",
        "{% cellbg a %}",
        "{% vm %}",
        "{% hm %}",
        "{% raw %}",
        "{% autoescape false %}",
        "{% include 'a' %}",
        "{% import 'a' as b %}",
        "{% extends 'a' %}",
        "{% macro a() %}",
        "{% call a() %}",
        "{% filter upper %}",
        "{% set a %}",
        "{% for %",
        "{%p for a in b %} 文",
        "{%tr for a in b %}",
        "{% for a in b %}",
        "{% endif %}",
        "{% else %}",
        "{%  %}",
    ],
)
def test_a_tag_that_is_cut_or_that_word_cannot_have_is_found(tmp_path: Path, text: str) -> None:
    told = found(tmp_path, "前", text)
    assert told
    assert set(told) == {("E418", "「本文」第2段落")}


@pytest.mark.parametrize(
    "text",
    ["{ { case.title } }", "{case.title}", "{ case.title }", "{ % if a % }", "{ %p endif %}"],
)
def test_what_was_meant_as_a_tag_and_is_none_is_found(tmp_path: Path, text: str) -> None:
    told = found(tmp_path, "前", f"文{text}文")
    assert told
    assert set(told) == {("E418", "「本文」第2段落")}


@pytest.mark.parametrize("text", ["{注}", "{ }", "{1, 2}", "{{ '{a}' }}", "100%"])
def test_braces_of_other_kinds_may_stand_in_a_paper(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_the_way_out_names_the_end_that_is_missing(tmp_path: Path) -> None:
    [told] = faults(word_file(tmp_path / "t.docx", "{%p for a in b %}", "文"))
    assert told.hint == "終わりに {%p endfor %} を書いてください"


def test_a_near_command_is_named(tmp_path: Path) -> None:
    [told] = faults(word_file(tmp_path / "t.docx", "{% esle %}"))
    assert told.hint == "もしかして「else」ですか"


@pytest.mark.parametrize(
    ("paragraphs", "place"),
    [
        (["{%p for a in b %}", "{% endfor %}"], "「本文」第2段落"),
        (["{% for a in b %}", "{% endfor %}"], "「本文」第2段落"),
        (["{%p if a %}", "{%p endfor %}"], "「本文」第2段落"),
        (["{%p for a in b %}", "文"], "「本文」第1段落"),
        (["{%p if a %}", "{% else %}", "{%p endif %}"], "「本文」第2段落"),
    ],
)
def test_commands_that_do_not_pair_are_found(
    tmp_path: Path, paragraphs: list[str], place: str
) -> None:
    assert ("E418", place) in found(tmp_path, *paragraphs)


def test_a_row_command_must_end_in_its_table_and_stand_alone_in_its_row(tmp_path: Path) -> None:
    assert found(tmp_path, table=[["{%tr for a in b %}", "文"], ["{%tr endfor %}", ""]]) == [
        ("E418", "「本文」表1の1行1列")
    ]
    assert found(tmp_path, "{%p for a in b %}", table=[["{%p endfor %}"]]) == [
        ("E418", "「本文」表1の1行1列")
    ]


def test_a_tag_that_word_has_cut_into_runs_is_read_as_one(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ ca", "se.tit", "le }", "} と ｛", "｛"):
        paragraph.add_run(piece).bold = len(piece) % 2 == 0
    document.save(str(tmp_path / "t.docx"))
    [told] = faults(tmp_path / "t.docx")
    assert (told.code, told.place.excerpt) == ("E417", "{{ case.title }} と ｛｛")


def link_in_the_middle(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"LINK",
        b'</w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t>a }}</w:t></w:r></w:hyperlink><w:r><w:t>',
    )


def alternative_text(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:body>", b'<w:body><w:p><w:bookmarkStart w:id="1" w:name="{{ a }}"/></w:p>'
    )


def text_box(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"LINK",
        b"</w:t></w:r><w:r><w:pict><w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p></w:pict></w:r><w:r><w:t>",
    )


def test_a_tag_half_inside_a_link_is_found(tmp_path: Path) -> None:
    file = spoiled(word_file(tmp_path / "t.docx", "{{ LINK"), link_in_the_middle)
    assert [(each.code, each.place.cell) for each in faults(file)] == [("E418", "「本文」第1段落")]


def test_a_tag_where_no_words_are_printed_is_found(tmp_path: Path) -> None:
    file = spoiled(word_file(tmp_path / "t.docx", "文"), alternative_text)
    assert [each.code for each in faults(file)] == ["E418"]


def test_a_tag_in_a_text_box_is_found(tmp_path: Path) -> None:
    file = spoiled(word_file(tmp_path / "t.docx", "LINK"), text_box)
    [told] = faults(file)
    assert "図形" in told.message
