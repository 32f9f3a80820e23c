"""Reading submissions (§8): what is taken over from another, and what never is."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from packs import run, submission, write_files, write_pack

from checklist_engine.ground.errors import InvalidFile
from checklist_engine.model.submission import Submission

HEAD = "case: {id: t, title: tの導入}\n"


def read(folder: Path, files: Mapping[str, str], name: str = "t.yaml") -> Submission:
    """One of these submissions, typed by the small pack."""
    write_pack(folder / "rules" / "small")
    write_files(folder, dict(files))
    [(assessment, _)] = run(folder / name).cases
    return assessment.submission


def codes(folder: Path, files: Mapping[str, str], name: str = "t.yaml") -> list[str]:
    with pytest.raises(InvalidFile) as caught:
        read(folder, files, name)
    return [each.code for each in caught.value.diagnostics]


def over(base: str, own: str, rest: str = "") -> dict[str, str]:
    """s.yaml with the answers `base`, and t.yaml that extends it with the answers `own`."""
    return {"s.yaml": submission(base), "t.yaml": f"{HEAD}extends: s.yaml\nanswers: {own}\n{rest}"}


@pytest.mark.parametrize(
    ("base", "own", "values"),
    [
        ("{agreed: true, place: JP}", "{}", {"agreed": True, "place": "JP"}),
        ("{agreed: true, place: JP}", "{place: OTHER}", {"agreed": True, "place": "OTHER"}),
        ("{agreed: true}", "{recorded: false}", {"agreed": True, "recorded": False}),
        ("{agreed: true, place: JP}", "{agreed: null}", {"place": "JP"}),
        ("{agreed: true, place: JP}", "{agreed: }", {"place": "JP"}),
        ("{agreed: true, place: JP}", "{agreed: {unknown: 照会中}}", {"place": "JP"}),
        ("{agreed: true, note: 覚え}", "{note: '　'}", {"agreed": True}),
        ("{agreed: {unknown: 照会中}}", "{agreed: false}", {"agreed": False}),
        ("{means: [audit, roster]}", "{means: [pledge]}", {"means": frozenset({"pledge"})}),
        ("{means: [audit]}", "{means: []}", {"means": frozenset()}),
    ],
)
def test_answers_are_taken_over_key_by_key(
    base: str, own: str, values: dict[str, object], tmp_path: Path
) -> None:
    assert read(tmp_path, over(base, own)).answers.values == values


def test_a_list_is_replaced_as_a_whole(tmp_path: Path) -> None:
    base = "{parties: [{id: a, name: 甲社, handles: true}, {id: b}]}"
    answers = read(tmp_path, over(base, "{parties: [{id: a}]}")).answers.values
    assert [element.path for element in answers["parties"]] == ["parties[a]"]  # type: ignore[union-attr]
    assert dict(answers["parties"][0].values) == {"id": "a"}  # type: ignore[index,union-attr]


NESTED: Mapping[str, str | None] = {
    "facts/main.yaml": "section: {id: m, label: 区分, order: 1}\nfacts:\n"
    "  - {id: site.country, label: 国, type: text}\n"
    "  - {id: site.city, label: 市, type: text}\n"
    "  - {id: agreed, label: 同意, type: boolean}\n"
}


@pytest.mark.parametrize(
    ("base", "own"),
    [
        ("{site: {country: JP, city: 新座}}", "{site: {city: 志木}}"),
        ("{site.country: JP, site.city: 新座}", "{site: {city: 志木}}"),
        ("{site: {country: JP, city: 新座}}", "{site.city: 志木}"),
        ("{site: {country: JP}}", "{site.city: 志木}"),
    ],
)
def test_dotted_keys_are_nested_before_they_are_merged(base: str, own: str, tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small", NESTED)
    write_files(tmp_path, over(base, own))
    [(assessment, _)] = run(tmp_path / "t.yaml").cases
    assert assessment.submission.answers.values == {"site.country": "JP", "site.city": "志木"}


@pytest.mark.parametrize("blank", ["null", "", "{unknown: 照会中}", "''"])
def test_a_whole_branch_can_be_erased(blank: str, tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small", NESTED)
    base = "{site: {country: JP, city: 新座}, agreed: true}"
    write_files(tmp_path, over(base, f"{{site: {blank}}}"))
    [(assessment, _)] = run(tmp_path / "t.yaml").cases
    assert assessment.submission.answers.values == {"agreed": True}


def test_why_an_answer_is_open_is_kept_until_it_is_answered(tmp_path: Path) -> None:
    base = "{agreed: {unknown: 照会中}, place: {unknown: }}"
    assert read(tmp_path, over(base, "{}")).answers.reasons == {"agreed": "照会中"}
    assert read(tmp_path, over(base, "{agreed: true}")).answers.reasons == {}


def test_why_an_answer_is_open_is_one_text_however_it_was_typed(tmp_path: Path) -> None:
    found = read(tmp_path, {"t.yaml": submission("{agreed: {unknown: か\u3099くせい}}")})
    assert found.answers.reasons == {"agreed": "がくせい"}


def test_what_a_submission_says_of_itself_is_composed(tmp_path: Path) -> None:
    text = (
        "case: {id: t, title: か\u3099くせいの台帳, department: 市か\u3099く課}\n"
        "pack: small\nprofile: all\nanswers: {}\n"
        "evidence: [{id: E1, kind: audit_report, title: か\u3099くせい, supports: [agreed]}]\n"
    )
    found = read(tmp_path, {"t.yaml": text})
    assert (found.case.title, found.case.department) == ("がくせいの台帳", "市がく課")
    assert [each.title for each in found.evidence] == ["がくせい"]


@pytest.mark.parametrize(("named", "stored"), [("が", "か\u3099"), ("か\u3099", "が")])
def test_a_file_is_found_however_a_mac_spelled_its_name(
    tmp_path: Path, named: str, stored: str
) -> None:
    files = {
        f"{stored}/{stored}.yaml": submission("{agreed: true}"),
        "t.yaml": f"{HEAD}extends: {named}/{named}.yaml\nanswers: {{}}\n",
    }
    assert read(tmp_path, files).answers.values == {"agreed": True}


def test_a_link_of_another_spelling_leads_out_of_the_folder_no_more_than_others(
    tmp_path: Path,
) -> None:
    write_files(tmp_path, {"s.yaml": submission("{agreed: true}")})
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "か\u3099.yaml").symlink_to(tmp_path / "s.yaml")
    files = {"inside/t.yaml": f"{HEAD}extends: が.yaml\nanswers: {{}}\n"}
    assert codes(tmp_path, files, "inside/t.yaml") == ["E310"]


def test_case_evidence_claims_and_notes_are_never_taken_over(tmp_path: Path) -> None:
    rest = (
        "evidence: [{id: E1, kind: letter, supports: [agreed]}]\n"
        "notes: {agreed: {source: minutes, quote: はい}}\n"
    )
    files = over("{agreed: true}", "{}")
    files["s.yaml"] += rest
    taken = read(tmp_path, files)
    assert taken.case.id == "t"
    assert (taken.case.system, taken.evidence) == (None, ())
    assert len(read(tmp_path, files, "s.yaml").evidence) == 1


def test_pack_and_profile_are_taken_over_unless_it_says_otherwise(tmp_path: Path) -> None:
    write_pack(
        tmp_path / "rules" / "small",
        {"profiles/other.yaml": "profile: other\nlabel: 別\ndecision: council\nrules: all\n"},
    )
    assert read(tmp_path, over("{}", "{}")).profile == "all"
    assert read(tmp_path, over("{}", "{}", "profile: other\n")).profile == "other"


def test_a_chain_of_three_is_followed(tmp_path: Path) -> None:
    files = {
        "s.yaml": submission("{agreed: true, recorded: true, place: JP}"),
        "t.yaml": f"{HEAD}extends: s.yaml\nanswers: {{recorded: false}}\n",
        "u.yaml": "case: {id: u, title: uの導入}\nextends: t.yaml\nanswers: {place: OTHER}\n",
    }
    assert read(tmp_path, files, "u.yaml").answers.values == {
        "agreed": True,
        "recorded": False,
        "place": "OTHER",
    }


def test_yaml_may_extend_json(tmp_path: Path) -> None:
    files = over("{}", "{recorded: true}")
    files["t.yaml"] = files["t.yaml"].replace("s.yaml", "s.json")
    files["s.json"] = (
        '{"case": {"id": "s", "title": "sの導入"}, "pack": "small", "profile": "all",'
        ' "answers": {"agreed": true, "rate": 1.50}}'
    )
    assert set(read(tmp_path, files).answers.values) == {"agreed", "rate", "recorded"}


def test_a_submission_may_extend_one_in_a_folder_below(tmp_path: Path) -> None:
    files = {
        "past/s.yaml": submission("{agreed: true}"),
        "t.yaml": f"{HEAD}extends: past/s.yaml\n",
    }
    assert read(tmp_path, files).answers.values == {"agreed": True}


def test_alone_a_submission_may_not_leave_its_folder_but_in_a_meeting_it_may_reach_all_of_it(
    tmp_path: Path,
) -> None:
    files = {
        "s.yaml": submission("{agreed: true}"),
        "below/t.yaml": f"{HEAD}extends: ../s.yaml\n",
        "meeting.yaml": "meeting: {id: m, title: 会議, date: 2021-04-15}\n"
        "cases: [{item: ア, submission: below/t.yaml}]\n",
    }
    assert codes(tmp_path, files, "below/t.yaml") == ["E310"]
    [(assessment, _)] = run(tmp_path).cases
    assert assessment.submission.answers.values == {"agreed": True}


def test_a_link_that_leads_out_of_the_folder_is_a_way_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write_files(outside, {"s.yaml": submission()})
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.yaml").symlink_to(outside / "s.yaml")
    assert codes(inside, {"t.yaml": f"{HEAD}extends: link.yaml\n"}) == ["E310"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../s.yaml", "E310"),
        ("/etc/passwd", "E310"),
        ("../../etc/passwd", "E310"),
        ("a/../../x.yaml", "E310"),
        ("none.yaml", "E311"),
        ("t.yaml", "E312"),
        ("./t.yaml", "E312"),
        ('"a\\0b.yaml"', "E310"),
    ],
)
def test_a_file_that_may_not_be_extended(name: str, code: str, tmp_path: Path) -> None:
    folder = tmp_path / "deep"
    assert codes(folder, {"t.yaml": f"{HEAD}extends: {name}\n"}) == [code]


def test_a_circle_of_three_is_told_once_with_its_way(tmp_path: Path) -> None:
    files = {
        "t.yaml": f"{HEAD}extends: u.yaml\n",
        "u.yaml": f"{HEAD}extends: v.yaml\n",
        "v.yaml": f"{HEAD}extends: t.yaml\n",
    }
    with pytest.raises(InvalidFile) as caught:
        read(tmp_path, files)
    [fault] = caught.value.diagnostics
    assert "t.yaml → u.yaml → v.yaml → t.yaml" in fault.message


def test_a_circle_that_one_only_leads_into_is_told_without_the_way_to_it(tmp_path: Path) -> None:
    files = {
        "t.yaml": f"{HEAD}extends: u.yaml\n",
        "u.yaml": f"{HEAD}extends: v.yaml\n",
        "v.yaml": f"{HEAD}extends: u.yaml\n",
    }
    with pytest.raises(InvalidFile) as caught:
        read(tmp_path, files)
    [fault] = caught.value.diagnostics
    assert fault.message.endswith(": u.yaml → v.yaml → u.yaml")


def test_the_faults_of_what_is_extended_are_told_in_its_own_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile) as caught:
        read(tmp_path, over("{place: UK}", "{agreed: true}"))
    [fault] = caught.value.diagnostics
    assert fault.place.file.endswith("s.yaml")
    assert (fault.place.line, fault.code) == (4, "E304")


def test_an_answer_that_is_written_over_need_not_be_right(tmp_path: Path) -> None:
    assert read(tmp_path, over("{place: UK}", "{place: JP}")).answers.values == {"place": "JP"}


def test_the_digest_is_of_what_it_comes_to_and_not_of_how_it_was_written(tmp_path: Path) -> None:
    extended = read(tmp_path / "a", over("{agreed: true, place: JP}", "{place: OTHER}"))
    whole = f"{HEAD}pack: small\nprofile: all\nanswers: {{place: OTHER, agreed: true}}\n"
    assert read(tmp_path / "b", {"t.yaml": whole}).digest == extended.digest


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("{agreed: true}", "{agreed: true, recorded: null}", True),
        ("{agreed: true}", "{agreed: true, recorded: {unknown: 照会中}}", True),
        ("{agreed: true}", "{agreed: true, note: ''}", True),
        ("{means: []}", "{}", False),
        ("{rate: 1.0}", "{rate: 1.00}", True),
        ("{rate: 1}", "{rate: 1.0}", True),
        ("{note: ガ}", "{note: ガ}", True),
        ("{note: '1'}", "{note: １}", False),
        ("{agreed: true}", "{agreed: false}", False),
    ],
)
def test_what_a_digest_tells_apart(one: str, other: str, same: bool, tmp_path: Path) -> None:
    first = read(tmp_path, {"t.yaml": submission(one)})
    second = read(tmp_path, {"t.yaml": submission(other)})
    assert (first.digest == second.digest) is same


def test_a_submission_needs_no_answers(tmp_path: Path) -> None:
    head = f"{HEAD}pack: small\nprofile: all\n"
    assert read(tmp_path, {"t.yaml": head}).answers.values == {}
    assert read(tmp_path, {"t.yaml": f"{head}answers:\n"}).answers.values == {}
