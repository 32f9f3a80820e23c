"""What rule tests are worth, in words, in colours and for programs."""

from dataclasses import replace

import pytest

from checklist_engine.ground.atoms import OneOf
from checklist_engine.ground.places import Place
from checklist_engine.ground.truth import Truth
from checklist_engine.ground.values import FactType
from checklist_engine.model.expression import Argument, Comparison
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.paths import FactRef
from checklist_engine.model.plan import TRUE, PlannedRule, Test
from checklist_engine.model.verdicts import Gate
from checklist_engine.reporting import rule_tests_measures as report
from checklist_engine.reporting.layout import Canvas
from checklist_engine.reporting.rule_tests import report_json, report_text
from checklist_engine.rule_tests.coverage import LeafCoverage, RuleCoverage
from checklist_engine.rule_tests.leaves import Leaf
from checklist_engine.rule_tests.mutants import Mutant
from checklist_engine.rule_tests.mutation import RuleMutation
from checklist_engine.rule_tests.outcome import (
    PackCoverage,
    PackMutation,
    PackTests,
    TestedPack,
    TestOutcome,
)
from checklist_engine.rule_tests.written_nodes import Part

PLAIN = Canvas(cells=100, colour=False)
PLACE = Place(file="rules/p/a/a-001.yaml", line=3, column=11, end_column=17)
FACT = Fact(
    id="agreed",
    full_id="agreed",
    label="同意",
    type=FactType.BOOLEAN,
    section="main",
    question=None,
    guidance=None,
    choices=None,
    key_of=None,
    relevant_when=None,
    unit=None,
    min=None,
    max=None,
    mutable=True,
    effort=None,
    shape=None,
    place=PLACE,
)
VOCABULARY = Vocabulary(sections={}, facts={"agreed": FACT})
TFU = frozenset(Truth)


def leaf(shown: set[Truth], demanded: frozenset[Truth] = TFU) -> LeafCoverage:
    argument = Argument(raw=True, place=PLACE)
    return LeafCoverage(
        leaf=Leaf(
            part=Part.REQUIRE,
            comparison=Comparison(
                path="agreed", operator="is", argument=argument, place=PLACE, operator_place=PLACE
            ),
            test=Test(ref=FactRef(fact="agreed"), atom=OneOf(operand=frozenset({True}))),
            lists=(),
            truths=TFU,
        ),
        shown=frozenset(shown),
        demanded=demanded,
    )


def coverage(*leaves: LeafCoverage) -> PackCoverage:
    return PackCoverage(
        vocabulary=VOCABULARY, rules=(RuleCoverage(rule="a-001", leaves=tuple(leaves)),)
    )


MUTANT = Mutant(
    key=(0,),
    words="「同意」の「はい」を「いいえ」に替え",
    place=PLACE,
    rule=PlannedRule(
        id="a-001",
        family="a",
        title="a",
        gate=Gate.ADVISORY,
        weight=1,
        basis=(),
        in_force=None,
        applies_when=TRUE,
        loop=None,
        require=TRUE,
        compensated_by=None,
        proofs=(),
        may_claim=(),
        guidance=None,
        outcomes={},
    ),
)


def mutation(tried: int, survivors: int) -> PackMutation:
    found = RuleMutation(rule="a-001", tried=tried, survivors=(MUTANT,) * survivors)
    return PackMutation(rules=(found,))


def test_what_is_not_shown_is_told_leaf_by_leaf_with_its_place() -> None:
    found = coverage(leaf({Truth.TRUE}), leaf({*Truth}), leaf(set()))
    assert list(report.coverage_text(found, PLAIN)) == [
        "△ a-001　偽・不明が判定を決める場合がありません: 「同意」が「はい」である（判定基準）",
        "    rules/p/a/a-001.yaml:3:11",
        "△ a-001　真・偽・不明が判定を決める場合がありません: 「同意」が「はい」である（判定基準）",
        "    rules/p/a/a-001.yaml:3:11",
        "△ 網羅率 44.4%: 枝 3 本のうち、全て試したもの 1 本、一部だけのもの 1 本、試していないもの 1 本",
    ]


def test_what_is_not_demanded_is_not_missed() -> None:
    found = coverage(leaf({Truth.TRUE, Truth.FALSE}, frozenset({Truth.TRUE, Truth.FALSE})))
    assert list(report.coverage_text(found, PLAIN)) == [
        "○ 網羅率 100.0%: 枝 1 本のうち、全て試したもの 1 本、一部だけのもの 0 本、試していないもの 0 本"
    ]


def test_a_slip_that_no_test_noticed_is_told_with_its_place() -> None:
    assert list(report.mutation_text(mutation(8, 1), PLAIN)) == [
        "△ a-001　「同意」の「はい」を「いいえ」に替えても、どの試験も気づきません",
        "    rules/p/a/a-001.yaml:3:11",
        "△ 検出率 87.5%: 変更 8 通りのうち、試験が気づいたもの 7 通り",
    ]
    assert list(report.mutation_text(mutation(8, 0), PLAIN)) == [
        "○ 検出率 100.0%: 変更 8 通りのうち、試験が気づいたもの 8 通り"
    ]


@pytest.mark.parametrize(
    ("tried", "survivors", "percent"),
    [(3, 1, "66.6%"), (2000, 1, "99.9%"), (1, 1, "0.0%"), (0, 0, "100.0%")],
)
def test_a_share_is_never_rounded_up(tried: int, survivors: int, percent: str) -> None:
    assert f" {percent}:" in list(report.mutation_text(mutation(tried, survivors), PLAIN))[-1]


def test_programs_are_told_everything_about_every_leaf() -> None:
    found = coverage(leaf({Truth.UNKNOWN, Truth.TRUE}))
    assert report.coverage_json(found) == {
        "percent": 66.6,
        "leaves": {"full": 0, "partly": 1, "not": 0},
        "rules": [
            {
                "rule": "a-001",
                "percent": 66.6,
                "leaves": [
                    {
                        "part": "require",
                        "words": "「同意」が「はい」である",
                        "file": "rules/p/a/a-001.yaml",
                        "line": 3,
                        "column": 11,
                        "end_column": 17,
                        "shown": ["true", "unknown"],
                        "missing": ["false"],
                    }
                ],
            }
        ],
    }


def test_programs_are_told_what_no_test_noticed() -> None:
    assert report.mutation_json(mutation(4, 1)) == {
        "percent": 75.0,
        "tried": 4,
        "noticed": 3,
        "survivors": [
            {
                "rule": "a-001",
                "words": "「同意」の「はい」を「いいえ」に替えても、どの試験も気づきません",
                "file": "rules/p/a/a-001.yaml",
                "line": 3,
                "column": 11,
                "end_column": 17,
            }
        ],
    }


GOOD = TestOutcome(rule="a-001", case="良い", place=PLACE, differences=())
TESTS = PackTests(pack="p", rules=1, outcomes=(GOOD,), untested=(), thin=())


def test_what_was_not_measured_is_not_told() -> None:
    assert len(list(report_text(TestedPack(tests=TESTS), PLAIN))) == 1
    assert not {"coverage", "mutation"} & set(report_json(TestedPack(tests=TESTS)))


def test_what_was_measured_follows_the_tests() -> None:
    tested = TestedPack(tests=TESTS, coverage=coverage(leaf({*Truth})), mutation=mutation(8, 0))
    marks = [line[:5] for line in report_text(tested, PLAIN)]
    assert marks == ["○ p: ", "○ 網羅率", "○ 検出率"]
    assert {"coverage", "mutation"} < set(report_json(tested))


@pytest.mark.parametrize(
    ("shown", "survivors", "percent", "reached"),
    [
        ({*Truth}, 0, 100, True),
        ({*Truth}, 1, 87, True),
        ({*Truth}, 1, 88, False),
        ({Truth.TRUE}, 0, 33, True),
        ({Truth.TRUE}, 0, 34, False),
        (set(), 8, 0, True),
    ],
)
def test_each_share_has_to_reach_what_is_asked(
    shown: set[Truth], survivors: int, percent: int, reached: bool
) -> None:
    tested = TestedPack(
        tests=TESTS, coverage=coverage(leaf(shown)), mutation=mutation(8, survivors)
    )
    assert tested.reaches(percent) is reached


def test_shares_are_named() -> None:
    tested = TestedPack(tests=TESTS, coverage=coverage(leaf({Truth.TRUE})), mutation=mutation(8, 1))
    assert list(report.measures_words(tested)) == ["網羅率 33.3%", "検出率 87.5%"]
    assert list(report.measures_words(TestedPack(tests=TESTS))) == []


def test_colours_where_there_are_any() -> None:
    colours = replace(PLAIN, colour=True)
    assert list(report.mutation_text(mutation(8, 0), colours))[-1].startswith("\x1b[32m")
    first = next(iter(report.mutation_text(mutation(8, 1), colours)))
    assert first.startswith("\x1b[33m△ \x1b[0m")
