"""The seed cases with more, or less, left open: what is open is asked, and is never a pass."""

from seed_cases import (
    AWS,
    FURUSATO,
    QUBENA,
    QUBENA_TITLE,
    Batch,
    load,
    open_conditional,
    verdicts,
    without,
)

BATCH = Batch()
BEFORE = BATCH.add(load(FURUSATO))
FORGOTTEN = ("storage.disposal", "device.restrictions", "device.loan_procedure")
MORE_AND_MORE_OPEN = [
    BATCH.add(without(load(QUBENA), *FORGOTTEN[:count])) for count in range(len(FORGOTTEN) + 1)
]


def test_five_open_conditional_rules_are_borne_and_six_are_not() -> None:
    found = {
        len(open_conditional(case)): (case["decision"], case["provisional"])
        for case in (changed.outcome for changed in MORE_AND_MORE_OPEN)
    }
    assert {3, 5, 6} <= set(found)
    for number, decided in found.items():
        borne = ("approve_with_conditions", True)
        assert decided == (borne if number <= 5 else ("defer", False)), number
    last = MORE_AND_MORE_OPEN[-1].outcome
    assert last["conclusion"] == f"{QUBENA_TITLE}については、継続審議とする。"


EMPTY = BATCH.add({**load(FURUSATO), "answers": {}, "evidence": []})


def test_an_empty_form_decides_nothing_and_asks() -> None:
    case = EMPTY.outcome
    assert case["decision"] == "defer"
    assert "met" not in verdicts(case).values()
    assert case["score"]["low"] == 0.0
    assert case["score"]["high"] == 100.0
    assert len(case["questions"]) >= 10


BLANKS: list[object] = [None, "", "　", {"unknown": "照会中"}, {"unknown": None}]
BLANK = [BATCH.change(FURUSATO, {"hosting.country": blank}) for blank in BLANKS]


def test_every_way_to_leave_an_answer_open_is_the_same() -> None:
    for case in (changed.outcome for changed in BLANK):
        assert verdicts(case)["cloud-001", None] == "undetermined"
        assert case["decision"] == "defer"


MORE: list[tuple[str, object]] = [
    ("hosting.location_control", "contract"),
    ("hosting.location_control", "impossible"),
    ("card.viewers", ["portal"]),
    ("card.viewers", ["city"]),
    ("parties[sys].insider_measures", []),
    (f"{AWS}.insider_measures", ["pledge", "limited_rights"]),
]
ANSWERED = [BATCH.change(FURUSATO, {path: value}) for path, value in MORE]


def test_one_more_answer_never_moves_the_score_out_of_its_interval() -> None:
    before = BEFORE.outcome["score"]
    for after in (changed.outcome["score"] for changed in ANSWERED):
        assert before["low"] <= after["low"] <= after["high"] <= before["high"]
        assert after["coverage"] > before["coverage"]
