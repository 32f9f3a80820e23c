"""A small world to judge: facts, a tree that may be open, a flat list, facts that are not always asked."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from checklist_engine.compiler.plan import compile_plan, rule_compiler
from checklist_engine.evaluator.expression import Evaluation, evaluate
from checklist_engine.evaluator.findings import Assessor
from checklist_engine.evaluator.relevance import RelevanceMap, relevance_map
from checklist_engine.evaluator.view import View
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.answer_tree import nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.evidence import read_evidence
from checklist_engine.loader.expressions import read_expression
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.rules import read_rule
from checklist_engine.model.assessment import Finding
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Answers
from checklist_engine.usecases.find_pack import find_base

AS_OF = date(2021, 4, 15)
FACTS = """\
section: {id: s, label: 区分, order: 1}
facts:
  - {id: used, label: 使う, type: boolean}
  - {id: safe, label: 安全, type: boolean}
  - {id: plan, label: 計画, type: boolean}
  - {id: days, label: 日数, type: integer}
  - {id: complete, label: 一覧は全部, type: boolean}
  - id: parties
    label: 委託先
    type: list
    key: id
    children: subs
    closed_by: complete
    fields:
      - {id: id, label: 記号, type: text}
      - {id: risky, label: 危険, type: boolean}
      - {id: safe, label: 安全, type: boolean}
      - id: sites
        label: 拠点
        type: list
        key: id
        fields:
          - {id: id, label: 記号, type: text}
          - {id: abroad, label: 国外, type: boolean}
  - id: servers
    label: サーバー
    type: list
    key: id
    fields:
      - {id: id, label: 記号, type: text}
      - {id: safe, label: 安全, type: boolean}
  - {id: personal, label: 個人情報, type: boolean}
  - {id: stored, label: 保存, type: boolean, relevant_when: {personal: true}}
  - {id: masked, label: 秘匿, type: boolean, relevant_when: {stored: true}}
  - id: vendors
    label: 業者
    type: list
    relevant_when: {personal: true}
    key: id
    fields:
      - {id: id, label: 記号, type: text}
      - {id: handles, label: 取り扱う, type: boolean}
      - {id: papers, label: 書類, type: boolean, relevant_when: {.handles: true}}
      - id: rooms
        label: 部屋
        type: list
        key: id
        fields:
          - {id: id, label: 記号, type: text}
          - {id: locked, label: 施錠, type: boolean}
          - {id: key_log, label: 鍵の記録, type: boolean, relevant_when: {.locked: true}}
"""
SECTION = """\
section: {id: t, label: 試験, order: 2, relevant_when: {used: true}}
facts:
  - {id: tested, label: 試験した, type: boolean}
  - {id: passed, label: 合格, type: boolean, relevant_when: {tested: true}}
"""
PACK = """\
pack: small
language: 1
version: 1.0.0
label: 小さな規則集
families: [{id: fam, label: 分野}]
parameters: [{id: limit, type: integer, default: 2, label: 上限}]
evidence_kinds:
  - {id: word, label: 口頭, strength: oral}
  - {id: letter, label: 書面, strength: statement}
  - {id: contract, label: 契約書, strength: contract}
  - {id: audit, label: 監査報告書, strength: audit}
"""
PROFILE = "profile: all\nlabel: すべて\ndecision: none\nrules: all\n"


@cache
def pack() -> RulePack:
    """The pack of the small world, written and loaded."""
    files = {
        "pack.yaml": PACK,
        "facts/s.yaml": FACTS,
        "facts/t.yaml": SECTION,
        "profiles/all.yaml": PROFILE,
    }
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_pack(Path(folder), find_base)


@cache
def plan() -> Plan:
    """Its plan, without rules."""
    return compile_plan(pack(), pack().profiles["all"])


def answers(text: str) -> Answers:
    """Typed answers, of YAML."""
    faults: list[Diagnostic] = []
    tree = nested(parse_yaml(text, "answers.yaml").cursor(), faults)
    found = read_answers(tree, pack().vocabulary, faults)
    assert faults == []
    return found


def relevance(text: str) -> RelevanceMap:
    """Relevance over answers, of YAML."""
    return relevance_map(plan(), answers(text), AS_OF)


def evaluated(expression: str, given: str = "{}") -> Evaluation:
    """An expression over answers, both in YAML; what is irrelevant is hidden."""
    faults: list[Diagnostic] = []
    written = read_expression(parse_yaml(expression, "rule.yaml").cursor(), faults)
    node = rule_compiler(pack(), faults).expressions.compile(written)
    assert faults == []
    hidden = relevance(given).irrelevant
    return evaluate(node, View(answers=answers(given), as_of=AS_OF, hidden=hidden))


def findings(
    rule: str, given: str = "{}", evidence: str = "[]", as_of: date = AS_OF
) -> tuple[Finding, ...]:
    """The findings of a rule (YAML, without id, gate and weight) over answers and evidence."""
    faults: list[Diagnostic] = []
    head = "id: x-001\ngate: advisory\nweight: 1\n"
    written = read_rule(parse_yaml(head + rule, "rule.yaml").cursor(), "fam", faults)
    planned = rule_compiler(pack(), faults).compile(written)
    cursors = parse_yaml(evidence, "evidence.yaml").cursor().items()
    records = [read_evidence(cursor, faults) for cursor in cursors]
    assert faults == []
    read = answers(given)
    irrelevant = relevance_map(plan(), read, as_of).irrelevant
    view = View(answers=read, as_of=as_of, hidden=irrelevant)
    assessor = Assessor(plan=plan(), view=view, evidence=records, irrelevant=irrelevant)
    return assessor.findings(planned)
