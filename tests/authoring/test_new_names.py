"""Names: well formed, not taken, and known where they have to be."""

import pytest

from checklist_engine.authoring.scaffolding.flow import flow
from checklist_engine.authoring.scaffolding.modeline import modeline
from checklist_engine.authoring.scaffolding.names import (
    KINDS,
    check_fact_name,
    check_known,
    check_name,
)
from checklist_engine.authoring.scaffolding.refused import Refused
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.model.gaps import gap, has_gap

GOOD = {"rule": "sub-003", "fact": "hosting.country", "condition": "tell-all", "pack": "our-city"}
BAD = {
    "rule": ("sub", "Sub-003", "sub_003", "sub-", "", "../sub-003", "sub-003\n"),
    "fact": ("Hosting", "hosting.", "hosting country", "1st", "場所"),
    "condition": ("Tell", "tell_all", "-tell", ""),
    "pack": ("Our", "our/city", "..", "our_city"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_has_the_form_that_its_schema_asks_for(kind: str) -> None:
    check_name(kind, GOOD[kind])
    for name in BAD[kind]:
        with pytest.raises(Refused, match=f"{KINDS[kind]}の名前になりません。.+ください"):
            check_name(kind, name)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("hosting.country", "既にあります"),
        ("hosting", "「hosting.country」と、一方がもう一方の始まり"),
        ("hosting.country.code", "「hosting.country」と、一方がもう一方の始まり"),
        ("hosting.any", "「any」は式の言葉"),
        ("Hosting", "事実の名前になりません"),
    ],
)
def test_a_fact_is_no_other_and_begins_no_other(name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_fact_name(name, ["hosting.country"])


def test_a_fact_may_stand_beside_others() -> None:
    check_fact_name("hosting.region", ["hosting.country"])
    check_fact_name("host", ["hosting.country"])


def test_an_unknown_name_is_told_with_the_nearest_or_with_all_there_are() -> None:
    check_known("分野", "log", ["log", "auth"], "加えてください")
    with pytest.raises(Refused, match=r"分野「logs」はありません。もしかして「log」ですか$"):
        check_known("分野", "logs", ["log", "auth"], "加えてください")
    with pytest.raises(Refused, match=r"はありません。あるのは log、auth です。加えてください$"):
        check_known("分野", "zzz", ["log", "auth"], "加えてください")
    with pytest.raises(Refused, match=r"分野「zzz」はありません。加えてください$"):
        check_known("分野", "zzz", [], "加えてください")


HEAD = "# yaml-language-server: $schema={}pack.schema.json\npack: x\n"


@pytest.mark.parametrize(
    ("head", "depth", "line"),
    [
        (HEAD.format("../s/"), 0, "# yaml-language-server: $schema=../s/rule.schema.json\n"),
        (HEAD.format("../s/"), 1, "# yaml-language-server: $schema=../../s/rule.schema.json\n"),
        (HEAD.format("https://x.example/s/"), 1, "# yaml-language-server: $schema=https://x.example/s/rule.schema.json\n"),
        (HEAD.format("/s/"), 1, "# yaml-language-server: $schema=/s/rule.schema.json\n"),
        ("pack: x\n", 1, ""),
        (f"# 注釈\n{HEAD.format('')}", 1, ""),
        ("", 0, ""),
    ],
)  # fmt: skip
def test_the_first_line_is_like_that_of_the_pack(head: str, depth: int, line: str) -> None:
    assert modeline(head, "rule", depth) == line


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        12,
        "no",
        "a: b",
        "題",
        [],
        {},
        {"a.b": [{"x": None}, "12", "、"], "true": {"y": False}},
    ],
)
def test_data_on_one_line_is_read_as_itself(value: object) -> None:
    written = flow({"v": value})
    assert "\n" not in written
    assert parse_yaml(written, "x.yaml").root == {"v": value}


def test_a_gap_is_recognised_in_any_text() -> None:
    assert has_gap(gap("題名"))
    assert has_gap(f"「{gap('題名')}」を行うこと")
    assert not has_gap("記入してください")
