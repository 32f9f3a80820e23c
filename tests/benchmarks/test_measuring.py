"""What benchmarks measure with, and how they say what came of it."""

import doctest
from typing import Any

import pytest
from beside_benchmarks import module


def claim(**changes: Any) -> Any:
    given = {"words": "a way ÷ the floor", "found": 2.0, "limit": 3.0, **changes}
    return module("report").Claim(**given)


@pytest.mark.parametrize("name", ["report", "growth"])
def test_the_examples_of_docstrings_are_true(name: str) -> None:
    tried = doctest.testmod(module(name))
    assert tried.attempted > 0
    assert tried.failed == 0


def test_jobs_take_turns_and_the_least_time_counts() -> None:
    order: list[str] = []
    sizes = iter([2_000_000, 1, 2_000_000])

    def one() -> None:
        order.append("one")
        sum(range(next(sizes)))

    def other() -> None:
        order.append("other")
        sum(range(2_000_000))

    jobs = {"one": one, "other": other}
    found = module("measuring").least_seconds(jobs, 3)
    assert order == ["one", "other"] * 3
    assert 0 <= found["one"] < found["other"]


def test_a_program_that_fails_says_why() -> None:
    measuring = module("measuring")
    failing = "import sys; print('no such thing', file=sys.stderr); sys.exit(3)"
    with pytest.raises(RuntimeError, match="no such thing"):
        measuring.run(("-c", failing), {})
    ran = measuring.run(("-c", "import os; print(os.environ['SIZE'])"), {"SIZE": "12"})
    assert ran.output.split() == [b"12"]
    assert ran.processor > 0
    assert ran.wall > 0


@pytest.mark.parametrize(
    ("changes", "reached"),
    [
        ({"found": 3.0}, True),
        ({"found": 3.01}, False),
        ({"found": 3.0, "at_least": True}, True),
        ({"found": 2.99, "at_least": True}, False),
    ],
)
def test_a_claim_is_reached_up_to_its_limit(changes: dict[str, Any], reached: bool) -> None:
    assert claim(**changes).reached is reached


def test_claims_are_lines_that_say_by_how_much(capsys: pytest.CaptureFixture[str]) -> None:
    claims = [claim(), claim(found=0.5, at_least=True), claim(found=700, limit=600, unit="bytes")]
    assert module("report").conclude(claims, quick=False) == 1
    assert capsys.readouterr().out.splitlines() == [
        "- **reached**: a way ÷ the floor: 2.00 × (at most 3 ×)",
        "- **not reached**: a way ÷ the floor: 0.500 × (at least 3 ×)",
        "- **not reached**: a way ÷ the floor: 700 bytes (at most 600 bytes)",
    ]
    assert module("report").conclude(claims[:1], quick=False) == 0


def test_nothing_is_claimed_of_the_smallest_sizes(capsys: pytest.CaptureFixture[str]) -> None:
    assert module("report").conclude([claim(found=9)], quick=True) == 0
    assert capsys.readouterr().out == "- not judged: a way ÷ the floor: 9.00 × (at most 3 ×)\n"


def test_a_report_gathers_claims_and_names_what_failed() -> None:
    made = module("run")
    missed = made.Ran(
        name="one", text="## One\n\n- **not reached**: too slow: 4.00 × (at most 3 ×)", code=1
    )
    failed = made.Ran(name="other", text="", code=1)
    text = "\n".join(made.report([missed, failed], quick=False))
    assert text.index("- **not reached**: too slow") < text.index("- **failed**: other.py")
    assert text.index("- **failed**") < text.index("## One")
    assert text.count("too slow") == 1
    assert "**failed**: one" not in text


def test_a_growth_that_is_not_linear_is_found() -> None:
    growth = module("growth")
    assert growth.exponent({10: 1.0, 20: 4.0, 40: 16.0}) == pytest.approx(2)
    assert growth.steepest({1: 5.0, 10: 5.0, 20: 20.0}) == pytest.approx(2)


def test_the_same_seed_gives_the_same_submissions() -> None:
    synthetic = module("synthetic")
    once, again = list(synthetic.raw_submissions(5)), list(synthetic.raw_submissions(5))
    assert once == again
    assert once != list(synthetic.raw_submissions(5, seed=3))
    answers = sum(synthetic.FACTS.values())
    for raw in synthetic.complete_submissions(5):
        assert len(raw) == answers + len(("complete", "parties"))
        assert raw["complete"] is True
    assert all(len(raw) < answers for raw in once)
