"""The outcome of a pack's rule tests, as text and as JSON."""

from collections.abc import Iterator

from checklist_engine.reporting.layout import Canvas, Tone
from checklist_engine.rule_tests.outcome import PackTests


def tests_text(tests: PackTests, canvas: Canvas) -> Iterator[str]:
    """What failed, with its place; then one line that counts."""
    for outcome in tests.outcomes:
        if outcome.differences:
            yield from canvas.hang("× ", f"{outcome.rule}　{outcome.case}", tone=Tone.BAD)
            for difference in outcome.differences:
                yield from canvas.hang("", difference, indent=4)
            yield canvas.paint(f"    {outcome.place}", Tone.QUIET)
    for rule in tests.untested:
        yield from canvas.hang(
            "× ", f"{rule}　試験のファイル {rule}.test.yaml がありません", tone=Tone.BAD
        )
    for rule, verdicts in tests.thin:
        named = "、".join(f"{verdict.value}（{verdict.label}）" for verdict in verdicts)
        yield from canvas.hang("△ ", f"{rule}　{named} の場合がありません", tone=Tone.CARE)
    failed = sum(bool(outcome.differences) for outcome in tests.outcomes)
    counted = f"{tests.pack}: 規則 {tests.rules} 件、場合 {len(tests.outcomes)} 件"
    if tests.passed:
        yield canvas.paint(f"○ {counted}、すべて期待どおりです", Tone.GOOD)
    else:
        wrong = [f"期待と違うもの {failed} 件"] if failed else []
        wrong += [f"試験のない規則 {len(tests.untested)} 件"] if tests.untested else []
        yield canvas.paint(f"× {counted}、{'、'.join(wrong) or '試験が一つもありません'}", Tone.BAD)


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
