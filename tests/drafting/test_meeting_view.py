"""The words of a meeting: hours, letters, counts, and blanks for what a person fills in."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from dossiers import dossier, meeting, view
from packs import CONDITIONS, rule, run

from checklist_engine.drafting.dossier import Dossier
from checklist_engine.drafting.meeting_view import hours_words, letter_view, meeting_view
from checklist_engine.model.meeting import Adopted, Letter

CITY = {
    "conditions.yaml": CONDITIONS.replace("route: conclusion", "route: citywide"),
    "one/one-001.yaml": rule("one-001"),
    "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
}


def words(**known: Any) -> dict[str, Any]:
    return meeting_view(replace(meeting(), **known), [], [])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("10:00～11:30", "午前10時から午前11時30分まで"),
        ("13:30〜15:05", "午後1時30分から午後3時5分まで"),
        ("9:00-12:00", "午前9時から正午まで"),
        ("12:01 ~ 12:30", "午後0時1分から午後0時30分まで"),
        ("０９:00～10:00", "０９:00～10:00"),
        ("10:00～", "10:00～"),
        ("10:75～11:00", "10:75～11:00"),
        ("25:00～26:00", "25:00～26:00"),
        ("午後2時から", "午後2時から"),
        ("", ""),
    ],
)
def test_a_span_of_time_is_said_as_minutes_say_it(written: str, said: str) -> None:
    assert hours_words(written) == said


def test_every_hour_of_the_day_has_words() -> None:
    for hour in range(24):
        found = hours_words(f"{hour}:00～{hour}:59")
        assert found.startswith(
            "正午" if hour == 12 else f"午{'前後'[hour // 12]}{hour % 12}時から"
        )


def test_weekdays_are_those_of_the_calendar() -> None:
    days = {date(2021, 4, 15): "木曜日", date(2024, 2, 29): "木曜日", date(2026, 11, 22): "日曜日"}
    assert {day: words(date=day)["weekday"] for day in days} == days


def test_what_nobody_wrote_is_a_blank_to_fill_in() -> None:
    found = words()
    assert (found["consulted_by"], found["ground"]) == ("○○", "○○条例第○条")
    assert (found["openness"], found["visitors"]) == ("○○", "○")
    assert (found["council"], found["place"], found["hours"]) == ("", "", "")


@pytest.mark.parametrize(("public", "said"), [(True, "公開"), (False, "非公開")])
def test_what_was_written_is_said(public: bool, said: str) -> None:
    found = words(public=public, visitors=0, consulted_by="○○市長", notified_under="条例第8条")
    assert (found["openness"], found["visitors"]) == (said, "0")
    assert (found["consulted_by"], found["notified_under"]) == ("○○市長", "条例第8条")


def test_the_meeting_is_over_once_anything_was_adopted_be_it_all_that_was_drafted() -> None:
    spoken = {"ア": Adopted(decision=None, conclusion="文", conditions=None)}
    assert words()["is_over"] is False
    assert words(adopted=spoken)["is_over"] is True
    assert words(is_over=True)["is_over"] is True


def test_a_letter_has_blanks_in_the_era_of_the_meeting() -> None:
    blank = {"number": "○○第○号", "date": "令和○年○月○日"}
    assert letter_view(None, date(2021, 4, 15)) == blank
    assert letter_view(Letter(number=None, date=None), date(1990, 1, 1))["date"] == "平成○年○月○日"
    known = Letter(number="政発第1号", date=date(2021, 3, 25))
    assert letter_view(known, date(2021, 4, 15)) == {
        "number": "政発第1号",
        "date": "令和3年3月25日",
    }


def test_notifications_are_counted_by_every_choice_with_those_that_nobody_made() -> None:
    niiza = run(ROOT / "examples" / "niiza-2021-04-15", as_of=None)
    notified = [Dossier(assessment=each, plan=plan) for each, plan in niiza.notifications]
    counts: list[Any] = meeting_view(meeting(), [], notified)["counts"]  # type: ignore[assignment]
    found = {each["path"]: each for each in counts}
    assert found["notice.kind"]["label"] == "届出の種別"
    assert found["notice.kind"]["rows"] == [
        {"words": "新規", "count": 6},
        {"words": "変更", "count": 2},
        {"words": "廃止", "count": 1},
    ]
    # Only those that are asked are counted: what becomes of records, of the one that is closed.
    assert sum(row["count"] for row in found["notice.record_disposal"]["rows"]) == 1


def test_a_matter_of_the_whole_city_is_told_once_with_all_who_raise_it(tmp_path: Path) -> None:
    cases = [
        {**view(dossier(tmp_path / item, answers, files=CITY)), "item": item}
        for item, answers in (
            ("ア", "{agreed: false, recorded: true}"),
            ("イ", "{agreed: false, recorded: false}"),
            ("ウ", "{agreed: true, recorded: true}"),
        )
    ]
    assert meeting_view(meeting(), cases, [])["citywide"] == [
        {
            "text": "同意を得ること",
            "subject": "同意",
            "items": "諮問ア、諮問イ",
            "rules": "one-001、one-002",
        }
    ]
