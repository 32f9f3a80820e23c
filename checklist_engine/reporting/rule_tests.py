"""The outcome of a pack's rule tests, as text and as JSON."""

from collections.abc import Iterator

from checklist_engine.reporting.layout import Canvas, Tone
from checklist_engine.reporting.rule_tests_measures import (
    coverage_json,
    coverage_text,
    mutation_json,
    mutation_text,
)
from checklist_engine.rule_tests.outcome import PackTests, TestedPack


def report_text(tested: TestedPack, canvas: Canvas) -> Iterator[str]:
    """What came of the tests; then, where they were measured, what they are worth."""
    yield from tests_text(tested.tests, canvas)
    if tested.coverage is not None:
        yield from coverage_text(tested.coverage, canvas)
    if tested.mutation is not None:
        yield from mutation_text(tested.mutation, canvas)


def report_json(tested: TestedPack) -> dict[str, object]:
    """The same, for a program; what was not measured is left out."""
    content = tests_json(tested.tests)
    if tested.coverage is not None:
        content["coverage"] = coverage_json(tested.coverage)
    if tested.mutation is not None:
        content["mutation"] = mutation_json(tested.mutation)
    return content


def tests_text(tests: PackTests, canvas: Canvas) -> Iterator[str]:
    """What failed, with its place; then one line that counts."""
    for outcome in tests.outcomes:
        if outcome.differences:
            yield from canvas.hang("× ", f"{outcome.rule}　{outcome.case}", tone=Tone.BAD)
            for difference in outcome.differences:
                yield from canvas.hang("", difference, indent=4)
            yield canvas.paint(f"    {outcome.place}", Tone.QUIET)
    for rule in tests.untested:
        yield from canvas.hang("× ", f"{rule}　{no_test_file(rule)}", tone=Tone.BAD)
    for rule, verdicts in tests.thin:
        named = "、".join(f"{verdict.value}（{verdict.label}）" for verdict in verdicts)
        yield from canvas.hang("△ ", f"{rule}　{named} の場合がありません", tone=Tone.CARE)
    failed = sum(bool(outcome.differences) for outcome in tests.outcomes)
    counted = f"{tests.pack}: 規則 {tests.rules} 件、場合 {len(tests.outcomes)} 件"
    if tests.passed:
        yield canvas.paint(f"○ {counted}、すべて期待どおりです", Tone.GOOD)
    else:
        wrong = [] if tests.outcomes else [NO_TESTS]
        wrong += [f"期待と違うもの {failed} 件"] if failed else []
        wrong += [f"試験のない規則 {len(tests.untested)} 件"] if tests.untested else []
        yield canvas.paint(f"× {counted}、{'、'.join(wrong)}", Tone.BAD)


NO_TESTS = "試験が一つもありません"


def no_test_file(rule: str) -> str:
    """What is said of a rule without tests."""
    return f"試験のファイル {rule}.test.yaml がありません"


def tests_json(tests: PackTests) -> dict[str, object]:
    """The same, for a program."""
    return {
        "pack": tests.pack,
        "passed": tests.passed,
        "rules": tests.rules,
        "cases": [
            {
                "rule": outcome.rule,
                "case": outcome.case,
                "passed": not outcome.differences,
                "differences": list(outcome.differences),
                "file": outcome.place.file,
                "line": outcome.place.line,
            }
            for outcome in tests.outcomes
        ],
        "untested": list(tests.untested),
        "thin": {rule: [verdict.value for verdict in verdicts] for rule, verdicts in tests.thin},
    }
