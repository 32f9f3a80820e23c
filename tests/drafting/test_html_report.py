"""The report of a case and of a meeting: what a council member finds in it, and where."""

import base64
import hashlib
import json
import re
import shutil
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import ROOT
from reading import DAY, Node, read, report

from checklist_engine.phrasing.bases import cited
from checklist_engine.usecases.assess_cases import assess_cases
from checklist_engine.usecases.write_report import make_reports

EXAMPLES = ROOT / "examples"
NIIZA = EXAMPLES / "niiza-2021-04-15"
PAGES = {
    "meeting": NIIZA,
    "case": NIIZA / "furusato.yaml",
    "half-answered": EXAMPLES / "half-answered",
    "half-answered-case": EXAMPLES / "half-answered" / "school-library.yaml",
    "rulings": EXAMPLES / "rulings",
    "corrections": EXAMPLES / "corrections",
    "corrected": EXAMPLES / "corrections" / "corrected.yaml",
    "notification": NIIZA / "notifications" / "n1.yaml",
    "own-pack": EXAMPLES / "own-pack" / "submission.yaml",
}
CONCLUSIONS = [
    each["conclusion"]
    for each in json.loads((NIIZA / "expected" / "assess.json").read_text("utf-8"))["cases"]
]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {name: report(path).text for name, path in PAGES.items()}


@pytest.fixture(scope="module")
def pages(texts: dict[str, str]) -> dict[str, Node]:
    return {name: read(text) for name, text in texts.items()}


def order_of(page: Node, *anchors: str) -> bool:
    """Whether headings stand in this order."""
    ids = [each.attributes["id"] for each in page.all() if "id" in each.attributes]
    return all(ids.index(before) < ids.index(after) for before, after in pairwise(anchors))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_in_itself(
    texts: dict[str, str], pages: dict[str, Node], name: str
) -> None:
    page = pages[name]
    assert {each.tag for each in page.all()} & {
        "script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use",
    } == set()  # fmt: skip
    for each in page.all():
        assert not {key for key in each.attributes if key.startswith("on") or key == "src"}
        assert each.attributes.get("href", "#").startswith("#")
        assert "style" not in each.attributes
    [style] = page.all("style")
    [css] = style.contents
    assert isinstance(css, str)
    assert not re.search(r"url\(|@import|@font-face", css)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;" in texts[name]


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_every_link_leads_somewhere(pages: dict[str, Node], name: str) -> None:
    ids = [each.attributes["id"] for each in pages[name].all() if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    named = [
        each.attributes[key]
        for each in pages[name].all()
        for key in ("href", "aria-labelledby")
        if key in each.attributes
    ]
    assert {word.removeprefix("#") for words in named for word in words.split()} <= set(ids)


@pytest.mark.parametrize("name", PAGES)
def test_headings_go_down_step_by_step_from_one(pages: dict[str, Node], name: str) -> None:
    levels = [int(each.tag[1]) for each in pages[name].all() if re.fullmatch("h[1-6]", each.tag)]
    # The contents have a heading of their own.
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_tables_say_what_they_are_and_what_their_heads_are_for(
    pages: dict[str, Node], name: str
) -> None:
    for table in pages[name].all("table"):
        assert [each.text for each in table.all("caption")] != [""]
        assert all("scope" in each.attributes for each in table.all("th"))
        [head] = table.all("thead")
        width = len(list(head.all("th")))
        for row in table.all("tr"):
            cells = [each for each in row.all() if each.tag in ("th", "td")]
            assert sum(int(each.attributes.get("colspan", "1")) for each in cells) == width


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_japanese_and_can_be_gone_through(pages: dict[str, Node], name: str) -> None:
    page = pages[name]
    [html] = page.all("html")
    assert html.attributes["lang"] == "ja"
    assert [len(list(page.all(tag))) for tag in ("main", "header", "nav", "footer")] == [1] * 4
    [body] = page.all("body")
    first = next(body.all("a"))
    assert first.attributes == {"class": "skip", "href": "#main"}


@pytest.mark.parametrize("name", PAGES)
def test_the_same_input_gives_the_same_bytes(texts: dict[str, str], name: str) -> None:
    assert report(PAGES[name]).text == texts[name]


def test_the_conclusions_of_the_meeting_are_there_to_the_letter(pages: dict[str, Node]) -> None:
    sentences = [each.text for each in pages["meeting"].of_class("sentence")]
    assert sentences == CONCLUSIONS


def test_what_is_provisional_is_said_beside_the_sentence(pages: dict[str, Node]) -> None:
    [verdict] = pages["case"].of_class("verdict")
    assert "回答待ち4件・暫定" in verdict.text
    [sentence] = verdict.of_class("sentence")
    assert sentence.text == CONCLUSIONS[0]


def test_a_case_says_the_conclusion_first_then_what_is_open_then_every_rule(
    pages: dict[str, Node],
) -> None:
    assert order_of(
        pages["case"],
        "conclusion", "open", "overview", "score", "parties", "rules", "evidence", "origin",
    )  # fmt: skip


def test_every_rule_is_told_with_its_verdict_reasons_basis_and_guidance(
    pages: dict[str, Node],
) -> None:
    assessed = assess_cases(PAGES["case"], as_of=DAY, pack=None, today=DAY)
    [(assessment, plan)] = assessed.cases
    planned = {rule.id: rule for rule in plan.rules}
    for found in assessment.rules:
        told = pages["case"].by_id(f"rule-{found.rule}").text
        assert found.title in told
        assert f"［{found.gate.label}］" in told
        for words in cited(planned[found.rule].basis, DAY):
            assert " ".join(words.split()) in told
        assert " ".join((planned[found.rule].guidance or "").split()) in told
        for finding in found.findings:
            assert finding.verdict.label in told
            assert (finding.text or "") in told


def test_an_answer_without_its_proof_says_what_proof_is_wanted(pages: dict[str, Node]) -> None:
    told = pages["case"].by_id("rule-cloud-001").text
    assert "サーバーの設置国：日本 証跡がないので、まだ数えません" in told
    assert "証跡不足 要るもの：" in told
    assert "E1 サーバーの国内設置についての確認" in told


def test_an_open_rule_names_the_answers_that_it_waits_for_and_why(pages: dict[str, Node]) -> None:
    told = pages["case"].by_id("rule-cloud-002").text
    assert "回答を待っているもの サーバーの設置国の指定：未回答（質疑で問われたが" in told


def test_rules_that_need_attention_are_open_and_the_others_are_not(pages: dict[str, Node]) -> None:
    for each in pages["case"].of_class("rule"):
        [details] = each.all("details")
        verdict = details.text.split()[1]
        assert ("open" in details.attributes) == (verdict in {"不適合", "証跡未確認", "判定保留"})


@pytest.mark.parametrize("name", PAGES)
def test_what_is_folded_stands_beside_its_headline_so_that_any_browser_prints_it(
    pages: dict[str, Node], name: str
) -> None:
    page = pages[name]
    for details in page.all("details"):
        assert [each.tag for each in details.contents if isinstance(each, Node)] == ["summary"]
    folds = page.of_class("fold")
    assert len(folds) == len(list(page.all("details"))) > 0
    for fold in folds:
        headline, folded = [each for each in fold.contents if isinstance(each, Node)]
        assert headline.tag == "details"
        assert folded.attributes == {"class": "folded", "hidden": "until-found"}


def test_questions_say_whom_they_wait_for_and_those_of_the_conclusion_come_first(
    pages: dict[str, Node],
) -> None:
    page = pages["case"]
    lists = page.of_class("questions")
    assert [len(list(each.all("li"))) for each in lists] == [4, 6]
    for question in lists[0].all("li"):
        assert "待っている回答" in question.text
    assert "回答する課は、シティプロモーション課です。" in page.text


def test_the_tree_of_contractors_says_what_is_proven_of_each(pages: dict[str, Node]) -> None:
    [table] = [each for each in pages["case"].all("table") if "委託元" in each.text]
    rows = [
        [cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in table.all("tr")
    ]
    assert rows[1][:3] == ["第1段階", "システム業者", "市"]
    assert rows[2][:3] == ["第2段階", "クラウド事業者", "システム業者"]
    assert "× 再委託先従業者の監督の証跡（sub-003）" in rows[2][3]
    assert rows[2][4] == "なし"


def test_families_without_weight_have_no_score(pages: dict[str, Node]) -> None:
    [table] = [each for each in pages["case"].all("table") if "確定した割合" in each.text]
    labels = [each.text for each in table.all("th") if each.attributes["scope"] == "row"]
    assert labels[0] == "全体"
    assert "画像" not in labels and "適法性" in labels


def test_the_map_and_its_table_say_the_same(pages: dict[str, Node]) -> None:
    page = pages["meeting"]
    [table] = [each for each in page.all("table") if "図と同じ内容" in each.text]
    rows = [row for row in table.all("tr") if row.of_class("mark")]
    signs = [cell.text.split()[0] for row in rows for cell in row.of_class("mark")]
    drawn = [
        each.text
        for picture in page.all("svg")
        if "一覧図" in next(picture.all("title")).text
        for each in picture.all("tspan")
        if each.text in "○△×？－"
    ]
    assert sorted(drawn) == sorted(each for each in signs if each in "○△×？－")
    assert len(rows) == 121


def test_the_meeting_has_scores_by_family_and_contractors_of_each_case(
    pages: dict[str, Node],
) -> None:
    for number, parties in [(1, 2), (2, 1), (3, 1)]:
        case = pages["meeting"].where(
            lambda each, name=f"c{number}-case": (
                each.tag == "section"  # type: ignore[misc]
                and each.attributes.get("aria-labelledby") == name
            )
        )
        titles = [next(each.all("title")).text for each in case.all("svg")]
        assert titles == ["分野ごとの評点", "委託先・再委託先の図"]
        scores, tree = case.all("table")
        assert "適法性 100.0" in scores.text
        assert len(list(tree.all("tr"))) == parties + 1
        assert f"委託先・再委託先と、確かめられたこと（{parties}件）" in case.text


def test_reports_in_one_folder_lead_to_each_other() -> None:
    made = make_reports(NIIZA, as_of=None, pack=None, today=DAY, engine="0.0.0")
    pages = {each.name: read(each.text) for each in made.papers}
    links = {
        name: {
            unquote(each.attributes["href"])
            for each in page.all("a")
            if not each.attributes["href"].startswith("#")
        }
        for name, page in pages.items()
    }
    overview, *cases = pages
    assert links[overview] == set(cases)
    assert all(links[each] == {overview} for each in cases)


def test_the_meeting_reports_notifications_and_citywide_issues(pages: dict[str, Node]) -> None:
    page = pages["meeting"]
    assert "新規 6件、変更 2件、廃止 1件" in page.text
    [table] = [each for each in page.all("table") if "事務の名称" in each.text]
    assert len(list(table.all("tr"))) == 10
    assert "× 性別を記録する必要があるかどうかを確かめ" in table.text
    assert order_of(page, "conclusions", "map", "citywide", "notifications", "c1-case", "c3-case")


def test_a_reader_can_tell_what_produced_the_report(pages: dict[str, Node]) -> None:
    [(assessment, plan)] = assess_cases(PAGES["case"], as_of=DAY, pack=None, today=DAY).cases
    [foot] = pages["case"].all("footer")
    for words in (
        assessment.submission.digest,
        plan.pack_digest,
        plan.pack_version,
        "furusato.yaml",
        "2021-04-15",
        "external-connection",
        "プログラムの版 0.0.0",
    ):
        assert words in foot.text


def test_what_a_pack_changes_is_named(pages: dict[str, Node]) -> None:
    assert "規則集の変更" in pages["own-pack"].text


def test_a_profile_that_decides_nothing_has_a_report_without_a_sentence(
    pages: dict[str, Node],
) -> None:
    page = pages["notification"]
    assert page.of_class("sentence") == []
    assert "結論を出さない適用区分" in page.text


def test_claims_and_rulings_are_told_with_the_verdict_of_the_rules(
    pages: dict[str, Node],
) -> None:
    text = pages["rulings"].text
    assert "裁定（" in text and "申出（" in text
    ruled = read(report(EXAMPLES / "rulings" / "facility-booking.yaml").text)
    assert "申出" in ruled.by_id("claims").text


def test_after_the_meeting_the_words_of_the_council_stand_first(tmp_path: Path) -> None:
    folder = tmp_path / "meeting"
    shutil.copytree(NIIZA, folder)
    adopted = (
        "adopted:\n  ア:\n    decision: approve\n    conclusion: 別の文で認める。\n"
        "    conditions: [{id: added, text: 加えた条件, due: 2022-03-31}]\n"
    )
    with (folder / "meeting.yaml").open("a", encoding="utf-8") as file:
        file.write(adopted)
    page = read(report(folder).text)
    assert page.of_class("sentence")[0].text == "別の文で認める。"
    first = page.of_class("verdict")[0]
    assert "○ 認める 審議会で決まった結論" in first.text
    assert "暫定" not in first.text
    assert f"案 {CONCLUSIONS[0]}" in page.text
    assert "加えた条件" in page.text and "令和4年3月31日" in page.text


def test_tokens_are_those_of_the_digital_agency_with_their_licence(texts: dict[str, str]) -> None:
    folder = ROOT / "checklist_engine/drafting/html/vendor/digital-go-jp-design-tokens"
    assert (folder / "tokens.css").read_text("utf-8").strip() in texts["case"]
    assert (folder / "LICENSE").read_text("utf-8").strip() in texts["case"]
