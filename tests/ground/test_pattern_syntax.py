"""What a pattern may say, and where a fault in it stands."""

import pytest

from checklist_engine.ground.pattern_syntax import (
    DEEPEST_GROUP,
    Characters,
    Either,
    PatternFault,
    Repeat,
    Sequence,
    parse_pattern,
)


def one(character: str) -> Characters:
    return Characters(((character, character),))


@pytest.mark.parametrize(
    ("pattern", "tree"),
    [
        ("", Sequence(())),
        ("ab", Sequence((one("a"), one("b")))),
        ("a|", Either((Sequence((one("a"),)), Sequence(())))),
        ("a?", Sequence((Repeat(one("a"), 0, 1),))),
        ("a*", Sequence((Repeat(one("a"), 0, None),))),
        ("a+", Sequence((Repeat(one("a"), 1, None),))),
        ("a{2}", Sequence((Repeat(one("a"), 2, 2),))),
        ("a{2,}", Sequence((Repeat(one("a"), 2, None),))),
        ("a{2,100}", Sequence((Repeat(one("a"), 2, 100),))),
        ("[a-z_]", Sequence((Characters((("a", "z"), ("_", "_"))),))),
        ("[^ぁ-ん]", Sequence((Characters((("ぁ", "ん"),), negated=True),))),
        ("[]a]", Sequence((Characters((("]", "]"), ("a", "a"))),))),
        ("[a-]", Sequence((Characters((("a", "a"), ("-", "-"))),))),
        (r"\d", Sequence((Characters((("0", "9"),)),))),
        (r"\.\-\n", Sequence((one("."), one("-"), one("\n")))),
    ],
)
def test_a_pattern_reads_as_a_tree(pattern: str, tree: Sequence | Either) -> None:
    assert parse_pattern(pattern) == tree


@pytest.mark.parametrize(
    ("pattern", "position", "words"),
    [
        ("a)", 1, "「(」のない「)」"),
        ("(a", 2, "「(」に対になる「)」"),
        ("ab(c(d)", 7, "「(」に対になる「)」"),
        ("[a", 2, "「[」に対になる「]」"),
        ("[[a]", 1, "「[」に対になる「]」"),
        ("a]", 1, r"\]"),
        ("*a", 0, r"\*"),
        ("a|+", 2, r"\+"),
        ("a**", 2, "続けて"),
        ("a{2}{3}", 4, "続けて"),
        ("a+?", 2, "続けて"),
        ("^a", 0, "^ と $"),
        ("a$", 1, "^ と $"),
        ("(?:a)", 1, "(?…)"),
        ("(?=a)", 1, "(?…)"),
        (r"(a)\1", 5, r"\1"),
        (r"\bword", 2, r"\b"),
        ("a\\", 2, "使えません"),
        ("a{101}", 5, "100 回まで"),
        ("a{1,101}", 7, "100 回まで"),
        ("{{", 0, r"\{"),
        ("a{,2}", 2, "{1,3}"),
        ("a{}", 2, "{1,3}"),
        ("a{x}", 2, "{1,3}"),
        ("a{1x}", 4, "「{」に対になる「}」"),
        ("a{3,2}", 6, "上限が下限より"),
        ("[z-a]", 4, "範囲"),
        (r"[\w-z]", 5, "範囲"),
    ],
)
def test_a_fault_is_named_at_its_place(pattern: str, position: int, words: str) -> None:
    with pytest.raises(PatternFault) as caught:
        parse_pattern(pattern)
    assert words in str(caught.value)
    assert caught.value.position == position


@pytest.mark.parametrize("pattern", [r"[\d-z]", r"[a-\d]", r"[!-\d]", r"[\s-z]"])
def test_a_class_of_characters_is_no_end_of_a_range(pattern: str) -> None:
    with pytest.raises(PatternFault, match="範囲"):
        parse_pattern(pattern)


def test_groups_have_a_deepest_level() -> None:
    parse_pattern("(" * DEEPEST_GROUP + "a" + ")" * DEEPEST_GROUP)
    with pytest.raises(PatternFault, match="深すぎ"):
        parse_pattern("(" * (DEEPEST_GROUP + 1) + "a" + ")" * (DEEPEST_GROUP + 1))


def test_30_000_open_brackets_are_a_fault_and_no_crash() -> None:
    with pytest.raises(PatternFault, match="深すぎ"):
        parse_pattern("(" * 30_000)
