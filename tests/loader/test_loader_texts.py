"""Texts with slots: words, `{{ name | filter }}`, 〔…〕, and what stands in none (E401, E402)."""

import pytest

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.places import Place
from checklist_engine.loader.texts import read_text, text_under
from checklist_engine.model.texts import Filter, Literal, Optional, Segment, Slot, Text

NOWHERE = Place(file="")


def read(words: str) -> tuple[Text, list[Diagnostic]]:
    faults: list[Diagnostic] = []
    document = parse_yaml(f'finding: "{words}"', "rule.yaml")
    return read_text(document.cursor()["finding"], faults), faults


def slot(name: str, chosen: Filter | None = None) -> Slot:
    return Slot(name=name, filter=chosen, place=NOWHERE)


def words(text: str) -> Literal:
    return Literal(words=text)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("", ()),
        ("証跡がありません", (words("証跡がありません"),)),
        ("{{ .name }}", (slot(".name"),)),
        ("{{.name}}", (slot(".name"),)),
        (
            "再委託先「{{ .name }}」の証跡",
            (words("再委託先「"), slot(".name"), words("」の証跡")),
        ),
        ("{{ a }}{{ b.c }}", (slot("a"), slot("b.c"))),
        ("{{ means | ya }}", (slot("means", Filter.YA),)),
        ("{{ means|oyobi }}", (slot("means", Filter.OYOBI),)),
        ("{{ means | touten }}", (slot("means", Filter.TOUTEN),)),
        ("{{ day | wareki }}", (slot("day", Filter.WAREKI),)),
        ("{{ parameter.image_days }}日", (slot("parameter.image_days"), words("日"))),
        ("{{ ..name }}", (slot("..name"),)),
        (
            "検討〔（{{ means }}）〕する",
            (
                words("検討"),
                Optional(parts=(words("（"), slot("means"), words("）"))),
                words("する"),
            ),
        ),
        ("{ 一つの括弧 } は言葉", (words("{ 一つの括弧 } は言葉"),)),
    ],
)
def test_a_text_reads_as_its_segments(written: str, parts: tuple[Segment, ...]) -> None:
    text, faults = read(written)
    assert (text.parts, faults) == (parts, [])


@pytest.mark.parametrize(
    ("written", "code", "column", "words"),
    [
        ("x{{ name", "E401", 12, "「{{」が閉じていません"),
        ("name }}", "E401", 16, "「{{」のない「}}」"),
        ("｛｛ name ｝｝", "E401", 11, "全角"),
        ("{% if x %}", "E401", 11, "{% … %} は書けません"),
        ("{# x #}", "E401", 11, "{# … #} は書けません"),
        ("{{ 件名 }}", "E401", 11, "「件名」は差し込める名前ではありません"),
        ("{{ }}", "E401", 11, "「」は差し込める名前"),
        ("{{ a + b }}", "E401", 11, "「a + b」は差し込める名前"),
        ("{{ a.upper() }}", "E401", 11, "は差し込める名前ではありません"),
        ("{{ a | upper }}", "E402", 11, "「upper」というフィルタはありません"),
        ("{{ a | }}", "E402", 11, "「」というフィルタはありません"),
        ("{{ a | ya | ya }}", "E402", 11, "フィルタはありません"),
        ("〔a〔b〕〕", "E401", 13, "〔 〕の中に〔 〕は書けません"),
        ("a〕", "E401", 12, "「〔」のない「〕」"),
        ("〔{{ a }}", "E401", 10, "「〔」が閉じていません"),
    ],
)
def test_what_is_no_slot_is_told_at_its_place(
    written: str, code: str, column: int, words: str
) -> None:
    _, faults = read(written)
    fault = faults[0]
    assert (fault.code, fault.place.line, fault.place.column) == (code, 1, column)
    assert words in fault.message
    assert fault.hint


def test_a_filter_has_its_near_miss_or_the_whole_list() -> None:
    assert [read(f"{{{{ a | {name} }}}}")[1][0].hint for name in ("warek", "zzz")] == [
        "もしかして「wareki」ですか",
        "使えるのは ya、oyobi、touten、wareki です",
    ]


def test_both_marks_of_a_full_width_slot_are_told() -> None:
    _, faults = read("「｛｛ 件名 ｝｝」")
    assert [fault.place.column for fault in faults] == [12, 18]


def test_a_slot_of_a_text_over_many_lines_has_the_place_of_the_text() -> None:
    faults: list[Diagnostic] = []
    document = parse_yaml("finding: |\n  一行目\n  {{ 件名 }}\n", "rule.yaml")
    read_text(document.cursor()["finding"], faults)
    assert [(fault.place.line, fault.place.column) for fault in faults] == [(1, 10)]


def test_a_text_that_is_left_out_is_none() -> None:
    faults: list[Diagnostic] = []
    cursor = parse_yaml("finding: x\nquestion:\n", "rule.yaml").cursor()
    assert text_under(cursor, "question", faults) is None
    assert text_under(cursor, "remark", faults) is None
    found = text_under(cursor, "finding", faults)
    assert found is not None
    assert found.parts == (Literal(words="x"),)


def test_the_slots_of_a_text_say_whether_they_may_be_left_out() -> None:
    text, _ = read("{{ a }}〔{{ b }}〕")
    assert [(each.name, optional) for each, optional in text.slots() if isinstance(each, Slot)] == [
        ("a", False),
        ("b", True),
    ]
