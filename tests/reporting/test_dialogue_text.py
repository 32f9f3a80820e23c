"""Every turn of a dialogue has words, on one line or folded, in a terminal of any width."""

from pathlib import Path

import pytest
from packs import DAY, rule, submission, write_files, write_pack

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.places import Place
from checklist_engine.ground.widths import width
from checklist_engine.inquiry.turns import (
    AskAnswer,
    AskKey,
    AskList,
    AskName,
    AskPlace,
    AskReason,
    AskWhetherToGoOn,
    ListStep,
    SayDone,
    SayHelp,
    SayLeftOpen,
    SayNotUnderstood,
    SayNotUndone,
    SayReadAgain,
    SayRefused,
    SaySaved,
    SayUndone,
    Turn,
)
from checklist_engine.model.submission import elements_of
from checklist_engine.reporting.dialogue_text import DialogueText
from checklist_engine.reporting.layout import Canvas
from checklist_engine.usecases.fill_in import FillIn

PARTIES = "{parties: [{id: a, name: 甲社, below: [{id: b}]}]}"


@pytest.fixture
def desk(tmp_path: Path) -> FillIn:
    files: dict[str, str | None] = {
        "one/one-001.yaml": rule(gate="blocking", not_met=None),
        "one/one-002.yaml": rule("one-002", require="{place: JP, people: 3}"),
        "one/one-003.yaml": rule("one-003", require="{.handles: true}", rest="for_each: {in: parties}\n"),
    }  # fmt: skip
    write_pack(tmp_path / "rules" / "small", files)
    write_files(tmp_path, {"s.yaml": submission(PARTIES)})
    return FillIn(tmp_path / "s.yaml", as_of=DAY, pack=None, today=DAY)


def words(desk: FillIn, turn: Turn, cells: int = 100) -> str:
    canvas = Canvas(cells=cells, colour=False)
    return "\n".join(DialogueText(desk, desk.plan, canvas).turn(turn))


def every_turn(desk: FillIn) -> list[Turn]:
    questions = {each.path: each for each in desk.prospect.questions}
    agreed, parties = questions["agreed"], questions["parties"]
    elements = elements_of(desk.index.located["parties"].answer)
    fault = Diagnostic(
        code="E304", message="合いません", place=Place(file="s.yaml"), hint="直してください"
    )
    return [
        AskAnswer(question=agreed, choices={}),
        AskAnswer(question=questions["place"], choices={"JP": "日本"}),
        AskReason(question=agreed),
        AskList(question=parties, elements=elements, steps=tuple(ListStep)),
        AskKey(fact=parties.fact, proposed="p1"),
        AskName(fact=parties.fact),
        AskPlace(fact=parties.fact, elements=elements),
        AskWhetherToGoOn(settled=False, left=3),
        SayHelp(question=agreed),
        SayHelp(question=None),
        SayNotUnderstood(),
        SayRefused(faults=[fault]),
        SaySaved(paths=["agreed", "parties"]),
        SayLeftOpen(question=agreed, reason="照会中"),
        SayUndone(label="同意"),
        SayUndone(label=None),
        SayNotUndone(label="同意"),
        SayReadAgain(),
        SayDone(quit=False),
        SayDone(quit=True),
    ]  # fmt: skip


@pytest.mark.parametrize("cells", [70, 100])
def test_every_turn_has_words_that_fit(cells: int, desk: FillIn) -> None:
    for turn in every_turn(desk):
        text = words(desk, turn, cells)
        assert text.strip(), turn
        assert max(map(width, text.splitlines())) <= cells, turn


def test_a_question_is_asked_with_its_choices_by_number(desk: FillIn) -> None:
    turns = every_turn(desk)
    assert words(desk, turns[0]).splitlines() == [
        "",
        "■ 同意を得ていますか",
        "   回答欄　同意",
        "    1. はい",
        "    2. いいえ",
    ]
    assert words(desk, turns[1]).endswith("   回答欄　場所\n    1. 日本")


def test_a_tree_is_shown_with_its_tiers(desk: FillIn) -> None:
    turn = next(turn for turn in every_turn(desk) if isinstance(turn, AskPlace))
    assert words(desk, turn).splitlines()[1:] == ["    1. 甲社", "    2.   b"]


def test_what_others_did_to_the_file_is_said(desk: FillIn) -> None:
    assert words(desk, SayNotUndone(label="同意")) == (
        "ファイルがほかで書き替えられたので、「同意」の答えは取り消せません"
    )
    assert "読み直しました" in words(desk, SayReadAgain())


def test_a_refusal_says_what_is_wrong_and_the_way_out(desk: FillIn) -> None:
    turn = next(turn for turn in every_turn(desk) if isinstance(turn, SayRefused))
    assert words(desk, turn) == "   × E304 合いません\n     ヒント: 直してください"


def test_help_names_the_rules_and_what_may_be_typed(desk: FillIn) -> None:
    turn = next(turn for turn in every_turn(desk) if isinstance(turn, SayHelp))
    text = words(desk, turn)
    assert "関わる規則　one-001 one-001の題名［必須］" in text
    assert "事実　agreed" in text
    assert all(word in text for word in ("b、戻る", "分からない", "q、終わる"))


def test_the_outlook_follows_every_answer(desk: FillIn) -> None:
    before = words(desk, SaySaved(paths=["agreed"]))
    assert "見通し　認める・条件付きで認める・継続審議・認めない（左右する質問 あと" not in before
    assert "○ 同意: 未回答" in before
    desk.put({"agreed": False})
    after = words(desk, SaySaved(paths=["agreed"]))
    assert after.splitlines() == [
        "   ○ 同意: いいえ",
        "   見通し　認めない（どう答えても変わりません）",
    ]
