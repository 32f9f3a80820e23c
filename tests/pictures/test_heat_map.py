"""Heat map: every rule of every case once, family by family, told in words too."""

from collections.abc import Sequence

from drawing import (
    APART,
    MET,
    NOT_MET,
    OPEN,
    UNPROVEN,
    check_is_calm,
    classes_of,
    described,
    parsed,
    words_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.pictures.heat_map import HeatCase, HeatFamily, heat_maps
from checklist_engine.pictures.marks import Mark

MARKS = (MET, UNPROVEN, OPEN, NOT_MET, APART)


def family(label: str, name: str, count: int) -> HeatFamily:
    return HeatFamily(label=label, rules=tuple(f"{name}-{at:03}" for at in range(1, count + 1)))


def case(label: str, families: Sequence[HeatFamily], marks: Sequence[Mark] = (MET,)) -> HeatCase:
    rules = [rule for each in families for rule in each.rules]
    return HeatCase(
        label=label, marks={rule: marks[at % len(marks)] for at, rule in enumerate(rules)}
    )


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(0, 60), max_size=8),
    st.lists(st.text(st.sampled_from("諮問アイ-1"), min_size=1, max_size=30), max_size=30),
)
def test_every_mark_is_drawn_once(sizes: list[int], labels: list[str]) -> None:
    families = [family(f"分野{at}", f"f{at}", size) for at, size in enumerate(sizes)]
    pictures = heat_maps("map", "一覧", families, [case(each, families, MARKS) for each in labels])
    check_is_calm(pictures)
    drawn = [words for picture in pictures for words in words_of(picture)]
    signs = [words for words in drawn if words in {mark.sign for mark in MARKS}]
    assert len(signs) == sum(sizes) * len(labels)


def test_the_head_names_what_rules_of_a_family_share_once() -> None:
    families = [family("端末", "dev", 2)]
    [picture] = heat_maps("map", "一覧", families, [case("諮問ア", families)])
    assert words_of(picture) == ["諮問ア", "端末（dev-）", "001", "○", "002", "○"]


def test_rules_that_share_nothing_are_named_in_full_and_turned() -> None:
    families = [HeatFamily(label="混在", rules=("dev-001", "net-001"))]
    [picture] = heat_maps("map", "一覧", families, [case("諮問ア", families)])
    assert "dev-001" in words_of(picture) and "net-001" in words_of(picture)
    assert "rotate(-90)" in picture


def test_a_large_family_goes_on_below_in_parts_of_one_size() -> None:
    families = [family("委託", "sub", 30)]
    [picture] = heat_maps("map", "一覧", families, [case("諮問ア", families)])
    words = words_of(picture)
    assert words.count("諮問ア") == 2
    assert words.index("委託（sub-）続き") < words.index("016")
    assert words.index("015") < words.index("委託（sub-）続き")
    assert "030" in words


def test_126_rules_are_spread_over_pictures_that_fit_a_page() -> None:
    families = [family(f"分野{at}", f"f{at}", 14) for at in range(9)]
    cases = [case(f"諮問{item}", families) for item in "アイウ"]
    pictures = heat_maps("map", "一覧", families, cases)
    check_is_calm(pictures)
    assert len(pictures) > 1
    titles = [described(each)[0] for each in pictures]
    assert titles == [f"一覧（{at}／{len(pictures)}）" for at in range(1, len(pictures) + 1)]


def test_forty_cases_and_126_rules_are_drawn_close_on_pages_that_hold_them() -> None:
    families = [family(f"分野{at}", f"f{at}", 14) for at in range(9)]
    cases = [case(f"諮問{at}", families, MARKS) for at in range(40)]
    pictures = heat_maps("map", "一覧", families, cases)
    check_is_calm(pictures)
    # A page of A4 less its margins is 990 high.
    tall = [float(parsed(each).get("height", "0")) for each in pictures]
    assert max(tall) < 900
    assert len(pictures) <= 9
    signs = [words for each in pictures for words in words_of(each) if words in "○△？×－"]
    assert len(signs) == 40 * 126


def test_more_than_forty_cases_are_parted_evenly() -> None:
    families = [family("端末", "dev", 2)]
    pictures = heat_maps("map", "一覧", families, [case(f"諮問{at}", families) for at in range(90)])
    shown = [sum(words.startswith("諮問") for words in words_of(each)) for each in pictures]
    assert shown == [30, 30, 30]
    assert "ほか78件は、図の後に書いてあります" in described(pictures[0])[1]


def test_a_family_with_a_name_without_end_stays_in_the_picture() -> None:
    families = [HeatFamily(label="分" * 5_000, rules=("dev-001",))]
    pictures = heat_maps("map", "一覧", families, [case("諮問ア", families)])
    check_is_calm(pictures)


def test_the_description_counts_what_came_out() -> None:
    families = [family("端末", "dev", 3)]
    cases = [case("諮問ア", families, (MET, NOT_MET)), HeatCase(label="諮問イ", marks={})]
    [picture] = heat_maps("map", "一覧", families, cases)
    assert described(picture)[1] == "諮問ア：適合2件、不適合1件。諮問イ：判定なし"


def test_a_rule_that_a_case_does_not_have_is_left_blank() -> None:
    families = [family("端末", "dev", 1)]
    [picture] = heat_maps("map", "一覧", families, [HeatCase(label="ア", marks={})])
    assert "pic-none" in classes_of(picture)


def test_each_tone_has_a_class_and_a_sign_of_its_own() -> None:
    families = [family("端末", "dev", 5)]
    [picture] = heat_maps("map", "一覧", families, [case("ア", families, MARKS)])
    for mark in MARKS:
        assert f"pic-cell pic-{mark.tone.value}" in classes_of(picture)
        assert words_of(picture).count(mark.sign) == 1


def test_nothing_to_show_is_no_picture() -> None:
    assert heat_maps("map", "一覧", [], [HeatCase(label="ア", marks={})]) == ()
    assert heat_maps("map", "一覧", [family("端末", "dev", 2)], []) == ()
