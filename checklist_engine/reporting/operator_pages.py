"""The page of operators: one section each, from what its file says and from its worked examples."""

from collections.abc import Iterator, Mapping

from checklist_engine.compiler.comparisons import Comparisons
from checklist_engine.compiler.expressions import Expressions
from checklist_engine.compiler.names import Names
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import raise_faults
from checklist_engine.ground.values import FactType
from checklist_engine.ground.wareki import wareki
from checklist_engine.loader.expressions import read_expression
from checklist_engine.loader.facts import read_vocabulary
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.plan import Node
from checklist_engine.operators import operators
from checklist_engine.operators.operator import (
    ANY,
    EXAMPLE_DAY,
    EXAMPLE_FACTS,
    Argument,
    Example,
    Operator,
)
from checklist_engine.phrasing.recitation import Reciter

RIGHT_SIDES: Mapping[Argument, str] = {
    Argument.VALUE: "値一つ、`{parameter: 設定値}` 又は `{fact: 同じ型の事実}`",
    Argument.VALUES: "値と `{parameter: 設定値}` の一覧",
    Argument.CODE: "選択肢のコード一つ、又は `{parameter: 設定値}`",
    Argument.CODES: "選択肢のコードと `{parameter: 設定値}` の一覧、又は `{fact: 同じ型の事実}`",
    Argument.YES_NO: "`true`、`false` 又は `{parameter: 設定値}`",
    Argument.MONTHS: "月の数（0 から 1200 まで）、又は `{parameter: 設定値}`",
    Argument.PATTERN: "[パターン](writing-rules.md#値との比較)、又は `{parameter: 設定値}`",
}
"""What may stand on the right of an operator, in words."""

_HEAD = f"""\
# 演算子

このページは `checklist docs --language` がプログラムから作ります。

規則の式で、事実の名前の後に書く比較の言葉です。式の全体については[規則の書き方](writing-rules.md#5-式)をご覧ください。

- 一つの事実に演算子を並べると、全てを満たすことを求めます（`log.months: {{at_least: 6, at_most: 60}}`）。
- `answered` のほかは、回答がなければ**不明**です。右に置いた事実に回答がないときも同じです。
- 右には、値のほか、設定値や事実を書けるものがあります。書けるものは、演算子ごとに示します。

例は、次の事実を使い、基準日を{wareki(EXAMPLE_DAY)}としたものです。どの例も、書いてあるとおりに評価されることを試験で確かめています。

```yaml
{EXAMPLE_FACTS}```
"""


def operator_page() -> str:
    """The Markdown of the page."""
    rows = [f"| [`{each.name}`](#{each.name}) | {each.label} |" for each in operators().values()]
    vocabulary = example_vocabulary()
    sections = [line for each in operators().values() for line in _section(each, vocabulary)]
    return "\n".join([_HEAD, "| 演算子 | 意味 |", "|---|---|", *rows, *sections]) + "\n"


def example_vocabulary() -> Vocabulary:
    """The facts of the examples."""
    faults: list[Diagnostic] = []
    vocabulary = read_vocabulary([parse_yaml(EXAMPLE_FACTS, "例").cursor()], faults)
    raise_faults(faults)
    return vocabulary


def compiled_example(example: Example, vocabulary: Vocabulary) -> Node:
    """The expression of an example as a Plan has it."""
    faults: list[Diagnostic] = []
    written = read_expression(parse_yaml(example.expression, "例").cursor(), faults)
    node = Expressions(Comparisons(Names(vocabulary, faults), {})).compile(written)
    raise_faults(faults)
    return node


def _section(operator: Operator, vocabulary: Vocabulary) -> Iterator[str]:
    yield from ("", f"## {operator.name}", "", f"**{operator.label}**　{operator.meaning}", "")
    yield f"- 使える型　{_types(operator)}"
    yield f"- 右に書くもの　{RIGHT_SIDES[operator.argument]}"
    for example in operator.examples:
        yield from _example(example, vocabulary)


def _types(operator: Operator) -> str:
    if operator.on == ANY:
        return "全て"
    return "、".join(f"`{kind.value}`" for kind in FactType if kind in operator.on)


def _example(example: Example, vocabulary: Vocabulary) -> Iterator[str]:
    words = Reciter.of(vocabulary).words(compiled_example(example, vocabulary))
    yield from ("", "```yaml", example.expression, "```", "", f"読み下し　{words}", "")
    yield "| 式 | 回答 |"
    yield "|---|---|"
    by_truth = {"真": example.true, "偽": example.false, "不明": example.unknown}
    for truth, answers in by_truth.items():
        if answers:
            yield f"| {truth} | {'、'.join(map(_answer, answers))} |"


def _answer(written: str) -> str:
    return f"`{written}`" if written else "未回答"
