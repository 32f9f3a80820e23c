"""Precedents (先例): the same conditions as an earlier case are referred to, and never retold."""

from collections.abc import Mapping
from pathlib import Path

from packs import CONDITIONS, rule, run, submission, write_files, write_pack

ITEMS = "アイウエオ"
SPEAK = """\
speak:
  subject: 説明
  obligation: report
  text: "{{ whom }}に説明すること"
  parameters: {whom: text}
  order: 30
  route: conclusion
"""
FILES: Mapping[str, str] = {
    "conditions.yaml": CONDITIONS + SPEAK,
    "one/one-001.yaml": rule("one-001", gate="blocking", not_met="finding: ありません"),
    "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
    "one/one-003.yaml": rule(
        "one-003", require="{checked: true}", not_met="condition: {use: record}"
    ),
    "one/one-004.yaml": rule(
        "one-004",
        require="{place: {answered: false}}",
        not_met='condition: {use: speak, with: {whom: "{{ place }}"}}',
    ),
    "one/one-005.yaml": rule(
        "one-005", gate="advisory", require="{people: {at_least: 1}}", not_met="remark: 努めること"
    ),
}
FINE = "agreed: true, recorded: true, checked: true"
NO_RECORD = "agreed: true, recorded: false, checked: true"


def meet(folder: Path, *answers: str, systems: bool = True) -> list[tuple[str | None, str | None]]:
    """(item referred to, sentence) of each case of a meeting with these answers."""
    write_pack(folder / "rules" / "small", FILES)
    agenda = []
    for item, each in zip(ITEMS, answers, strict=False):
        name = f"s{ITEMS.index(item)}"
        text = submission(f"{{{each}}}", name=name)
        if not systems:
            text = text.replace(f", system: {name}システム", "")
        write_files(folder, {f"{name}.yaml": text})
        agenda.append(f"  - {{item: {item}, submission: {name}.yaml}}\n")
    meeting = f"meeting: {{id: m, title: 会議, date: 2021-04-15}}\ncases:\n{''.join(agenda)}"
    write_files(folder, {"meeting.yaml": meeting})
    return [(each.precedent, each.conclusion) for each, _ in run(folder, as_of=None).cases]


def test_the_second_case_with_the_same_conditions_refers_to_the_first(tmp_path: Path) -> None:
    assert meet(tmp_path, NO_RECORD, NO_RECORD) == [
        (None, "s0の導入については、認める。ただし、同意を得ること。"),
        (
            "ア",
            "s1の導入については、認める。ただし、諮問アのs0システムに対する意見と同様の意見を附する。",
        ),
    ]


def test_the_third_refers_to_the_first_and_not_to_the_one_that_refers(tmp_path: Path) -> None:
    assert [item for item, _ in meet(tmp_path, NO_RECORD, NO_RECORD, NO_RECORD)] == [
        None,
        "ア",
        "ア",
    ]


def test_others_in_between_change_nothing(tmp_path: Path) -> None:
    no_check = "agreed: true, recorded: true, checked: false"
    found = meet(tmp_path, no_check, NO_RECORD, FINE, no_check, NO_RECORD)
    assert [item for item, _ in found] == [None, None, None, "ア", "イ"]


def test_other_conditions_are_no_precedent(tmp_path: Path) -> None:
    both = "agreed: true, recorded: false, checked: false"
    assert [item for item, _ in meet(tmp_path, NO_RECORD, both)] == [None, None]
    assert [item for item, _ in meet(tmp_path, both, NO_RECORD)] == [None, None]


def test_the_same_condition_in_other_words_is_no_precedent(tmp_path: Path) -> None:
    found = meet(tmp_path, f"{FINE}, place: JP", f"{FINE}, place: OTHER", f"{FINE}, place: JP")
    assert [item for item, _ in found] == [None, None, "ア"]


def test_the_same_condition_open_and_firm_are_other_words(tmp_path: Path) -> None:
    files = {
        **FILES,
        "one/one-002.yaml": f"{FILES['one/one-002.yaml']}  undetermined:\n    condition: {{use: agree}}\n",
    }
    write_pack(tmp_path / "rules" / "small", files)
    for number, each in enumerate([NO_RECORD, "agreed: true, checked: true"]):
        write_files(tmp_path, {f"s{number}.yaml": submission(f"{{{each}}}", name=f"s{number}")})
    write_files(
        tmp_path,
        {
            "meeting.yaml": "meeting: {id: m, title: 会議, date: 2021-04-15}\n"
            "cases: [{item: ア, submission: s0.yaml}, {item: イ, submission: s1.yaml}]\n"
        },
    )
    assert [each.precedent for each, _ in run(tmp_path).cases] == [None, None]


def test_only_what_is_approved_under_conditions_refers_or_is_referred_to(tmp_path: Path) -> None:
    refused = "agreed: false, recorded: false, checked: true"
    deferred = "recorded: false, checked: true"
    assert [item for item, _ in meet(tmp_path, refused, NO_RECORD, refused)] == [None, None, None]
    assert [item for item, _ in meet(tmp_path, deferred, NO_RECORD, deferred)] == [None, None, None]
    assert [item for item, _ in meet(tmp_path, FINE, FINE)] == [None, None]


def test_remarks_and_questions_play_no_part(tmp_path: Path) -> None:
    found = meet(tmp_path, f"{NO_RECORD}, people: 0", f"{NO_RECORD}, people: 5", NO_RECORD)
    assert [item for item, _ in found] == [None, "ア", "ア"]


def test_without_a_name_of_the_system_its_title_stands_in(tmp_path: Path) -> None:
    found = meet(tmp_path, NO_RECORD, NO_RECORD, systems=False)
    assert found[1][1] == (
        "s1の導入については、認める。ただし、諮問アのs0の導入に対する意見と同様の意見を附する。"
    )


def test_cases_of_a_folder_that_is_no_meeting_do_not_refer(tmp_path: Path) -> None:
    meet(tmp_path, NO_RECORD, NO_RECORD)
    (tmp_path / "meeting.yaml").unlink()
    assert [each.precedent for each, _ in run(tmp_path).cases] == [None, None]


def test_the_order_of_the_agenda_decides_which_is_the_earlier_one(tmp_path: Path) -> None:
    meet(tmp_path, NO_RECORD, NO_RECORD)
    write_files(
        tmp_path,
        {
            "meeting.yaml": "meeting: {id: m, title: 会議, date: 2021-04-15}\n"
            "cases: [{item: ア, submission: s1.yaml}, {item: イ, submission: s0.yaml}]\n"
        },
    )
    first, second = [each for each, _ in run(tmp_path).cases]
    assert (first.submission.case.id, first.precedent) == ("s1", None)
    assert (second.submission.case.id, second.precedent) == ("s0", "ア")


def test_the_conditions_of_a_case_that_refers_are_kept_for_the_follow_up(tmp_path: Path) -> None:
    meet(tmp_path, NO_RECORD, NO_RECORD)
    first, second = [each for each, _ in run(tmp_path).cases]
    assert second.conditions == first.conditions


def test_a_pack_words_the_reference_itself(tmp_path: Path) -> None:
    write_files(
        tmp_path / "rules" / "small",
        {
            "templates/sentences.yaml": "precedent: '{{ title }}は、{{ item }}の{{ system }}に同じ。'\n"
        },
    )
    assert meet(tmp_path, NO_RECORD, NO_RECORD)[1][1] == "s1の導入は、アのs0システムに同じ。"
