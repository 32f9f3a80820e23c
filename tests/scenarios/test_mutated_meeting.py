"""The seed cases together: what one takes over from another, and what changes nothing."""

from pathlib import Path
from typing import Any

import pytest
from seed_cases import (
    AUDIT,
    DOCUMENTS,
    FURUSATO,
    LOILONOTE,
    LOILONOTE_TITLE,
    QUBENA,
    ROSTER,
    Batch,
    Data,
    Outcome,
    changed,
    load,
    printed,
    save,
    verdicts,
)

OWN_ANSWERS: dict[str, Data] = {
    "ウ": {},
    "エ": {"pupils": {"password_changers": ["pupil"]}},
    "オ": {"device.loss_measures": ["contact", "remote_lock"]},
    "カ": {"pupils.password_changers": None},
    "キ": {"hosting": {"country": {"unknown": "照会中"}}},
}


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """イ, with proof of its own, and cases that take it over with these answers of their own."""
    folder = tmp_path_factory.mktemp("meeting")
    proof = {"kind": "contract", "supports": ["hosting.country"]}
    save(folder / QUBENA, changed(load(QUBENA), {}, proof))
    agenda = [{"item": "イ", "submission": QUBENA}]
    for number, (item, answers) in enumerate(OWN_ANSWERS.items()):
        data = load(LOILONOTE)
        data["case"]["id"] = f"c{number}"
        save(folder / f"c{number}.yaml", {**data, "answers": answers})
        agenda.append({"item": item, "submission": f"c{number}.yaml"})
    head = {"id": "m", "title": "会議", "date": "2021-04-15"}
    save(folder / "meeting.yaml", {"meeting": head, "cases": agenda})
    return {case["case"]["item"]: case for case in printed(folder)["cases"]}


def test_a_case_with_the_same_conditions_refers_to_the_earlier_one(
    meeting: dict[str, Outcome],
) -> None:
    assert meeting["ウ"]["precedent"] == "イ"
    assert meeting["ウ"]["conclusion"] == (
        f"{LOILONOTE_TITLE}については、認める。"
        "ただし、諮問イのAI型教材「Qubena」に対する意見と同様の意見を附する。"
    )


def test_one_answer_of_its_own_and_it_refers_no_more(meeting: dict[str, Outcome]) -> None:
    assert meeting["エ"]["precedent"] is None
    assert meeting["エ"]["conclusion"] == (
        f"{LOILONOTE_TITLE}については、認める。ただし、児童生徒による端末の管理について、"
        "情報モラル教育も含め、守らせるべきことを徹底させること。"
    )


def test_an_answer_of_its_own_that_changes_no_words_leaves_the_reference(
    meeting: dict[str, Outcome],
) -> None:
    assert meeting["オ"]["precedent"] == "イ"


def test_a_blank_of_its_own_erases_what_it_took_over(meeting: dict[str, Outcome]) -> None:
    assert verdicts(meeting["イ"])["auth-001", None] == "not_met"
    assert verdicts(meeting["カ"])["auth-001", None] == "undetermined"
    assert verdicts(meeting["キ"])["cloud-001", None] == "undetermined"
    assert (meeting["キ"]["decision"], meeting["キ"]["precedent"]) == ("defer", None)


def test_proof_is_not_taken_over(meeting: dict[str, Outcome]) -> None:
    assert verdicts(meeting["イ"])["cloud-001", None] == "met"
    assert verdicts(meeting["ウ"])["cloud-001", None] == "unproven"


BATCH = Batch()
BASE = changed(load(FURUSATO), DOCUMENTS, AUDIT, ROSTER)
BEFORE = BATCH.add(BASE)


def same(before: Outcome, after: Outcome, *but: str) -> bool:
    """Whether two assessments are the same, but for their ids and these keys."""
    passed_over = {"case", *but}
    return {key: value for key, value in before.items() if key not in passed_over} == {
        key: value for key, value in after.items() if key not in passed_over
    }


UNNOTED = BATCH.add({**BASE, "notes": {"hosting.country": {"source": "assumed"}}})


def test_notes_are_never_evaluated() -> None:
    assert same(BEFORE.outcome, UNNOTED.outcome, "submission_digest")


def reversed_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: reversed_keys(value) for key, value in reversed(data.items())}
    if isinstance(data, list):
        return [reversed_keys(value) for value in data]
    return data


def reversed_choices(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: reversed_choices(value) for key, value in data.items()}
    if isinstance(data, list):
        inner = [reversed_choices(value) for value in data]
        return inner[::-1] if all(isinstance(value, str) for value in data) else inner
    return data


KEYS_REVERSED = BATCH.add(reversed_keys(BASE))
CHOICES_REVERSED = BATCH.add(
    {
        **BASE,
        "answers": reversed_choices(BASE["answers"]),
        "evidence": reversed_choices(BASE["evidence"])[::-1],
    }
)
DOTTED = BATCH.add(
    {
        **BASE,
        "answers": {
            **{
                f"{section}.{word}": value
                for section, inner in BASE["answers"].items()
                if isinstance(inner, dict)
                for word, value in inner.items()
            },
            **{
                section: value
                for section, value in BASE["answers"].items()
                if not isinstance(value, dict)
            },
        },
    }
)


def test_the_order_of_keys_changes_nothing() -> None:
    # The digest covers the id of the case, which every case of a batch has for itself.
    assert same(BEFORE.outcome, KEYS_REVERSED.outcome, "submission_digest")


def test_the_order_of_choices_and_records_changes_nothing_but_the_digest() -> None:
    assert same(BEFORE.outcome, CHOICES_REVERSED.outcome, "submission_digest")


def test_dotted_and_nested_answers_are_the_same() -> None:
    assert same(BEFORE.outcome, DOTTED.outcome, "submission_digest")


def test_the_digest_knows_neither_the_order_of_keys_nor_dots(tmp_path: Path) -> None:
    dotted = {"hosting.country": BASE["answers"]["hosting"]["country"]}
    short = {**BASE, "answers": {"hosting": {"country": "JP"}, "scope": {"cards": True}}}
    other = {**short, "answers": {"scope": {"cards": True}, **dotted}}
    digests = set()
    for number, data in enumerate((short, reversed_keys(short), other)):
        file = tmp_path / f"{number}.yaml"
        save(file, {**data, "evidence": []})
        digests.add(printed(file, "--as-of", "2021-04-15")["submission_digest"])
    assert len(digests) == 1
