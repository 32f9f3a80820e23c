"""The page of operators: what it shows is what the program does, read back from the page itself."""

import re
from collections.abc import Iterator

import pytest

from checklist_engine.compiler.comparisons import Comparisons
from checklist_engine.compiler.expressions import Expressions
from checklist_engine.compiler.names import Names
from checklist_engine.evaluator.expression import evaluate
from checklist_engine.evaluator.view import View
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.truth import Truth
from checklist_engine.ground.values import FactType
from checklist_engine.ground.wareki import wareki
from checklist_engine.loader.answer_tree import nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.expressions import read_expression
from checklist_engine.loader.facts import read_vocabulary
from checklist_engine.model.facts import Vocabulary
from checklist_engine.operators import operators
from checklist_engine.operators.operator import EXAMPLE_DAY, Argument
from checklist_engine.reporting.operator_pages import RIGHT_SIDES, operator_page

PAGE = operator_page()
TRUTHS = {"真": Truth.TRUE, "偽": Truth.FALSE, "不明": Truth.UNKNOWN}
SHOWN = re.compile(
    r"^```yaml\n(?P<expression>[^\n]+)\n```\n\n読み下し　(?P<words>[^\n]+)\n\n"
    r"\| 式 \| 回答 \|\n\|---\|---\|\n(?P<rows>(?:\|[^\n]+\|\n)+)",
    re.MULTILINE,
)


def section(name: str) -> str:
    [found] = re.findall(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def shown_vocabulary() -> Vocabulary:
    """The vocabulary that the page itself shows."""
    [block] = re.findall(r"^```yaml\n(section:.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    faults: list[Diagnostic] = []
    vocabulary = read_vocabulary([parse_yaml(block, "page").cursor()], faults)
    assert faults == []
    return vocabulary


def shown_rows() -> Iterator[tuple[str, str, Truth]]:
    """Every (expression, answer, truth) of the page's tables; an answer of 未回答 is none."""
    for found in SHOWN.finditer(PAGE):
        for truth, cell in re.findall(r"^\| (\S+) \| (.+) \|$", found["rows"], re.MULTILINE):
            for answer in re.findall(r"`([^`]+)`|未回答", cell):
                yield found["expression"], answer, TRUTHS[truth]


def truth_of(expression: str, answer: str) -> Truth:
    faults: list[Diagnostic] = []
    vocabulary = shown_vocabulary()
    written = read_expression(parse_yaml(expression, "page").cursor(), faults)
    node = Expressions(Comparisons(Names(vocabulary, faults), {})).compile(written)
    fact = expression.partition(":")[0]
    tree = nested(parse_yaml(f"{fact}: {answer}", "answers").cursor(), faults)
    answers = read_answers(tree, vocabulary, faults)
    assert faults == []
    return evaluate(node, View(answers=answers, as_of=EXAMPLE_DAY)).truth


def test_every_row_of_the_page_comes_out_as_it_says() -> None:
    rows = list(shown_rows())
    assert {(*row[:2], truth_of(*row[:2])) for row in rows} == set(rows)
    wanted = [
        answer
        for operator in operators().values()
        for example in operator.examples
        for answer in (*example.true, *example.false, *example.unknown)
    ]
    assert len(rows) == len(wanted)


def test_the_page_names_the_day_that_its_examples_are_about() -> None:
    assert f"基準日を{wareki(EXAMPLE_DAY)}" in PAGE


@pytest.mark.parametrize("name", operators())
def test_an_operator_has_a_section_a_row_in_the_table_and_its_types(name: str) -> None:
    operator = operators()[name]
    assert f"| [`{name}`](#{name}) | {operator.label} |" in PAGE
    text = section(name)
    assert f"**{operator.label}**　{operator.meaning}" in text
    [types] = re.findall(r"^- 使える型　(.+)$", text, re.MULTILINE)
    named = set(re.findall("`(.+?)`", types))
    assert named == {kind.value for kind in operator.on} or (
        types == "全て" and operator.on == set(FactType)
    )
    assert len(SHOWN.findall(text)) == len(operator.examples)


def test_no_reading_shows_a_path_or_a_code() -> None:
    for found in SHOWN.finditer(PAGE):
        words = re.sub("書き方「.*?」", "", found["words"])
        assert not re.search(r"[A-Za-z_.]{2}", words), words


def test_each_kind_of_right_side_is_described_and_a_fact_only_where_it_may_stand() -> None:
    assert set(RIGHT_SIDES) == set(Argument)
    with_fact = {kind for kind, words in RIGHT_SIDES.items() if "{fact:" in words}
    assert with_fact == {Argument.VALUE, Argument.CODES}
    assert all("{parameter: 設定値}" in words for words in RIGHT_SIDES.values())
