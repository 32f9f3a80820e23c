"""One fact of every type, and comparisons on them, written as an author writes them."""

from datetime import date

from checklist_engine.compiler.comparisons import Comparisons
from checklist_engine.compiler.expressions import Expressions
from checklist_engine.compiler.names import Names
from checklist_engine.evaluator.expression import Evaluation, evaluate
from checklist_engine.evaluator.view import View
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.values import FactType
from checklist_engine.loader.answer_tree import nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.expressions import read_expression
from checklist_engine.loader.facts import read_vocabulary
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.plan import Node

AS_OF = date(2021, 4, 15)
FACTS = """\
section: {id: s, label: 区分, order: 1}
facts:
  - {id: flag, label: 旗, type: boolean}
  - {id: flag2, label: 旗二, type: boolean}
  - {id: country, label: 国, type: choice, choices: {JP: 日本, US: 米国}}
  - {id: country2, label: 国二, type: choice, choices: {JP: 日本, US: 米国}}
  - {id: tools, label: 道具, type: choices, choices: {mail: メール, chat: チャット, game: ゲーム}}
  - {id: tools2, label: 道具二, type: choices, choices: {mail: メール, chat: チャット, game: ゲーム}}
  - {id: staff, label: 人数, type: integer}
  - {id: staff2, label: 人数二, type: integer}
  - {id: ratio, label: 割合, type: number}
  - {id: ratio2, label: 割合二, type: number}
  - {id: memo, label: 備考, type: text}
  - {id: memo2, label: 備考二, type: text}
  - {id: day, label: 日, type: date}
  - {id: day2, label: 日二, type: date}
  - {id: parties, label: 委託先, type: list, key: id, fields: [{id: id, type: text, label: 記号}]}
"""
PATHS = {
    FactType.BOOLEAN: "flag",
    FactType.CHOICE: "country",
    FactType.CHOICES: "tools",
    FactType.INTEGER: "staff",
    FactType.NUMBER: "ratio",
    FactType.TEXT: "memo",
    FactType.DATE: "day",
    FactType.LIST: "parties",
}


def vocabulary() -> Vocabulary:
    faults: list[Diagnostic] = []
    found = read_vocabulary([parse_yaml(FACTS, "facts.yaml").cursor()], faults)
    assert faults == []
    return found


def compiled(expression: str) -> tuple[Node, list[Diagnostic]]:
    """The node of an expression (YAML) and what the compiler has against it."""
    faults: list[Diagnostic] = []
    written = read_expression(parse_yaml(expression, "rule.yaml").cursor(), faults)
    assert faults == []
    node = Expressions(Comparisons(Names(vocabulary(), faults), {})).compile(written)
    return node, faults


def evaluated(expression: str, answers: str) -> Evaluation:
    """The outcome of an expression over answers, both in YAML."""
    node, faults = compiled(expression)
    assert faults == []
    tree = nested(parse_yaml(answers, "answers.yaml").cursor(), faults)
    read = read_answers(tree, vocabulary(), faults)
    assert faults == []
    return evaluate(node, View(answers=read, as_of=AS_OF))
