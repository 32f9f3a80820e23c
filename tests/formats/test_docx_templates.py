"""Word templates are filled in the sandbox; what is wrong with them is told with its place."""

import subprocess
import sys
from pathlib import Path

import docx
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_files import Rows, parts_of, spoiled, texts_of, word_file

from checklist_engine.formats.docx_templates import fill_docx
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile

VIEW = {
    "title": "題",
    "is_over": True,
    "rows": [{"name": "甲", "count": 1}, {"name": "乙", "count": 2}],
    "case": {"title": "件名", "questions": []},
}


def filled(path: Path, **view: object) -> list[str]:
    return texts_of(fill_docx(path, {**VIEW, **view}, title="題"))


def told(path: Path) -> list[Diagnostic]:
    with pytest.raises(InvalidFile) as caught:
        fill_docx(path, VIEW, title="題")
    assert all(each.hint for each in caught.value.diagnostics)
    return list(caught.value.diagnostics)


def faults(
    tmp_path: Path, *paragraphs: str, table: Rows = (), header: str = ""
) -> list[tuple[str, str]]:
    file = word_file(tmp_path / "t.docx", *paragraphs, table=table, header=header)
    return [(each.code, each.place.cell) for each in told(file)]


def test_paragraphs_and_rows_are_repeated_and_chosen(tmp_path: Path) -> None:
    file = word_file(
        tmp_path / "t.docx",
        "{{ title }}{% if not is_over %}（案）{% endif %}",
        "{%p for each in rows %}",
        "{{ each.name }}は{{ each.count }}",
        "{%p endfor %}",
        "{%p for each in case.questions %}",
        "{{ each }}",
        "{%p else %}",
        "ありません",
        "{%p endfor %}",
        table=[["名", "数"], ["{%tr for each in rows %}", ""], ["{{ each.name }}", "{{ each.count }}"],
               ["{%tr endfor %}", ""]],
    )  # fmt: skip
    assert filled(file) == [
        "題", "甲は1", "乙は2", "ありません", "名", "数", "甲", "1", "乙", "2",
    ]  # fmt: skip


def test_headers_are_filled_too(tmp_path: Path) -> None:
    file = word_file(tmp_path / "t.docx", "文", header="{{ title }}")
    parts = parts_of(fill_docx(file, VIEW, title="題"))
    assert "題".encode() in next(part for name, part in parts.items() if "header" in name)


def test_a_tag_cut_into_runs_is_filled(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("前")
    for piece in ("{", "{ case", ".tit", "le }", "}"):
        paragraph.add_run(piece).italic = len(piece) % 2 == 0
    document.save(str(tmp_path / "t.docx"))
    assert filled(tmp_path / "t.docx") == ["前件名"]


ANY = st.characters(codec="utf-8") | st.sampled_from("<>&\"'{}%\n\t\r\x00\x0b")


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.lists(st.text(alphabet=ANY), min_size=10, max_size=40))
def test_a_value_is_text_whatever_it_holds(tmp_path: Path, values: list[str]) -> None:
    file = tmp_path / "t.docx"
    if not file.exists():
        word_file(file, "{%p for each in rows %}", "〔{{ each }}〕", "{%p endfor %}")
    assert filled(file, rows=values) == [f"〔{kept(each)}〕" for each in values]


def kept(value: str) -> str:
    """What XML can hold of a text, each kind of line break as one."""
    text = value.replace("\r\n", "\n")
    for end in "\r\x85\u2028\u2029":
        text = text.replace(end, "\n")
    return "".join(
        each
        for each in text
        if each in "\n\t" or not (each < " " or "\x7f" <= each <= "\x9f" or each in "\ufffe\uffff")
    )


def test_markup_in_a_value_or_a_filter_stays_text(tmp_path: Path) -> None:
    file = word_file(tmp_path / "t.docx", "{{ title }}{{ '<b>' }}{{ [title, '<i>'] | join('&') }}")
    text = "</w:t><w:x/>{{ 1 }}"
    assert filled(file, title=text) == [f"{text}<b>{text}&<i>"]
    assert faults(tmp_path, "{{ title | safe }}") == [("E418", "「本文」第1段落")]


def test_a_table_whose_rows_are_all_gone_and_an_empty_cell_leave_a_sound_file(
    tmp_path: Path,
) -> None:
    file = word_file(
        tmp_path / "t.docx",
        "文",
        table=[["{%tr for each in case.questions %}"], ["{{ each }}"], ["{%tr endfor %}"]],
    )
    assert filled(file) == ["文"]
    word_file(file, "文", table=[["{%p if case.questions %}\nx\n{%p endif %}"]])


def test_numbers_are_written_as_the_setting_says(tmp_path: Path) -> None:
    file = word_file(tmp_path / "t.docx", "{{ title }} 3日")
    view = {"title": "令和3年4月15日 sub-003"}
    assert texts_of(fill_docx(file, view, title="題")) == ["令和3年4月15日 sub-003 3日"]
    assert texts_of(fill_docx(file, view, title="題", numerals="mixed")) == [
        "令和３年４月15日 sub-003 3日"
    ]


def test_every_missing_word_is_named_with_its_place_and_the_nearest(tmp_path: Path) -> None:
    file = word_file(
        tmp_path / "t.docx",
        "{{ titel }}",
        "{%p for each in rows %}",
        "{{ each.name }} {{ each.cuont }}",
        "{%p endfor %}",
        table=[["{{ case.title }}", "{{ case.qestions | length }}"]],
        header="{{ tilte }}",
    )
    found = [(each.code, each.place.cell, each.hint) for each in told(file)]
    assert sorted(set(found)) == [
        ("E419", "「ヘッダー」第1段落", "もしかして「title」ですか"),
        ("E419", "「本文」第1段落", "もしかして「title」ですか"),
        ("E419", "「本文」第3段落", "もしかして「count」ですか"),
        ("E419", "「本文」表1の1行2列", "もしかして「questions」ですか"),
    ]


def test_missing_words_are_told_beside_other_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, "｛｛ title ｝｝", "{{ titel }}") == [
        ("E417", "「本文」第1段落"),
        ("E417", "「本文」第1段落"),
        ("E419", "「本文」第2段落"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ title | nofilter }}", "E418"),
        ("{{ case. }}", "E418"),
        ("{{ title + 1 }}", "E421"),
        ("{{ 1 / 0 }}", "E421"),
        ("{{ 'x' * 10**9 }}", "E421"),
        ("{{ 9 ** 999 }}", "E421"),
        ("{{ '%999999999d' % 1 }}", "E421"),
        ("{{ case.questions }}", "E421"),
        ("{{ rows | map(attribute='name') }}", "E421"),
        ("{{ is_over }}", "E421"),
    ],
)
def test_what_cannot_be_made_a_text_is_told(tmp_path: Path, text: str, code: str) -> None:
    assert faults(tmp_path, "前", text) == [(code, "「本文」第2段落")]


def test_a_template_that_grows_without_end_is_stopped(tmp_path: Path) -> None:
    text = f"{{% for a in range(9999) %}}{{% for b in range(9999) %}}{'x' * 999}{{% endfor %}}{{% endfor %}}"
    assert [code for code, _ in faults(tmp_path, text)] == ["E421"]


ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ '' | attr('__class__') }}",
    "{{ ().__class__.__base__ }}",
    "{{ rows.__class__ }}",
    "{{ rows.append(1) }}",
    "{{ rows.clear() }}",
    "{{ case.__class__ }}",
    "{{ case.items() }}",
    "{{ case.update({}) }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ range.__self__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ config }}",
    "{{ request }}",
    "{{ [].__reduce_ex__(2) }}",
    "{{ '%s' % title.__class__ }}",
    "{{ '{0.__class__}'.format(title) }}",
    "{{ '{0.__class__.__mro__}'.format_map({'0': title}) }}",
    "{{ title.format.__self__.__class__ }}",
    "{{ rows | map(attribute='__class__') | list }}",
    "{{ rows | map('attr', '__class__') | list }}",
    "{{ rows | sum(attribute='__class__') }}",
    "{{ (rows | map(attribute='name') | list).__iter__ }}",
    "{{ loop.__class__ }}",
    "{{ url_for.__globals__ }}",
    "{% set x = ''.__class__ %}{{ x }}",
    "{% if ''.__class__ %}x{% endif %}",
    "{% for x in ''.__class__.__mro__ %}{{ x }}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os.environ }}",
]


@pytest.mark.parametrize("payload", ESCAPES)
def test_a_template_cannot_get_out_of_the_sandbox(tmp_path: Path, payload: str) -> None:
    codes = {code for code, _ in faults(tmp_path, payload)}
    assert codes <= {"E418", "E419", "E420", "E421"}


def test_a_command_that_begins_inside_a_link_and_ends_outside_is_refused(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(
            b"LINK",
            b'</w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t>{% if not is_over %}a</w:t></w:r></w:hyperlink>'
            b"<w:r><w:t>{% endif %}",
        )

    file = spoiled(word_file(tmp_path / "t.docx", "LINK"), change)
    assert [each.code for each in told(file)] == ["E422"]


def test_the_same_input_gives_the_same_bytes_and_nobody_is_named(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.author = "作成者"
    document.core_properties.last_modified_by = "更新者"
    document.add_paragraph("{{ title }}")
    document.save(str(tmp_path / "t.docx"))

    def change(parts: dict[str, bytes]) -> None:
        xml = parts["word/document.xml"]
        parts["word/document.xml"] = xml.replace(b"<w:p>", b'<w:p w:rsidR="00AA11BB">')

    file = spoiled(tmp_path / "t.docx", change)
    first = fill_docx(file, VIEW, title="題 <1>")
    script = (
        "import sys; from pathlib import Path\n"
        "from checklist_engine.formats.docx_templates import fill_docx\n"
        f"sys.stdout.buffer.write(fill_docx(Path({str(file)!r}), {VIEW!r}, title='題 <1>'))"
    )
    again = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, cwd=ROOT
    )
    assert again.stdout == first
    parts = parts_of(first)
    everything = b"".join(parts.values()).decode(errors="replace")
    assert "作成者" not in everything
    assert "更新者" not in everything
    assert "rsid" not in parts["word/document.xml"].decode()
    assert "題 &lt;1&gt;" in parts["docProps/core.xml"].decode()


def test_without_docxtpl_the_extra_is_named(tmp_path: Path) -> None:
    file = word_file(tmp_path / "t.docx", "文")
    script = (
        "import sys; sys.modules['docxtpl'] = None\n"
        "from pathlib import Path\n"
        "from checklist_engine.formats.docx_templates import fill_docx\n"
        f"fill_docx(Path({str(file)!r}), {{}}, title='')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert "MissingExtra" in ran.stderr
    assert "checklist-engine[word]" in ran.stderr


def test_a_file_that_python_docx_cannot_read_is_told(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        del parts["word/styles.xml"]

    file = spoiled(word_file(tmp_path / "t.docx", "文"), change)
    assert [each.code for each in told(file)] == ["E415"]
