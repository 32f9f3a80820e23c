"""What came of rule tests, in words and colours."""

import pytest

from checklist_engine.ground.places import Place
from checklist_engine.model.verdicts import Verdict
from checklist_engine.reporting import rule_tests as report
from checklist_engine.reporting.layout import Canvas
from checklist_engine.rule_tests.outcome import PackTests, TestOutcome

PLAIN = Canvas(cells=60, colour=False)
PLACE = Place(file="rules/p/a/a-001.test.yaml", line=3, column=11)
GOOD = TestOutcome(rule="a-001", case="良い", place=PLACE, differences=())
BAD = TestOutcome(rule="a-001", case="悪い", place=PLACE, differences=("違います",))


def pack(
    *outcomes: TestOutcome,
    untested: tuple[str, ...] = (),
    thin: tuple[tuple[str, tuple[Verdict, ...]], ...] = (),
) -> PackTests:
    return PackTests(pack="p", rules=2, outcomes=outcomes, untested=untested, thin=thin)


@pytest.mark.parametrize(
    ("tests", "passed", "last"),
    [
        (pack(GOOD), True, "○ p: 規則 2 件、場合 1 件、すべて期待どおりです"),
        (pack(GOOD, BAD), False, "× p: 規則 2 件、場合 2 件、期待と違うもの 1 件"),
        (pack(GOOD, untested=("a-002",)), False, "× p: 規則 2 件、場合 1 件、試験のない規則 1 件"),
        (
            pack(BAD, untested=("a-002",)),
            False,
            "× p: 規則 2 件、場合 1 件、期待と違うもの 1 件、試験のない規則 1 件",
        ),
        (pack(), False, "× p: 規則 2 件、場合 0 件、試験が一つもありません"),
        (
            pack(untested=("a-001", "a-002")),
            False,
            "× p: 規則 2 件、場合 0 件、試験が一つもありません、試験のない規則 2 件",
        ),
    ],
)
def test_the_last_line_counts(tests: PackTests, passed: bool, last: str) -> None:
    assert list(report.tests_text(tests, PLAIN))[-1] == last
    assert tests.passed is passed
    assert report.tests_json(tests)["passed"] is passed


def test_only_what_failed_is_told_one_by_one() -> None:
    assert list(report.tests_text(pack(GOOD, BAD), PLAIN))[:-1] == [
        "× a-001　悪い",
        "    違います",
        "    rules/p/a/a-001.test.yaml:3:11",
    ]


def test_what_is_tested_thinly_is_a_warning_and_no_failure() -> None:
    tests = pack(GOOD, thin=(("a-001", (Verdict.UNDETERMINED,)),))
    assert list(report.tests_text(tests, PLAIN)) == [
        "△ a-001　undetermined（判定保留） の場合がありません",
        "○ p: 規則 2 件、場合 1 件、すべて期待どおりです",
    ]


def test_colours_where_there_are_any() -> None:
    lines = list(report.tests_text(pack(GOOD, BAD), Canvas(cells=60, colour=True)))
    assert lines[0].startswith("\x1b[31m× \x1b[0m")
