"""What holds for the papers of every example meeting: they say what was assessed, all of it, to the letter."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from packs import DAY, submission, write_files, write_pack

from checklist_engine.drafting.papers import Paper
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.verdicts import Gate, Route, Verdict
from checklist_engine.usecases.assess_cases import Assessed, assess_cases
from checklist_engine.usecases.draft_papers import draft_meeting

EXAMPLES = sorted(file.parent for file in (ROOT / "examples").glob("*/meeting.yaml"))
OPEN = (Verdict.NOT_MET, Verdict.UNPROVEN, Verdict.UNDETERMINED)
AFTER = {"adopted"}


@cache
def assessed(folder: Path) -> Assessed:
    return assess_cases(folder, as_of=None, pack=None, today=DAY)


@cache
def papers(folder: Path) -> dict[str, str]:
    drafted = draft_meeting(folder, as_of=None, pack=None, today=DAY)
    return {each.name: each.text for each in drafted.papers if isinstance(each, Paper)}


def cases(folder: Path) -> Iterator[tuple[str, Assessment]]:
    return ((each.item or "", each) for each, _ in assessed(folder).cases)


def rows(text: str, heading: str) -> list[list[str]]:
    """The rows of the first table whose heading begins so, as cells."""
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(heading))
    found = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return found


examples = pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)


@examples
def test_the_conclusion_stands_to_the_letter_in_every_paper_that_has_one(folder: Path) -> None:
    if folder.name in AFTER:
        pytest.skip("the council chose other words")
    found = papers(folder)
    for item, assessment in cases(folder):
        assert assessment.conclusion
        for name in (
            f"{item}_結論案.md",
            f"{item}_答申書案.md",
            f"{item}_諮問書の要点.md",
            "会議録案.md",
        ):
            lines = [line.strip("　") for line in found[name].splitlines()]
            assert assessment.conclusion in lines, name


@examples
def test_what_is_provisional_is_said_beside_the_sentence_and_never_inside(folder: Path) -> None:
    found = papers(folder)
    for item, assessment in cases(folder):
        for name in ("結論案", "答申書案", "諮問書の要点"):
            lines = [line for line in found[f"{item}_{name}.md"].splitlines() if "・暫定）" in line]
            assert len(lines) == (1 if assessment.provisional else 0), name
            assert not [line for line in lines if "については、" in line]


@examples
def test_every_question_is_in_its_paper_and_offered_in_the_minutes(folder: Path) -> None:
    found = papers(folder)
    minutes = found["会議録案.md"].splitlines()
    is_over = not found["会議録案.md"].partition("\n")[0].endswith("（案）")
    for item, assessment in cases(folder):
        shown = rows(found[f"{item}_質問回答書.md"], "| No. |")
        texts = [each.text.replace("|", "\\|") for each in assessment.questions]
        assert [row[2] for row in shown] == (texts or ["質問はありません"])
        marked = [row for row in shown if row[0].endswith("※")]
        assert len(marked) == sum(each.awaited for each in assessment.questions)
        # What a department answers, it writes: nothing is put into its mouth.
        assert {row[5] for row in shown} == ({""} if texts else {"－"})
        # Nobody has said it yet: it is offered in brackets, and gone when the meeting is over.
        for each in assessment.questions:
            assert (f"委員　○○〔質問：{each.text}〕" in minutes) is not is_over


@examples
def test_the_minutes_put_no_word_into_anybodys_mouth(folder: Path) -> None:
    minutes = papers(folder)["会議録案.md"]
    said = re.findall(r"^(?:委員|担当課|会長|事務局)　(.*)$", minutes, re.MULTILINE)
    assert {re.sub("〔.*〕$", "", each) for each in said} == {"○○"}
    if "（案）" not in minutes.partition("\n")[0]:
        assert "〔" not in minutes.replace("〔提案課職員〕", "")


@examples
def test_every_row_of_the_sheet_is_in_the_checklist_in_order(folder: Path) -> None:
    for item, assessment in cases(folder):
        shown = rows(papers(folder)[f"{item}_チェックリスト.md"], "| No. |")
        assert [row[0] for row in shown] == [str(n) for n in range(1, len(assessment.sheet) + 1)]
        reasons = assessment.submission.answers.reasons
        asked = {row.path for row in assessment.sheet}
        told = [row[4] for row in shown if row[3] == "未回答" and row[4] != "－"]
        assert len([path for path in reasons if path in asked]) == len(told)


@examples
def test_every_finding_that_is_open_is_a_point_at_issue_once(folder: Path) -> None:
    for item, assessment in cases(folder):
        text = papers(folder)[f"{item}_諮問書の要点.md"]
        wanted = [
            finding.rule
            for rule in assessment.rules
            for finding in rule.findings
            if finding.verdict in OPEN and rule.gate is not Gate.ADVISORY
        ]
        shown = rows(text, "| No. |") if "| No. |" in text else []
        assert sorted(row[5] for row in shown) == sorted(wanted)
        assert all(row[4] for row in shown)


@examples
def test_every_condition_is_followed_up_and_every_citywide_one_is_reported_once(
    folder: Path,
) -> None:
    if folder.name in AFTER:
        pytest.skip("the council chose other words")
    found = papers(folder)
    shown = rows(found["条件管理表.md"], "| 諮問 |")
    wanted = [
        [item, each.route.label, each.text]
        for item, assessment in cases(folder)
        for each in assessment.conditions
    ]
    assert [row[:3] for row in shown] == wanted
    citywide = {text for _, route, text in wanted if route == Route.CITYWIDE.label}
    listed = [row[0] for row in rows(found["全庁的な課題.md"], "| 課題 |")]
    assert sorted(listed) == sorted(citywide or {"なし"})


@examples
def test_every_remark_is_in_its_paper_and_in_the_reply(folder: Path) -> None:
    found = papers(folder)
    for item, assessment in cases(folder):
        for each in assessment.remarks:
            assert each.text in found[f"{item}_留意事項.md"]
            assert each.text in found[f"{item}_答申書案.md"]


@examples
def test_papers_say_nothing_that_nobody_asks_for(folder: Path) -> None:
    for item, assessment in cases(folder):
        plan = next(plan for each, plan in assessed(folder).cases if each is assessment)
        asked = {row.path for row in assessment.sheet}
        text = papers(folder)[f"{item}_チェックリスト.md"]
        labels = {fact.label for fact in plan.vocabulary.facts.values() if fact.id in asked}
        for fact in plan.vocabulary.facts.values():
            if fact.id not in asked and fact.label not in labels:
                assert f"| {fact.label} |" not in text


HOSTILE = "a|b\\n- x\\n| y |\\n<script>alert(1)</script> {{ 7 * 7 }} {% if %}"


def test_what_a_department_types_breaks_no_table_and_is_no_template(tmp_path: Path) -> None:
    folder = tmp_path
    files = {
        f"templates/{path.name}": path.read_text(encoding="utf-8")
        for path in (ROOT / "rules" / "municipal-privacy" / "templates").glob("*.j2")
        if path.name not in ("notifications.md.j2", "outline.md.j2")
    }
    listed = "\n".join(
        f"  - {{name: {name.split('/')[1].split('.')[0]}, template: {name.split('/')[1]}, for: "
        f"{'meeting' if 'cases' in text else 'case'}}}"
        for name, text in files.items()
    )
    write_pack(
        folder / "rules" / "small", {**files, "templates/papers.yaml": f"papers:\n{listed}\n"}
    )
    case = submission(
        f'{{agreed: {{unknown: "{HOSTILE}"}}, note: "{HOSTILE}"}}',
        f'evidence: [{{id: E1, kind: call, title: "{HOSTILE}", supports: [agreed]}}]\n',
    )
    case = case.replace("title: sの導入", f'title: "{HOSTILE}", department: "{HOSTILE}課"')
    write_files(
        folder,
        {
            "meeting.yaml": "meeting: {id: m, title: 会議, date: 2021-04-15}\n"
            "cases: [{item: ア, submission: s.yaml}]\n",
            "s.yaml": case,
        },
    )
    found = papers(folder)
    assert len(found) == len(files)
    for name, text in found.items():
        cells = 0
        for line in text.splitlines():
            count = line.replace("\\|", "").count("|") if line.startswith("|") else 0
            assert not (cells and count) or count == cells, (name, line)
            cells = count
        assert "49" not in text
    assert "a\\|b<br>- x" in found["ア_checklist.md"]
    # A title stays on its line.
    assert "a|b - x | y | \\<script>" in found["minutes.md"]
    assert not [name for name, text in found.items() if re.search(r"(?<!\\)<script", text)]


def test_rulings_and_claims_of_an_example_are_in_its_conclusion() -> None:
    folder = ROOT / "examples" / "rulings"
    for item, assessment in cases(folder):
        text = papers(folder)[f"{item}_結論案.md"]
        for each in assessment.rulings:
            assert f"| {each.ruling.id} | {each.ruling.rule} |" in text
        for claim in assessment.submission.claims:
            assert claim.reason in text


def test_a_meeting_without_notifications_reports_none() -> None:
    assert "届出はありません。" in papers(ROOT / "examples" / "rulings")["届出の報告.md"]
    assert "(2) その他" in papers(ROOT / "examples" / "rulings")["次第.md"]


def test_the_day_of_the_meeting_is_on_the_papers_of_the_meeting() -> None:
    found = papers(ROOT / "examples" / "niiza-2021-04-15")
    for name in (
        "次第",
        "届出の報告",
        "全庁的な課題",
        "会議録案",
        "条件管理表",
        "ア_諮問書の要点",
        "ア_答申書案",
    ):
        assert "令和3年4月15日" in found[f"{name}.md"], name
