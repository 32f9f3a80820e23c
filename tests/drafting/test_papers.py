"""Which papers there are, in which order, and that faults of all come at once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from dossiers import dossier, meeting

from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.comparing.submission_diff import compare_case
from checklist_engine.drafting.paper_formats import FORMATS, jobs, without_word
from checklist_engine.drafting.papers import AnyPaper, Case, Paper, Papers, draft_papers, forms
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Place
from checklist_engine.model.pack_parts import PaperTemplate


def template(name: str, scope: str, source: str = "x\n") -> PaperTemplate:
    assert scope in ("case", "meeting", "correction")
    return PaperTemplate(name=name, scope=scope, file=f"{name}.md.j2", source=source)  # type: ignore[arg-type]


TEMPLATES = (
    template("訂正", "correction"),
    template("結論", "case", "{{ case.item }} {{ case.id }}\n"),
    template("次第", "meeting", "{{ cases | map(attribute='item') | join('・') }}\n"),
)


def case(folder: Path, item: str, templates: tuple[PaperTemplate, ...] = TEMPLATES) -> Case:
    found = dossier(folder / item, "{agreed: true}")
    return replace(found.assessment, item=item), replace(found.plan, papers=templates)


def papers_of(*cases: Case) -> Papers:
    return Papers(meeting=meeting(), cases=cases)


def made(papers: Papers) -> dict[str, str]:
    drafted = draft_papers(jobs(papers, ["md"], engine="1.0.0"))
    return {each.name: each.text for each in drafted if isinstance(each, Paper)}


def test_papers_of_the_meeting_come_first_then_those_of_each_case(tmp_path: Path) -> None:
    found = made(papers_of(case(tmp_path, "ア"), case(tmp_path, "イ")))
    assert found == {"次第.md": "ア・イ\n", "ア_結論.md": "ア s\n", "イ_結論.md": "イ s\n"}
    assert list(found) == ["次第.md", "ア_結論.md", "イ_結論.md"]


def test_only_a_case_that_corrects_has_a_paper_of_it(tmp_path: Path) -> None:
    one, two = case(tmp_path, "ア"), case(tmp_path, "イ")
    before, after = (CaseSide(assessment=each, plan=plan) for each, plan in (one, two))
    papers = replace(
        papers_of(one, two), corrections={two[0].submission.file: compare_case(before, after)}
    )
    assert [form.name for form in forms(papers)] == ["次第", "ア_結論", "イ_訂正", "イ_結論"]


def test_a_paper_for_word_has_a_title_that_tells_the_case(tmp_path: Path) -> None:
    [agenda, conclusion] = forms(papers_of(case(tmp_path, "ア")))
    assert (agenda.title, conclusion.title) == ("次第", "結論　諮問ア")


def test_where_two_packs_have_a_paper_of_the_meeting_it_is_made_once(tmp_path: Path) -> None:
    other = (template("次第", "meeting", "別\n"), template("報告", "meeting"))
    found = made(papers_of(case(tmp_path, "ア"), case(tmp_path, "イ", other)))
    assert list(found) == ["次第.md", "報告.md", "ア_結論.md"]
    assert found["次第.md"] == "別\n"


def test_formats_come_in_the_order_in_which_they_are_wanted(tmp_path: Path) -> None:
    papers = papers_of(case(tmp_path, "ア"))
    for formats in (["md", "html"], ["html", "md"]):
        names = [each.name for each in draft_papers(jobs(papers, formats, engine="1.0.0"))]
        assert [name.rpartition(".")[2] for name in names] == [formats[0]] * 2 + [formats[1]] * 2
    assert len(FORMATS) == 3


def test_papers_without_a_word_template_are_known_and_passed_over(tmp_path: Path) -> None:
    papers = papers_of(case(tmp_path, "ア"), case(tmp_path, "イ"))
    assert without_word(papers) == ("訂正", "結論", "次第")
    assert jobs(papers, ["docx"], engine="1.0.0") == []


def faulty(message: str) -> Callable[[], AnyPaper]:
    def job() -> AnyPaper:
        place = Place(file="x")
        raise InvalidFile([Diagnostic(code="E411", message=message, hint="", place=place)])

    return job


def test_faults_of_all_papers_come_at_once_each_one_time() -> None:
    def fine() -> AnyPaper:
        return Paper(name="a", text="a")

    told: list[tuple[int, int]] = []
    with pytest.raises(InvalidFile) as error:
        draft_papers(
            [faulty("一"), fine, faulty("二"), faulty("一")], lambda *each: told.append(each)
        )
    assert [each.message for each in error.value.diagnostics] == ["一", "二"]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_text_is_written_as_utf_8() -> None:
    assert Paper(name="a.md", text="案\n").content == "案\n".encode()
