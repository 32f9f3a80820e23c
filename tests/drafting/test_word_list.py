"""The words that the program knows are those of the page, and those that templates really see."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from checklist_engine.drafting.papers import Papers, forms
from checklist_engine.drafting.word_list import trial_views, word_list
from checklist_engine.usecases.assess_cases import assess_cases

DOCS = ROOT / "docs" / "papers.md"
WORDS = ROOT / "checklist_engine" / "drafting" / "words.md"
EXAMPLES = ("niiza-2021-04-15", "rulings", "half-answered", "adopted", "corrections")


def test_the_words_are_those_of_the_page(golden: Callable[[Path, str], None]) -> None:
    page = DOCS.read_text(encoding="utf-8")
    section = page[page.index("## 使える言葉\n") : page.index("## 使えないもの")]
    golden(WORDS, section.rstrip() + "\n")


def test_every_list_of_words_has_some_and_each_is_explained() -> None:
    words = word_list()
    assert {"meeting", "case", "case.questions", "case.lists.rows.answers"} <= words.keys()
    for way, listed in words.items():
        assert listed, way
        assert all(each.words for each in listed)
        assert len({each.name for each in listed}) == len(listed)


def test_a_trial_view_has_what_its_scope_has() -> None:
    for scope in ("case", "correction"):
        assert [set(view) for view in trial_views(scope, [])] == [{"meeting", "case"}] * 2
    several = {"meeting", "cases", "notifications"}
    assert [set(view) for view in trial_views("meeting", [])] == [several] * 2
    assert [set(view) for view in trial_views(None, None)] == [several | {"case"}] * 2


def test_answers_of_a_trial_view_are_those_of_the_pack_or_any() -> None:
    view = trial_views("case", ["a.b"])[0]["case"]
    assert isinstance(view, dict)
    assert view["answers"].keys() == {"a.b"}
    anyone = trial_views("case", None)[0]["case"]
    assert isinstance(anyone, dict)
    assert "no.matter" in anyone["answers"]
    assert anyone["answers"]["no.matter"].keys() == view["answers"]["a.b"].keys()


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_trial_view_has_the_words_and_kinds_of_a_real_one(example: str) -> None:
    day = date(2021, 4, 15)
    assessed = assess_cases(ROOT / "examples" / example, as_of=None, pack=None, today=day)
    assert assessed.meeting is not None
    papers = Papers(
        meeting=assessed.meeting, cases=assessed.cases, notifications=assessed.notifications
    )
    seen = list(forms(papers))
    assert seen
    for form in seen:
        trial = trial_views(form.template.scope, _paths(form.view))[0]
        compare(form.view, trial, form.name)


def _paths(view: Mapping[str, object]) -> list[str]:
    cases = [view.get("case"), *_listed(view.get("cases")), *_listed(view.get("notifications"))]
    return sorted({path for case in cases if isinstance(case, dict) for path in case["answers"]})


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def compare(real: object, trial: object, way: str) -> None:
    """The same keys and the same kinds all the way down."""
    match real:
        case dict():
            assert isinstance(trial, dict), way
            if not way.endswith(".answers"):
                assert real.keys() == trial.keys(), way
            for key, inner in real.items():
                compare(inner, trial[key], f"{way}.{key}")
        case list():
            assert isinstance(trial, list), way
            for each in real:
                compare(each, trial[0], way)
        case _:
            assert type(real) is type(trial), way
