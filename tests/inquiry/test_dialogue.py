"""The dialogue turn by turn: what it asks next, and what it does when others change the file."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from packs import DAY, rule, submission, write_files, write_pack

from checklist_engine.ground.errors import InvalidFile
from checklist_engine.inquiry.dialogue import Dialogue, Turns
from checklist_engine.inquiry.turns import (
    Ask,
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
from checklist_engine.usecases.fill_in import FillIn

FILES: Mapping[str, str | None] = {
    "one/one-001.yaml": rule(gate="blocking", require="{agreed: true}", not_met=None),
    "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
    "two/two-001.yaml": rule("two-001", gate="advisory", require="{checked: true}", not_met=None),
}


class Talk:
    """A dialogue on a file of its own, with its turns so far."""

    def __init__(self, folder: Path, answers: str, files: Mapping[str, str | None]) -> None:
        write_pack(folder / "rules" / "small", files)
        write_files(folder, {"s.yaml": submission(answers)})
        self.file = folder / "s.yaml"
        self.desk = FillIn(self.file, as_of=DAY, pack=None, today=DAY)
        self.turns: Turns = Dialogue(self.desk).turns()
        self.said: list[Turn] = []
        self.now = self._on(next(self.turns))

    def say(self, *lines: str) -> Turn:
        """Type lines; the turn that then waits for one, or the last."""
        for line in lines:
            self.now = self._on(self.turns.send(line))
        return self.now

    def _on(self, turn: Turn) -> Turn:
        self.said.append(turn)
        while not isinstance(turn, Ask | SayDone):
            turn = self.turns.send("")
            self.said.append(turn)
        return turn

    def path(self) -> str:
        """What is asked now."""
        assert isinstance(self.now, AskAnswer | AskList)
        return self.now.question.path

    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path, "{}", FILES)


def kinds(turns: list[Turn]) -> list[type[Turn]]:
    return [type(turn) for turn in turns]


def test_it_asks_until_the_decision_is_certain_and_then_whether_to_go_on(talk: Talk) -> None:
    assert talk.path() == "agreed"
    talk.say("はい")
    assert talk.path() == "recorded"
    assert talk.say("はい") == AskWhetherToGoOn(settled=True, left=1)
    talk.say("はい")
    assert talk.path() == "checked"
    assert talk.say("いいえ") == SayDone(quit=False)
    assert kinds(talk.said) == [
        AskAnswer, SaySaved, AskAnswer, SaySaved, AskWhetherToGoOn, AskAnswer, SaySaved, SayDone,
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["いいえ", "q", "終わる"])
def test_it_ends_where_nobody_wants_to_go_on(line: str, talk: Talk) -> None:
    assert talk.say("いいえ", line) == SayDone(quit=True)


def test_whether_to_go_on_is_asked_until_it_is_answered(talk: Talk) -> None:
    assert talk.say("いいえ", "たぶん", "?") == AskWhetherToGoOn(settled=True, left=2)
    assert kinds(talk.said)[-4:] == [SayNotUnderstood, AskWhetherToGoOn, SayHelp, AskWhetherToGoOn]
    talk.say("b")
    assert (talk.path(), talk.said[-2]) == ("agreed", SayUndone(label="同意"))


def test_what_changes_conditions_comes_before_what_changes_only_the_score(tmp_path: Path) -> None:
    talk = Talk(tmp_path, "{agreed: false}", FILES)
    talk.say("はい")
    assert talk.path() == "recorded"
    talk.say("はい")
    assert talk.path() == "checked"


def test_a_reason_is_asked_for_and_may_be_left_out(talk: Talk) -> None:
    assert isinstance(talk.say("分からない"), AskReason)
    talk.say("")
    [left] = [turn for turn in talk.said if isinstance(turn, SayLeftOpen)]
    assert (left.reason, talk.path(), "unknown" in talk.text()) == (None, "recorded", False)
    talk.say("分からない", "戻る")
    # Back out of the reason: the same question again.
    assert talk.path() == "recorded"
    talk.say("分からない 照会中")
    assert "recorded: {unknown: 照会中}" in talk.text()
    assert talk.now == AskWhetherToGoOn(settled=False, left=1)


def test_back_from_a_question_that_was_left_open_asks_it_again(talk: Talk) -> None:
    talk.say("分からない 照会中", "b")
    assert (talk.path(), "unknown" in talk.text()) == ("agreed", False)


def test_what_others_write_meanwhile_is_read_and_not_written_over(talk: Talk) -> None:
    talk.file.write_text(submission("{agreed: false}"), encoding="utf-8")
    talk.say("はい")
    assert SayReadAgain() in talk.said
    assert talk.now == AskWhetherToGoOn(settled=True, left=2)
    assert talk.text() == submission("{agreed: false}")


def test_an_answer_stays_where_others_have_written_since(talk: Talk) -> None:
    talk.say("はい")
    changed = talk.text() + "notes: {}\n"
    talk.file.write_text(changed, encoding="utf-8")
    talk.say("b")
    assert SayNotUndone(label="同意") in talk.said
    assert (talk.path(), talk.text()) == ("recorded", changed)


def test_a_file_that_others_have_spoilt_ends_it_with_their_faults(talk: Talk) -> None:
    talk.say("はい")
    talk.file.write_text(submission("{agreed: perhaps}"), encoding="utf-8")
    with pytest.raises(InvalidFile, match="E304"):
        talk.say("はい")


def test_a_refused_answer_leaves_everything_as_it_was(talk: Talk) -> None:
    before = talk.text()
    talk.say("たぶん")
    [refused] = [turn for turn in talk.said if isinstance(turn, SayRefused)]
    assert [fault.code for fault in refused.faults] == ["E304"]
    assert (talk.path(), talk.text()) == ("agreed", before)
    talk.say("b")
    assert SayUndone(label=None) in talk.said


PER_PARTY: Mapping[str, str | None] = {
    "one/one-001.yaml": rule(
        gate="blocking", require="{.handles: false}", not_met=None, rest="for_each: {in: parties}\n"
    ),
    "one/one-002.yaml": rule(
        "one-002",
        require="{none: {in: .sites, where: {.abroad: true}}}",
        rest="for_each: {in: parties}\n",
    ),
}


def test_an_element_is_built_step_by_step_and_its_fields_come_next(tmp_path: Path) -> None:
    talk = Talk(tmp_path, "{}", PER_PARTY)
    assert isinstance(talk.now, AskList)
    parties = talk.now.question.fact
    assert talk.now.steps == (ListStep.ADD, ListStep.NONE)
    assert talk.say("加える") == AskKey(fact=parties, proposed="p1")
    assert isinstance(talk.say(""), AskName)
    talk.say("甲社")
    assert talk.path() == "parties[p1].handles"
    talk.say("いいえ")
    assert talk.path() == "parties[p1].sites"
    talk.say("1", "s")
    assert talk.path() == "parties[p1].sites[s].abroad"
    talk.say("いいえ")
    assert talk.path() == "parties"
    assert isinstance(talk.now, AskList)
    assert talk.now.steps == (ListStep.ADD, ListStep.COMPLETE)
    assert isinstance(talk.say("はい", "x", ""), AskPlace)
    talk.say("どこか", "甲社")
    assert talk.path() == "parties[p1/x].handles"
    talk.say("b")
    assert talk.path() == "parties"
    assert talk.say("全て書いた") == SayDone(quit=False)
    assert "complete: true" in talk.text()
    assert "below" not in talk.text()


@pytest.mark.parametrize("line", ["", "9", "多分"])
def test_what_is_no_step_of_a_list_is_not_understood(line: str, tmp_path: Path) -> None:
    talk = Talk(tmp_path, "{}", PER_PARTY)
    talk.say(line)
    assert SayNotUnderstood() in talk.said
    assert talk.path() == "parties"


def test_a_list_that_nobody_knows_is_left_open(tmp_path: Path) -> None:
    talk = Talk(tmp_path, "{}", PER_PARTY)
    talk.say("分からない 調査中")
    assert "parties: {unknown: 調査中}" in talk.text()
    assert talk.path() == "complete"


def test_the_desk_asks_again_only_what_a_changed_file_leaves_open(tmp_path: Path) -> None:
    talk = Talk(tmp_path, "{agreed: true}", FILES)
    assert talk.desk.is_current()
    assert [each.path for each in talk.desk.prospect.questions] == ["recorded", "checked"]
    assert talk.desk.put({"recorded": True}) == []
    assert [each.path for each in talk.desk.prospect.questions] == ["checked"]
    assert talk.desk.back_to(submission("{agreed: true}"))
    assert talk.text() == submission("{agreed: true}")
