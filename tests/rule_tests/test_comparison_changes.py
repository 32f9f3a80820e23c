"""Changes to comparisons: those a person makes by mistake, each meaning something else."""

import pytest
from benching import RULE, bench_of, mutants, rule_test

from checklist_engine.model.verdicts import Verdict


def changes(test: str) -> list[str]:
    """What is changed in `require: {…}`, where there is nothing but this comparison."""
    return [each.words for each in mutants(f"require: {{{test}}}\n")]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("agreed: true", ["「同意」の「はい」を「いいえ」に替え"]),
        ("agreed: {is_not: false}", ["「同意」の「いいえ」を「はい」に替え"]),
        # Of two codes, the other one is what `is_not` says, too.
        ("place: JP", ["「場所」の「日本」を「日本以外」に替え"]),
        ("place: {is_not: JP}", ["「場所」の「日本」を「日本以外」に替え"]),
        (
            "place: [JP, OTHER]",
            [
                "「場所」から「日本」を外し",
                "「場所」から「日本以外」を外し",
                "「場所」の「いずれかである」を「いずれでもない」に替え",
            ],
        ),
        (
            "place: {not_in: [JP]}",
            ["「場所」の「日本」を「日本以外」に替え"],
        ),
        (
            "means: {includes: audit}",
            [
                "「手段」の「含む」を「いずれも含まない」に替え",
                "「手段」の「監査報告」を「名簿」に替え",
                "「手段」の「監査報告」を「誓約書」に替え",
            ],
        ),
        (
            "means: {includes_any: [audit, roster]}",
            [
                "「手段」の「いずれかを含む」を「すべて含む」に替え",
                "「手段」の「いずれかを含む」を「いずれも含まない」に替え",
                "「手段」から「監査報告」を外し",
                "「手段」から「名簿」を外し",
                "「手段」に「誓約書」を加え",
            ],
        ),
        # Of one code, any and all are the same.
        (
            "means: {includes_all: [pledge]}",
            [
                "「手段」の「すべて含む」を「いずれも含まない」に替え",
                "「手段」に「監査報告」を加え",
                "「手段」に「名簿」を加え",
            ],
        ),
        (
            "means: {excludes_all: [audit, pledge]}",
            [
                "「手段」の「いずれも含まない」を「いずれかを含む」に替え",
                "「手段」から「監査報告」を外し",
                "「手段」から「誓約書」を外し",
                "「手段」に「名簿」を加え",
            ],
        ),
        ("means: {is_empty: true}", ["「手段」の「該当なし」の「はい」を「いいえ」に替え"]),
        ("day: {not_expired: false}", ["「期日」の「期限内」の「いいえ」を「はい」に替え"]),
        ("agreed: {answered: true}", ["「同意」の「回答あり」の「はい」を「いいえ」に替え"]),
        ("note: {matches: '[0-9]+'}", ["「備考」の書き方を問わないことにし"]),
        ("note: {matches: '.*'}", []),
        ("note: x", ["「備考」の「等しい」を「等しくない」に替え"]),
        (
            "note: {not_in: [b, a]}",
            [
                "「備考」から「b」を外し",
                "「備考」から「a」を外し",
                "「備考」の「いずれでもない」を「いずれかである」に替え",
            ],
        ),
        (
            "day: {in: [2021-04-02, 2021-04-01]}",
            [
                "「期日」から「2021年4月2日」を外し",
                "「期日」から「2021年4月1日」を外し",
                "「期日」の「いずれかである」を「いずれでもない」に替え",
            ],
        ),
        (
            "people: {in: [{parameter: days}, 5, 3]}",
            [
                "「人数」から「5人」を外し",
                "「人数」から「3人」を外し",
                "「人数」から「30人」を外し",
                "「人数」の「いずれかである」を「いずれでもない」に替え",
            ],
        ),
        (
            "people: {at_least: 3}",
            [
                "「人数」の「以上」を「より大きい」に替え",
                "「人数」の「3人」を「2人」に替え",
            ],
        ),
        (
            "people: {less_than: 3}",
            [
                "「人数」の「より小さい」を「以下」に替え",
                "「人数」の「3人」を「2人」に替え",
            ],
        ),
        (
            "people: 3",
            [
                "「人数」の「3人」を「4人」に替え",
                "「人数」の「3人」を「2人」に替え",
                "「人数」の「等しい」を「等しくない」に替え",
            ],
        ),
        # Between two numbers there are others, so that 「より大きい」 is not 「一つ上以上」.
        (
            "rate: {more_than: 0.5}",
            [
                "「割合」の「より大きい」を「以上」に替え",
                "「割合」の「0.5%」を「0.6%」に替え",
                "「割合」の「0.5%」を「0.4%」に替え",
            ],
        ),
        (
            "rate: {at_most: 30}",
            [
                "「割合」の「以下」を「より小さい」に替え",
                "「割合」の「30%」を「31%」に替え",
                "「割合」の「30%」を「29%」に替え",
            ],
        ),
        (
            "day: {at_least: 2021-04-01}",
            [
                "「期日」の「以上」を「より大きい」に替え",
                "「期日」の「2021年4月1日」を「2021年3月31日」に替え",
            ],
        ),
        (
            "day: {at_most: 9999-12-31}",
            ["「期日」の「以下」を「より小さい」に替え"],
        ),
        (
            "day: {more_than: 9999-12-31}",
            ["「期日」の「より大きい」を「以上」に替え"],
        ),
        (
            "day: {within_months: 12}",
            [
                "「期日」の「12か月」を「13か月」に替え",
                "「期日」の「12か月」を「11か月」に替え",
            ],
        ),
        ("day: {within_months: 0}", ["「期日」の「0か月」を「1か月」に替え"]),
        (
            "people: {at_most: {parameter: days}}",
            [
                "「人数」の「以下」を「より小さい」に替え",
                "「人数」の「30人」を「31人」に替え",
            ],
        ),
        ("agreed: {is: {fact: recorded}}", ["「同意」の「等しい」を「等しくない」に替え"]),
        ("rate: {at_least: {fact: rate}}", ["「割合」の「以上」を「より大きい」に替え"]),
        (
            "means: {includes_all: {fact: means}}",
            [
                "「手段」の「すべて含む」を「いずれかを含む」に替え",
                "「手段」の「すべて含む」を「いずれも含まない」に替え",
            ],
        ),
        (
            "means: {excludes_all: {fact: means}}",
            ["「手段」の「いずれも含まない」を「いずれかを含む」に替え"],
        ),
        # A choice from a list has no codes that a rule could name instead.
        ("chief: x", ["「主な委託先」の「等しい」を「等しくない」に替え"]),
    ],
)
def test_a_comparison_is_changed_as_a_person_might(test: str, expected: list[str]) -> None:
    assert changes(test) == expected


def test_a_tier_is_counted_in_whole_steps() -> None:
    found = changes("some: {in: parties, where: {.tier: {at_least: 2}}}")
    assert [words for words in found if words.startswith("段階")] == [
        "段階の「以上」を「より大きい」に替え",
        "段階の「2」を「1」に替え",
    ]


ANSWERS = {
    "agreed": ["true", "false"],
    "place": ["JP", "OTHER"],
    "means": ["[]", "[audit]", "[roster]", "[pledge]", "[audit, roster]", "[audit, pledge]"],
    "people": [str(number) for number in range(7)],
    "rate": ["0.3", "0.4", "0.45", "0.5", "0.55", "0.6", "0.7"],
    "day": ["2020-03-15", "2020-04-14", "2020-04-15", "2020-05-15", "2021-04-14", "2021-04-15"],
    "note": ["a", "b", '"12"'],
}
TESTS = [
    "agreed: true",
    "place: JP",
    "place: {not_in: [JP, OTHER]}",
    "means: {includes: audit}",
    "means: {includes_any: [audit, pledge]}",
    "means: {includes_all: [audit, roster]}",
    "means: {excludes_all: [roster]}",
    "means: {is_empty: false}",
    "people: 3",
    "people: {at_least: 3}",
    "people: {at_most: 3}",
    "people: {more_than: 3}",
    "people: {less_than: 3}",
    "rate: {at_least: 0.5}",
    "rate: {less_than: 0.5}",
    "day: {at_least: 2020-04-15}",
    "day: {less_than: 2020-04-15}",
    "day: {within_months: 12}",
    "day: {not_expired: true}",
    "note: [a, b]",
    "note: {matches: '[0-9]+'}",
]


@pytest.mark.parametrize("test", TESTS)
def test_every_change_turns_some_answer_round(test: str) -> None:
    """None is in vain, and no two are the same: each has answers of its own that it passes."""
    fact = test.partition(":")[0]
    bench = bench_of(f"require: {{{test}}}\n")
    cases = "".join(f"- {{answers: {{{fact}: {answer}}}}}\n" for answer in ANSWERS[fact])
    trials = bench.trials(rule_test(cases))
    rules = [bench.planned(RULE), *(each.rule for each in mutants(f"require: {{{test}}}\n"))]
    passed = [tuple(trial.seen(rule).verdict is Verdict.MET for trial in trials) for rule in rules]
    assert len(rules) > 1
    assert len(set(passed)) == len(passed), list(zip(rules, passed, strict=True))


def test_changes_have_keys_of_their_own_and_say_where() -> None:
    found = mutants("require:\n  means:\n    includes_any: [audit, roster]\n")
    assert len({each.key for each in found}) == len(found)
    told = {each.words: (each.place.line, each.place.column) for each in found}
    assert told["「手段」の「いずれかを含む」を「すべて含む」に替え"] == (6, 5)
    assert told["「手段」から「監査報告」を外し"] == (6, 20)
    assert told["「手段」から「名簿」を外し"] == (6, 27)
    assert told["「手段」に「誓約書」を加え"] == (6, 19)
