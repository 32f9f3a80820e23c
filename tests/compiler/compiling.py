"""A small pack, written, loaded and compiled; tests lay their own files over its files."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from checklist_engine.compiler.plan import compile_plan, rule_compiler
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.loader.expressions import read_expression
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import Node, Plan, PlannedRule
from checklist_engine.usecases.find_pack import find_base

FACTS = """\
section: {id: s, label: 区分, order: 1}
facts:
  - {id: data.personal, label: 個人情報, type: boolean}
  - {id: hosting.country, label: 設置国, type: choice, choices: {JP: 日本, US: 米国}}
  - {id: tools, label: 道具, type: choices, choices: {mail: メール, chat: チャット}}
  - {id: days, label: 日数, type: integer}
  - {id: ratio, label: 割合, type: number}
  - {id: memo, label: 備考, type: text}
  - {id: start, label: 開始日, type: date}
  - {id: complete, label: 一覧は全部, type: boolean}
  - id: parties
    label: 委託先
    type: list
    key: id
    children: subs
    closed_by: complete
    fields:
      - {id: id, label: 記号, type: text}
      - {id: name, label: 名称, type: text}
      - {id: safe, label: 安全, type: boolean}
      - {id: papers, label: 書類, type: choices, choices: {audit: 監査報告, roster: 名簿}}
      - id: sites
        label: 拠点
        type: list
        key: id
        fields:
          - {id: id, label: 記号, type: text}
          - {id: country, label: 国, type: choice, choices: {JP: 日本, US: 米国}}
"""
PACK = """\
pack: small
language: 1
version: 1.0.0
label: 小さな規則集
families: [{id: fam, label: 分野}, {id: other, label: 別の分野}]
parameters:
  - {id: limit, type: integer, default: 2, label: 上限}
  - {id: share, type: number, default: 0.5, label: 割合の上限}
  - {id: home, type: text, default: JP, label: 国内}
  - {id: since, type: date, default: 2021-04-01, label: 起算日}
  - {id: strict, type: boolean, default: true, label: 厳しく}
evidence_kinds:
  - {id: contract, label: 契約書, strength: contract}
  - {id: audit_report, label: 監査報告書, strength: audit}
"""
CONDITIONS = """\
supervise:
  subject: 監督
  obligation: consider
  text: "{{ means | ya }}の閲覧を求めるなどして監督すること"
  text_open: "監督の方法を確認し、報告すること"
  parameters: {means: list}
  order: 10
  route: conclusion
name-it:
  subject: 名称
  obligation: report
  text: "{{ what }}を届け出ること〔（{{ others | oyobi }}を含む。）〕"
  text_open: "{{ what }}を確認すること〔（{{ others | touten }}）〕"
  parameters: {what: text, others: list}
  order: 20
  route: remark
firm-only:
  subject: 確定のみ
  obligation: ensure
  text: "徹底すること"
  order: 30
  route: citywide
"""
PROFILE = "profile: all\nlabel: すべて\ndecision: none\nrules: all\n"
Files = Mapping[str, str]
SMALL: Files = {
    "pack.yaml": PACK,
    "facts/s.yaml": FACTS,
    "conditions.yaml": CONDITIONS,
    "profiles/all.yaml": PROFILE,
}


def loaded(files: Files) -> RulePack:
    """The small pack with files of one's own."""
    with TemporaryDirectory() as folder:
        for name, text in {**SMALL, **files}.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_pack(Path(folder), find_base)


def plan(files: Files, profile: str = "all") -> Plan:
    """Its plan."""
    pack = loaded(files)
    return compile_plan(pack, pack.profiles[profile])


def faults_of(files: Files) -> list[Diagnostic]:
    """What the compiler has against it."""
    pack = loaded(files)
    try:
        compile_plan(pack, pack.profiles["all"])
    except InvalidFile as error:
        return list(error.diagnostics)
    return []


RULE = "id: fam-001\ntitle: 規則\ngate: advisory\nweight: 1\n"


def rule_faults(rest: str, *, head: str = RULE) -> list[Diagnostic]:
    """What the compiler has against a rule, of which everything but its head is given."""
    return faults_of({"fam/fam-001.yaml": head + rest})


def planned(rest: str, *, head: str = RULE) -> PlannedRule:
    """The rule, compiled."""
    (rule,) = plan({"fam/fam-001.yaml": head + rest}).rules
    return rule


def node(expression: str, files: Files | None = None) -> tuple[Node, list[Diagnostic]]:
    """An expression of YAML, compiled, and its faults."""
    faults: list[Diagnostic] = []
    written = read_expression(parse_yaml(expression, "rule.yaml").cursor(), faults)
    return rule_compiler(loaded(files or {}), faults).expressions.compile(written), faults


def expression_fault(expression: str) -> Diagnostic:
    """The one fault of an expression."""
    _, (fault,) = node(expression)
    return fault
