"""Numerals: one digit full-width and longer ones half-width, and nothing inside a code."""

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.ground.numerals import with_numerals


@pytest.mark.parametrize(
    ("written", "mixed"),
    [
        ("令和3年4月15日", "令和３年４月15日"),
        ("令和元年12月1日", "令和元年12月１日"),
        ("令和3年度第1回新座市審議会", "令和３年度第１回新座市審議会"),
        ("市役所本庁舎5階", "市役所本庁舎５階"),
        ("新規6件、変更2件、廃止1件", "新規６件、変更２件、廃止１件"),
        (
            "個人情報の保護に関する法律第66条第2項第5号",
            "個人情報の保護に関する法律第66条第２項第５号",
        ),
        ("3か月", "３か月"),
        ("1～3", "１～３"),
        ("（3件）", "（３件）"),
        ("(3件)", "(３件)"),
        ("１５日", "15日"),
        ("1５人", "15人"),
        ("3", "３"),
        ("", ""),
    ],
)
def test_one_digit_is_full_width_and_longer_numbers_are_half_width(
    written: str, mixed: str
) -> None:
    assert with_numerals(written, "mixed") == mixed


@pytest.mark.parametrize(
    "code",
    [
        "sub-003",
        "sub-3",
        "0.1.0",
        "1.0",
        "79.0～89.6",
        "1,000円",
        "9:30",
        "10:00～11:30",
        "2021-4-5",
        "H16.4.1",
        "a3@city.example.jp",
        "https://city.example.jp/a/3",
        "r3-1",
        "R3",
        "A4",
        "AI 2 model",
        "Windows 8",
        "No. 3",
        "B5判",
        "5%",
        "parties[sys/3].country",
        "(1)",
        "v3",
        "3D",
        "hosting.3",
    ],
)
def test_what_is_a_code_stays_as_it_is(code: str) -> None:
    assert with_numerals(code, "mixed") == code


@given(st.text())
def test_half_leaves_every_letter_as_written(text: str) -> None:
    assert with_numerals(text, "half") == text


ALPHABET = ("3", "０", "年", "a", ".", "-", "(", ")", " ")


def test_every_short_text_keeps_its_meaning_and_is_settled_at_once() -> None:
    for length in range(6):
        for letters in product(ALPHABET, repeat=length):
            text = "".join(letters)
            once = with_numerals(text, "mixed")
            assert unicodedata.normalize("NFKC", once) == unicodedata.normalize("NFKC", text)
            assert with_numerals(once, "mixed") == once


@given(st.text(alphabet="0123456789０１２年月第件aB.-/@:() 、。"))
def test_only_digits_change_and_each_for_its_twin(text: str) -> None:
    mixed = with_numerals(text, "mixed")
    assert len(mixed) == len(text)
    for before, after in zip(text, mixed, strict=True):
        assert before == after or (
            before.isdigit() and unicodedata.digit(before) == unicodedata.digit(after)
        )
