"""The seed case ア, with and without proof: a claim is not evidence."""

from pathlib import Path

from seed_cases import (
    AUDIT,
    AWS,
    DOCUMENTS,
    FURUSATO,
    FURUSATO_TITLE,
    ROSTER,
    SUPERVISE,
    Batch,
    asked,
    asks_to_find_out,
    assess_all,
    changed,
    conditions,
    findings_of,
    load,
    open_points_of_furusato,
    verdicts,
    without,
)

BATCH = Batch()
APPEARED = BATCH.change(FURUSATO, DOCUMENTS, AUDIT, ROSTER)


def test_an_audit_report_and_a_roster_take_the_condition_away() -> None:
    case = APPEARED.outcome
    assert verdicts(case)["sub-003", AWS] == "met"
    assert SUPERVISE not in conditions(case)
    assert (case["decision"], case["provisional"]) == ("approve_with_conditions", True)
    assert asks_to_find_out(case)


SETTLED = BATCH.change(FURUSATO, {**DOCUMENTS, **open_points_of_furusato()}, AUDIT, ROSTER)


def test_with_nothing_else_open_the_case_is_approved() -> None:
    case = SETTLED.outcome
    assert (case["decision"], case["provisional"]) == ("approve", False)
    assert case["conclusion"] == f"{FURUSATO_TITLE}については、認める。"
    assert conditions(case) == []


ANSWERED = BATCH.change(FURUSATO, open_points_of_furusato())


def test_with_the_open_points_answered_nothing_is_provisional_any_more() -> None:
    case = ANSWERED.outcome
    assert (case["decision"], case["provisional"]) == ("approve_with_conditions", False)
    assert conditions(case) == [SUPERVISE]


CLAIMED = BATCH.change(FURUSATO, DOCUMENTS)


def test_a_claim_without_proof_stays_unproven_and_keeps_the_condition() -> None:
    case = CLAIMED.outcome
    [finding] = findings_of(case, "sub-003")
    assert finding["verdict"] == "unproven"
    assert finding["lacking_proof"] == [f"{AWS}.supervision_documents"]
    assert conditions(case) == [SUPERVISE]
    assert (
        "再委託先「クラウド事業者」の従業者の監督について、"
        "受け取った資料（1年以内のもの）の写しを提出できますか"
    ) in asked(case)


UNDATED = {key: value for key, value in AUDIT.items() if key != "issued_on"}
RECORDS: dict[str, tuple[dict[str, object], str]] = {
    "監査報告書": ({**AUDIT}, "met"),
    "ちょうど12か月前": ({**AUDIT, "issued_on": "2020-04-15"}, "met"),
    "12か月より1日前": ({**AUDIT, "issued_on": "2020-04-14"}, "unproven"),
    "基準日の当日": ({**AUDIT, "issued_on": "2021-04-15"}, "met"),
    "基準日より後": ({**AUDIT, "issued_on": "2021-04-16"}, "unproven"),
    "日付なし": (UNDATED, "unproven"),
    "基準日まで有効": ({**AUDIT, "valid_until": "2021-04-15"}, "met"),
    "期限切れ": ({**AUDIT, "valid_until": "2021-04-14"}, "unproven"),
    "作業従事者名簿": ({**AUDIT, "kind": "staff_roster"}, "met"),
    "プライバシーマーク": ({**AUDIT, "kind": "privacy_mark"}, "unproven"),
    "ISMS": ({**AUDIT, "kind": "isms"}, "unproven"),
    "口頭": ({**AUDIT, "kind": "oral_confirmation"}, "unproven"),
    "現地確認は別の回答の証跡": ({**AUDIT, "kind": "site_inspection"}, "unproven"),
    "事業者の全ての回答について": ({**AUDIT, "supports": [AWS]}, "met"),
    "二つのものについて": ({**AUDIT, "supports": ["hosting.country", AWS]}, "met"),
    "委託先について": ({**AUDIT, "supports": ["parties[sys]"]}, "unproven"),
    "委託先の同じ回答について": (
        {**AUDIT, "supports": ["parties[sys].supervision_documents"]},
        "unproven",
    ),
    "別の回答について": ({**AUDIT, "supports": [f"{AWS}.inspected"]}, "unproven"),
    "一覧について": ({**AUDIT, "supports": ["parties"]}, "unproven"),
}
RECORDED = {
    name: BATCH.change(FURUSATO, DOCUMENTS, record) for name, (record, _) in RECORDS.items()
}


def test_proof_counts_only_where_it_is_about_the_answer_of_the_kind_and_fresh() -> None:
    found = {name: verdicts(case.outcome)["sub-003", AWS] for name, case in RECORDED.items()}
    assert found == {name: verdict for name, (_, verdict) in RECORDS.items()}


def test_the_condition_stays_exactly_where_proof_is_missing() -> None:
    for name, case in RECORDED.items():
        kept = SUPERVISE in conditions(case.outcome)
        assert kept is (RECORDS[name][1] == "unproven"), name


def test_proof_grows_old_with_the_assessment_date(tmp_path: Path) -> None:
    proven = changed(load(FURUSATO), DOCUMENTS, AUDIT)
    days = ("2021-02-28", "2021-03-01", "2022-03-01", "2022-03-02")
    cases = {day: {**proven, "case": {**proven["case"], "submitted_on": day}} for day in days}
    outcomes = assess_all(tmp_path, cases, day=None)
    assert {day: verdicts(case)["sub-003", AWS] for day, case in outcomes.items()} == {
        "2021-02-28": "unproven",
        "2021-03-01": "met",
        "2022-03-01": "met",
        "2022-03-02": "unproven",
    }


UNCLAIMED = BATCH.change(FURUSATO, {}, AUDIT)


def test_proof_of_an_answer_that_says_nothing_helps_nobody() -> None:
    assert verdicts(UNCLAIMED.outcome)["sub-003", AWS] == "not_met"


INSPECTED = BATCH.change(
    FURUSATO,
    {f"{AWS}.inspected": True},
    {"kind": "site_inspection", "issued_on": "2021-02-10", "supports": [f"{AWS}.inspected"]},
)


def test_an_inspection_by_the_city_with_its_record_is_enough() -> None:
    assert verdicts(INSPECTED.outcome)["sub-003", AWS] == "met"
    assert SUPERVISE not in conditions(INSPECTED.outcome)


SPECIFIED = BATCH.change(FURUSATO, {"contracts.supervision_in_specification": True})


def test_supervision_that_the_specification_demands_compensates() -> None:
    assert verdicts(SPECIFIED.outcome)["sub-003", AWS] == "compensated"
    assert SUPERVISE not in conditions(SPECIFIED.outcome)


BELOW = BATCH.change(
    FURUSATO,
    {
        f"{AWS}.subcontractors": [
            {"id": "ops", "name": "運用業者", "handles_personal_data": True, "inspected": False}
        ]
    },
)


def test_a_subcontractor_of_a_subcontractor_is_asked_for_as_well() -> None:
    case = BELOW.outcome
    assert verdicts(case)["sub-003", "parties[sys/aws/ops]"] == "undetermined"
    assert (
        "再委託先「運用業者」の従業者が監督されていることを、どのような資料で確かめていますか"
        in asked(case)
    )
    assert SUPERVISE in conditions(case)


UNTOUCHED = BATCH.change(FURUSATO, {f"{AWS}.handles_personal_data": False})


def test_a_subcontractor_that_touches_no_personal_data_is_left_alone() -> None:
    assert verdicts(UNTOUCHED.outcome)["sub-003", None] == "not_applicable"
    assert SUPERVISE not in conditions(UNTOUCHED.outcome)


UNANSWERED = BATCH.add(without(load(FURUSATO), f"{AWS}.supervision_documents"))


def test_where_only_open_answers_ask_for_it_the_condition_asks_to_find_out() -> None:
    assert conditions(UNANSWERED.outcome) == [
        "再委託先従業者の監督がどのように行われているかを確かめ、その結果を審議会に報告すること"
    ]


INCOMPLETE = BATCH.change(FURUSATO, {"contracts.chain_complete": False})


def test_a_chain_that_is_not_all_written_down_keeps_the_case_open() -> None:
    case = INCOMPLETE.outcome
    assert case["decision"] == "defer"
    assert verdicts(case)["sub-003", None] == "undetermined"
    assert verdicts(case)["sub-003", AWS] == "not_met"
