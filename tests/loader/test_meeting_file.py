"""Reading meetings (§8): which submissions, in which order, on which day."""

from datetime import date
from pathlib import Path

import pytest
from packs import write_files

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.meeting import read_meeting
from checklist_engine.model.meeting import Letter

HEAD = "meeting: {id: m, title: 第1回審議会, date: 2021-04-15}\n"


def read(folder: Path, text: str) -> tuple[object, list[str]]:
    """The agenda (or None) and the faults of a meeting among a.yaml, b.yaml and below/c.yaml."""
    write_files(folder, {"meeting.yaml": text, "a.yaml": "x", "b.yaml": "x", "below/c.yaml": "x"})
    faults: list[Diagnostic] = []
    meeting = read_meeting(folder / "meeting.yaml", faults)
    agenda = meeting and [
        (item, path.relative_to(folder.resolve()).as_posix()) for item, path in meeting.agenda
    ]
    return agenda, [f"{each.place.line}:{each.place.column} {each.code}" for each in faults]


def test_cases_stand_in_the_order_of_the_agenda(tmp_path: Path) -> None:
    cases = (
        "cases:\n  - {item: ア, submission: b.yaml}\n  - {item: イ, submission: a.yaml}\n"
        "  - {item: ウ, submission: below/c.yaml}\n"
    )
    assert read(tmp_path, HEAD + cases) == (
        [("ア", "b.yaml"), ("イ", "a.yaml"), ("ウ", "below/c.yaml")],
        [],
    )


def test_an_item_is_adopted_however_it_was_typed(tmp_path: Path) -> None:
    text = f"{HEAD}cases: [{{item: が, submission: a.yaml}}]\nadopted: {{か\u3099: {{decision: approve}}}}\n"
    assert read(tmp_path, text) == ([("が", "a.yaml")], [])


def test_the_meeting_itself(tmp_path: Path) -> None:
    text = (
        "meeting:\n  id: r3-1\n  title: 令和3年度第1回審議会\n  council: 審議会\n  date: 2021-04-15\n"
        "  time: 10:00～11:30\n  place: 全員協議会室\ncases: [{item: ア, submission: a.yaml}]\n"
    )
    write_files(tmp_path, {"meeting.yaml": text, "a.yaml": "x"})
    written = read_meeting(tmp_path / "meeting.yaml", [])
    assert written is not None
    meeting = written.meeting
    assert (meeting.title, meeting.date) == ("令和3年度第1回審議会", date(2021, 4, 15))


def test_a_time_of_day_is_text_and_no_number(tmp_path: Path) -> None:
    text = (
        HEAD.replace("title:", "time: 10:30, title:") + "cases: [{item: ア, submission: a.yaml}]\n"
    )
    assert read(tmp_path, text)[1] == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (f"{HEAD}cases: []\n", ["2:1 E125"]),
        (HEAD, ["1:1 E121"]),
        ("cases: [{item: ア, submission: a.yaml}]\n", ["1:1 E121"]),
        (f"{HEAD}cases: [{{item: ア}}]\n", ["2:9 E121"]),
        (f"{HEAD}cases: [{{item: ア, submision: a.yaml}}]\n", ["2:9 E121", "2:19 E120"]),
        (f"{HEAD}cases: [{{item: 1, submission: a.yaml}}]\n", ["2:16 E122"]),
        (f"{HEAD}case: []\n", ["1:1 E121", "2:1 E120"]),
        (f"{HEAD}cases: [{{item: ア, submission: x.yaml}}]\n", ["2:31 E311"]),
        (f"{HEAD}cases: [{{item: ア, submission: ../x.yaml}}]\n", ["2:31 E310"]),
        (f"{HEAD}cases: [{{item: ア, submission: /etc/passwd}}]\n", ["2:31 E310"]),
        (
            f"{HEAD}cases: [{{item: ア, submission: a.yaml}}, {{item: ア, submission: b.yaml}}]\n",
            ["2:47 E314"],
        ),
        (
            f"{HEAD.replace('04-15', '02-29')}cases: [{{item: ア, submission: a.yaml}}]\n",
            ["1:39 E308"],
        ),
        (f"{HEAD.replace(', date: 2021-04-15', '')}cases: [{{item: ア, submission: a.yaml}}]\n", ["1:1 E121"]),
        (f"{HEAD.replace('2021-04-15', '令和3年')}cases: [{{item: ア, submission: a.yaml}}]\n", ["1:39 E124"]),
    ],
)  # fmt: skip
def test_a_fault_stands_at_its_place(text: str, faults: list[str], tmp_path: Path) -> None:
    assert sorted(read(tmp_path, text)[1]) == sorted(faults)


def test_what_is_wrong_with_one_case_does_not_hide_the_others(tmp_path: Path) -> None:
    cases = "cases: [{item: ア, submission: x.yaml}, {item: イ, submission: a.yaml}]\n"
    agenda, faults = read(tmp_path, HEAD + cases)
    assert agenda == [("イ", "a.yaml")]
    assert faults == ["2:31 E311"]


def test_the_words_for_papers_are_read_as_far_as_they_are_there(tmp_path: Path) -> None:
    text = (
        "meeting:\n  id: m\n  title: 会議\n  date: 2021-04-15\n  consulted_by: ○○市長\n  ground: 条例第1条\n"
        "  notified_under: 条例第8条\n  public: false\n  visitors: 3\ncases:\n"
        "  - {item: ア, submission: a.yaml, inquiry: {number: 第1号, date: 2021-03-25}}\n"
        "  - {item: イ, submission: b.yaml, reply: {date: 2021-04-30}}\n"
    )
    write_files(tmp_path, {"meeting.yaml": text, "a.yaml": "x", "b.yaml": "x"})
    written = read_meeting(tmp_path / "meeting.yaml", [])
    assert written is not None
    meeting = written.meeting
    assert (meeting.consulted_by, meeting.ground) == ("○○市長", "条例第1条")
    assert (meeting.notified_under, meeting.public, meeting.visitors) == ("条例第8条", False, 3)
    assert meeting.inquiries == {"ア": Letter(number="第1号", date=date(2021, 3, 25))}
    assert meeting.replies == {"イ": Letter(number=None, date=date(2021, 4, 30))}


@pytest.mark.parametrize(
    ("more", "is_over"),
    [("", False), ("adopted: {}\n", True), ("adopted: {ア: {decision: defer}}\n", True)],
)
def test_a_meeting_is_over_once_it_says_what_was_adopted(
    more: str, is_over: bool, tmp_path: Path
) -> None:
    text = f"{HEAD}cases: [{{item: ア, submission: a.yaml}}]\n{more}"
    write_files(tmp_path, {"meeting.yaml": text, "a.yaml": "x"})
    written = read_meeting(tmp_path / "meeting.yaml", [])
    assert written is not None
    assert written.meeting.is_over is is_over


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: 2021-04-15}", "date: 2021-04-15, public: 非公開}"),
        ("date: 2021-04-15}", "date: 2021-04-15, visitors: -1}"),
        ("a.yaml}", "a.yaml, inquiry: {}}"),
        ("a.yaml}", "a.yaml, reply: {number: 12}}"),
        ("a.yaml}", "a.yaml, reply: {date: 令和3年4月1日}}"),
    ],
)
def test_words_for_papers_that_are_none_are_faults(old: str, new: str, tmp_path: Path) -> None:
    text = f"{HEAD}cases: [{{item: ア, submission: a.yaml}}]\n"
    assert read(tmp_path, text)[1] == []
    assert len(read(tmp_path, text.replace(old, new))[1]) == 1
