"""The seed cases, one answer changed: the decision and the words change with it."""

from seed_cases import (
    APPROVE_RESUBCONTRACTING,
    AWS,
    FIX_LOCATION,
    FURUSATO,
    FURUSATO_TITLE,
    QUBENA,
    QUBENA_TITLE,
    SUPERVISE,
    TEACH,
    VENDOR,
    Batch,
    asked,
    asks_to_find_out,
    conditions,
    findings_of,
    load,
    verdicts,
)

BATCH = Batch()
FURUSATO_BEFORE = BATCH.add(load(FURUSATO))
ONLY_PASSWORD = (
    f"{QUBENA_TITLE}については、認める。ただし、"
    "児童生徒によるパスワードの管理について、守らせるべきことを徹底させること。"
)
ONLY_DEVICES = (
    f"{QUBENA_TITLE}については、認める。ただし、児童生徒による端末の管理について、"
    "情報モラル教育も含め、守らせるべきことを徹底させること。"
)

HANDLED = [
    BATCH.change(FURUSATO, {"card.handling": handling})
    for handling in (["stored"], ["processed"], ["passed"], ["stored", "processed"])
]


def test_card_numbers_in_the_system_of_the_city_are_refused() -> None:
    for case in (changed.outcome for changed in HANDLED):
        assert (case["decision"], case["provisional"]) == ("reject", False)
        assert case["conclusion"] == f"{FURUSATO_TITLE}については、認めない。"
        assert verdicts(case)["card-001", None] == "not_met"


def test_what_the_system_does_with_card_numbers_is_said_in_words() -> None:
    texts = [findings_of(changed.outcome, "card-001")[0]["text"] for changed in HANDLED]
    assert texts == [
        f"カード番号が、市が使うシステムで取り扱われます（{words}）"
        for words in ("保存", "処理", "通過", "保存、処理")
    ]


def test_a_refusal_still_lists_the_conditions_and_questions() -> None:
    before, after = FURUSATO_BEFORE.outcome, HANDLED[0].outcome
    assert conditions(after) == conditions(before)
    assert asked(after) == asked(before)


VIEWED = BATCH.change(FURUSATO, {"card.viewers": ["portal", "system_vendor"]})


def test_card_numbers_that_the_vendor_can_read_make_a_condition() -> None:
    assert VIEWED.outcome["conclusion"] == (
        f"{FURUSATO_TITLE}については、認める。ただし、{SUPERVISE}。"
        "また、カード番号を閲覧できる者を、決済を行うために必要な事業者に限ること。"
    )


NO_CARDS = BATCH.change(FURUSATO, {"scope.cards": False, "card.handling": ["stored"]})


def test_without_cards_nobody_asks_about_them_and_what_was_answered_counts_for_nothing() -> None:
    case = NO_CARDS.outcome
    assert {verdicts(case)[f"card-00{number}", None] for number in (1, 2, 3)} == {"not_applicable"}
    assert not any("クレジットカード" in text for text in asked(case))
    assert case["decision"] == "approve_with_conditions"


OWN_PASSWORD = [
    BATCH.change(QUBENA, {path: value})
    for path, value in [
        ("pupils.password_changers", ["pupil", "administrator"]),
        ("pupils.password_changers", ["pupil"]),
        ("pupils.initial_password", "chosen"),
        ("pupils.password_reissued", True),
    ]
]


def test_where_a_pupil_has_a_password_of_his_own_the_password_leaves_the_condition() -> None:
    for changed in OWN_PASSWORD:
        assert changed.outcome["conclusion"] == ONLY_DEVICES


EDUCATED = BATCH.change(QUBENA, {"pupils.moral_education": "carried_out"})


def test_moral_education_that_is_carried_out_leaves_the_condition() -> None:
    assert EDUCATED.outcome["conclusion"] == (
        f"{QUBENA_TITLE}については、認める。ただし、"
        "児童生徒による端末、パスワードの管理について、守らせるべきことを徹底させること。"
    )


OUT_OF_REACH = [
    BATCH.change(QUBENA, {"pupils.bound_to_device": True}),
    BATCH.change(QUBENA, {"pupils.others_reachable": False}),
]


def test_where_no_data_of_others_can_be_reached_only_the_password_is_left() -> None:
    for case in (changed.outcome for changed in OUT_OF_REACH):
        assert verdicts(case)["auth-003", None] == "compensated"
        assert case["conclusion"] == ONLY_PASSWORD


MENDED = BATCH.change(
    QUBENA,
    {
        "pupils.password_changers": ["pupil"],
        "pupils.moral_education": "carried_out",
        "pupils.bound_to_device": True,
    },
)


def test_with_all_of_it_mended_the_condition_goes_and_what_is_open_takes_its_place() -> None:
    case = MENDED.outcome
    assert (case["decision"], case["provisional"]) == ("approve_with_conditions", True)
    assert case["conclusion"].startswith(f"{QUBENA_TITLE}については、認める。ただし、")
    assert asks_to_find_out(case)


AT_SCHOOL = BATCH.change(QUBENA, {"device.taken_home": False})


def test_devices_that_stay_at_school_need_no_rules_for_home() -> None:
    found = verdicts(AT_SCHOOL.outcome)
    assert {found[f"device-00{number}", None] for number in (2, 3, 5)} == {"not_applicable"}


HALF_A_PROCEDURE = BATCH.change(
    QUBENA, {"device.loan_procedure": ["loan_form"], "device.restrictions": []}
)


def test_what_a_procedure_lacks_is_named_and_only_that() -> None:
    remarks = conditions(HALF_A_PROCEDURE.outcome, "remark")
    assert "端末の持ち帰りについて、端末を運ぶ者の決まりなど、必要な手続を定めること" in remarks
    assert (
        "児童生徒が使う端末について、メール機能の停止、アプリの追加の制限及びフィルタリングにより、"
        "学習に必要な範囲に利用を限ること"
    ) in remarks


ABROAD = BATCH.change(FURUSATO, {"hosting.country": "OTHER"})


def test_a_server_abroad_without_an_answer_on_safeguards_defers_the_case() -> None:
    case = ABROAD.outcome
    assert (case["decision"], case["provisional"]) == ("defer", False)
    assert case["conclusion"] == f"{FURUSATO_TITLE}については、継続審議とする。"
    [finding] = findings_of(case, "cloud-001")
    assert finding["causes"] == ["hosting.foreign_safeguards"]


SAFEGUARDS = ["law_checked", "own_key", "japanese_law"]
HALF_SAFEGUARDED = [
    BATCH.change(FURUSATO, {"hosting.country": "OTHER", "hosting.foreign_safeguards": chosen})
    for chosen in ([], SAFEGUARDS[:1], SAFEGUARDS[:2], SAFEGUARDS[2:])
]


def test_a_server_abroad_without_all_safeguards_is_refused() -> None:
    for case in (changed.outcome for changed in HALF_SAFEGUARDED):
        assert case["decision"] == "reject"
        [finding] = findings_of(case, "cloud-001")
        assert finding["text"] == (
            "個人情報を保管するサーバーの設置国が「日本以外」であり、必要な措置がそろっていません"
        )


SAFEGUARDED = {"hosting.country": "OTHER", "hosting.foreign_safeguards": SAFEGUARDS}
CLAIMED = BATCH.change(FURUSATO, SAFEGUARDED)
PROVEN = BATCH.change(
    FURUSATO, SAFEGUARDED, {"kind": "contract", "supports": ["hosting.foreign_safeguards"]}
)


def test_a_server_abroad_with_all_safeguards_in_the_contract_is_compensated() -> None:
    assert verdicts(CLAIMED.outcome)["cloud-001", None] == "unproven"
    assert verdicts(PROVEN.outcome)["cloud-001", None] == "compensated"
    assert PROVEN.outcome["decision"] == "approve_with_conditions"


WEAK = ["oral_confirmation", "self_declaration"]
STRONG = ["vendor_statement", "contract", "privacy_mark", "audit_report", "site_inspection"]
CONFIRMED = {
    kind: BATCH.change(FURUSATO, {}, {"kind": kind, "supports": ["hosting.country"]})
    for kind in [*WEAK, *STRONG]
}


def test_an_oral_word_about_the_country_is_no_proof() -> None:
    found = {
        kind: verdicts(changed.outcome)["cloud-001", None] for kind, changed in CONFIRMED.items()
    }
    assert found == {**dict.fromkeys(WEAK, "unproven"), **dict.fromkeys(STRONG, "met")}


TWO = BATCH.change(QUBENA, {"contracts.resubcontracting": "later_report"})


def test_two_conditions_stand_in_one_sentence() -> None:
    assert TWO.outcome["conclusion"] == (
        f"{QUBENA_TITLE}については、認める。ただし、{APPROVE_RESUBCONTRACTING}。また、{TEACH}。"
    )


THREE = BATCH.change(
    FURUSATO,
    {"contracts.resubcontracting": "not_defined", "hosting.location_control": "impossible"},
)


def test_a_third_condition_becomes_a_remark_and_is_not_lost() -> None:
    case = THREE.outcome
    # The two that oblige most stay; what is only to be considered goes.
    assert case["conclusion"] == (
        f"{FURUSATO_TITLE}については、認める。"
        f"ただし、{APPROVE_RESUBCONTRACTING}。また、{FIX_LOCATION}。"
    )
    moved = next(
        each for each in case["remarks"] if each["condition"] == "supervise-subcontractors"
    )
    assert moved["text"] == SUPERVISE
    assert [origin["rule"] for origin in moved["from"]] == ["sub-003"]
    routes = {each["id"]: each["route"] for each in case["conditions"]}
    assert routes["supervise-subcontractors"] == "remark"


SEEN = BATCH.change(FURUSATO, {"parties[sys].access": "identified", f"{AWS}.access": "identified"})


def test_vendors_are_joined_in_one_condition() -> None:
    case = SEEN.outcome
    limited = (
        "システム業者及びクラウド事業者が閲覧できる情報を、氏名を番号に置き換えるなど、"
        "特定の個人を識別できない範囲に限ること"
    )
    assert conditions(case) == [SUPERVISE, limited]
    [limit] = [each for each in case["conditions"] if each["id"] == "limit-vendor-access"]
    assert [(origin["rule"], origin["element"]) for origin in limit["from"]] == [
        ("data-001", "parties[sys]"),
        ("data-001", AWS),
    ]
    assert limit["from"][1]["answers"] == {
        f"{AWS}.access": "identified",
        f"{AWS}.handles_personal_data": True,
    }


RESTORABLE = BATCH.change(QUBENA, {f"{VENDOR}.access": "anonymised", f"{VENDOR}.key_table": "city"})


def test_data_that_can_be_restored_is_no_anonymised_data() -> None:
    case = RESTORABLE.outcome
    assert verdicts(case)["data-002", VENDOR] == "not_met"
    assert any("復元できないように消去" in text for text in conditions(case, "remark"))
    [finding] = findings_of(case, "data-002")
    assert finding["text"] == (
        "「システム業者」が閲覧する情報は「復元できないように加工した情報（匿名化）」とされていますが、"
        "対応表を保有する者は「市又は学校」です"
    )


ESTABLISHED = BATCH.change(FURUSATO, {"org.supervision_framework": "established"})


def test_the_task_of_the_whole_city_is_no_condition_of_a_case() -> None:
    before, after = FURUSATO_BEFORE.outcome, ESTABLISHED.outcome
    texts = {each["id"]: each["text"] for each in before["citywide"]}
    assert texts["report-citywide-supervision"] not in before["conclusion"]
    assert "report-citywide-supervision" not in {each["id"] for each in after["citywide"]}
    assert after["conclusion"] == before["conclusion"]
