"""Quotes go where they say nothing, and stay wherever something could be taken for something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.authoring.formatting.formatted import formatted
from checklist_engine.authoring.formatting.quotes import needs_quotes, quoted
from checklist_engine.formats.yaml_text import parse_yaml

NEEDED = [
    "",
    " ",
    "　",
    " 前",
    "後 ",
    *(
        "0123",
        "12",
        "-3",
        "0.7",
        "1e3",
        "12:30",
        "0x1F",
        "1_000",
        "3-4-4",
        "2021-04-15",
        "+5",
        ".5",
    ),
    *("true", "True", "no", "Yes", "on", "y", "null", "~", ".inf", "-.NaN", "<<", "="),
    *("a: b", "a:b", "a:", ":a", "a #b", "#a", "{{ name }}", "{a}", "[a]", "a, b", "parties[sys]"),
    *("- a", "-a", "? a", "&a", "*a", "!a", "|", ">", "'a", '"a"', "%a", "@a", "`a"),
    *("a\tb", "a\nb", "a\\b", "a\u2028b", "a\ufeffb", "全角　空白", "key：値", "ー 線"),
]
NEEDLESS = [
    *(
        "題名",
        "第66条第1項",
        "JP",
        "a b",
        "audit_report",
        "hosting.country",
        ".tier",
        "it's",
        'x"y"',
    ),
    *(
        "18か月",
        "令和3年度",
        "（二次資料による）",
        "「{」でない".replace("{", "〔"),
        "a#b",
        "A/B",
        "50%",
    ),
]


@pytest.mark.parametrize("text", NEEDED)
def test_quotes_that_are_needed_stay(text: str) -> None:
    assert needs_quotes(text)
    source = f"a: {quoted(text)}\nb: [{quoted(text)}]\n{quoted(f'{text}:')}: 1\n"
    assert formatted(source, "x.yaml") == source


@pytest.mark.parametrize("text", NEEDLESS)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_quotes_that_say_nothing_go(text: str, quote: str) -> None:
    within = text.replace("'", "''") if quote == "'" else text.replace('"', '\\"')
    source = f"a: {quote}{within}{quote}\nb: [{quote}{within}{quote}]\n"
    assert formatted(source, "x.yaml") == f"a: {text}\nb: [{text}]\n"


def test_double_quotes_stand_for_single_ones_that_say_the_same() -> None:
    assert formatted("a: '12'\n", "x.yaml") == 'a: "12"\n'
    for source in ("a: '[0-9]\\d'\n", "a: '{\"}'\n", "a: '\ufeff'\n"):
        assert formatted(source, "x.yaml") == source


def test_words_without_quotes_get_none() -> None:
    for source in ("a: no\n", "a: 2021-04-15\n", "a: 12:30\n", "a: b:c\n"):
        assert formatted(source, "x.yaml") == source


def test_quoted_keys_are_treated_alike() -> None:
    assert formatted("\"題\": 1\n'12': 2\n", "x.yaml") == '題: 1\n"12": 2\n'


@given(st.text(max_size=12))
def test_a_text_that_needs_no_quotes_is_read_as_itself_wherever_it_stands(text: str) -> None:
    if not needs_quotes(text):
        for source in (
            f"a: {text}\n",
            f"- {text}\n",
            f"a:\n  {text}\n",
            f"[{text}, {{{text}: 1}}]\n",
        ):
            assert text in str(parse_yaml(source, "x.yaml").root)
            parse_yaml(f"{text}: 1 # c\n", "x.yaml")


@given(st.text(max_size=12))
def test_a_quoted_text_is_read_as_itself(text: str) -> None:
    try:
        written = text.encode().decode()
    except UnicodeEncodeError:
        return
    assert parse_yaml(f"- {quoted(written)}\n", "x.yaml").root == [text]
