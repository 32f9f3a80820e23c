"""Answers in words: labels instead of codes, names instead of keys."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from packs import assessed

from checklist_engine.conclusion.answers import AnswerIndex, answer_index, plain_answer
from checklist_engine.model.submission import Element

ANSWERS = """\
{
  agreed: true, recorded: false, place: JP, means: [pledge, audit], people: 3, rate: 12.50,
  day: 2021-04-05, note: 覚え書き, complete: true, chief: b,
  parties: [
    {id: a, name: 甲社, handles: true, papers: [],
     below: [{id: b, name: 乙社, sites: [{id: tokyo, abroad: false}]}]},
    {id: c}
  ]
}"""


@pytest.fixture
def index(tmp_path: Path) -> AnswerIndex:
    assessment, plan = assessed(tmp_path, answers=" ".join(ANSWERS.split()))
    return answer_index(plan.vocabulary, assessment.submission.answers)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("agreed", "はい"),
        ("recorded", "いいえ"),
        ("checked", "未回答"),
        ("place", "日本"),
        # In the order of the vocabulary, whatever the order of the answer.
        ("means", "監査報告、誓約書"),
        ("people", "3人"),
        ("rate", "12.50%"),
        ("day", "2021年4月5日"),
        ("note", "覚え書き"),
        ("chief", "乙社"),
        ("parties", "甲社、乙社、c"),
        ("parties[a].papers", "該当なし"),
        ("parties[a].handles", "はい"),
        ("parties[a/b].handles", "未回答"),
        ("parties[a/b].sites", "tokyo"),
        ("parties[a/b].sites[tokyo].abroad", "いいえ"),
    ],
)
def test_an_answer_in_words(path: str, words: str, index: AnswerIndex) -> None:
    assert index.words(path) == words


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("place", "場所"),
        ("parties", "委託先"),
        ("parties[a].handles", "取扱い（甲社）"),
        ("parties[a/b].handles", "取扱い（乙社）"),
        ("parties[c].handles", "取扱い（c）"),
        ("parties[a/b].sites[tokyo].abroad", "国外（乙社・tokyo）"),
    ],
)
def test_a_label_names_the_element_that_it_is_of(path: str, label: str, index: AnswerIndex) -> None:
    assert index.located[path].label == label


def test_an_empty_list_is_said_to_be_empty(tmp_path: Path) -> None:
    assessment, plan = assessed(tmp_path, answers="{parties: []}")
    assert (
        answer_index(plan.vocabulary, assessment.submission.answers).words("parties") == "該当なし"
    )


@pytest.mark.parametrize(
    ("answer", "plain"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("JP", "JP"),
        (Decimal("2.50"), 2.5),
        (Decimal("2.0"), 2),
        (date(2021, 4, 5), "2021-04-05"),
        (frozenset({"b", "a"}), ["a", "b"]),
        (frozenset(), []),
        ((), []),
        ((Element(path="parties[a]", key="a", name=None, tier=1, values={}),), ["parties[a]"]),
    ],
)
def test_an_answer_as_json_has_it(answer: object, plain: object) -> None:
    found = plain_answer(answer)  # type: ignore[arg-type]
    assert (found, type(found)) == (plain, type(plain))
