"""Small packs: a rule or two in a test's own folder, and a submission beside them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from checklist_engine.ground.errors import InvalidFile
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import Plan
from checklist_engine.usecases.assess_cases import Assessed, assess_cases
from checklist_engine.usecases.find_pack import find_base

DAY = date(2021, 4, 15)

PACK = """\
pack: small
language: 1
version: 1.0.0
label: 小さな規則集
families: [{id: one, label: 第一}, {id: two, label: 第二}]
parameters: [{id: days, type: integer, default: 30, min: 7, max: 90, unit: 日, label: 保存日数}]
evidence_kinds:
  - {id: call, label: 電話での確認, strength: oral}
  - {id: letter, label: 書面による回答, strength: statement}
  - {id: contract, label: 契約書又は仕様書, strength: contract}
  - {id: audit_report, label: 監査報告書, strength: audit}
test_date: 2021-04-15
"""

FACTS = """\
section: {id: main, label: 区分, order: 1}
facts:
  - {id: agreed, label: 同意, question: 同意を得ていますか, type: boolean}
  - {id: recorded, label: 記録, question: 記録を残していますか, type: boolean}
  - {id: checked, label: 点検, type: boolean}
  - {id: place, label: 場所, question: 場所はどこですか, type: choice, choices: {JP: 日本, OTHER: 日本以外}}
  - id: means
    label: 手段
    question: どの手段がありますか
    type: choices
    choices: {audit: 監査報告, roster: 名簿, pledge: 誓約書}
  - {id: people, label: 人数, question: 何人ですか, type: integer, unit: 人, min: 0, max: 100}
  - {id: rate, label: 割合, type: number, unit: "%"}
  - {id: day, label: 期日, question: いつですか, type: date}
  - {id: note, label: 備考, type: text}
  - {id: complete, label: 記入の完了, question: 委託先を全て記入しましたか, type: boolean}
  - {id: chief, label: 主な委託先, type: choice, from: parties}
  - id: parties
    label: 委託先
    question: 委託先はどこですか
    type: list
    key: id
    name: name
    children: below
    closed_by: complete
    fields:
      - {id: id, type: text, label: 記号}
      - {id: name, type: text, label: 名称}
      - {id: handles, type: boolean, label: 取扱い, question: この事業者が取り扱いますか}
      - {id: papers, type: choices, label: 資料, choices: {audit: 監査報告, roster: 名簿, pledge: 誓約書}}
      - id: sites
        type: list
        label: 拠点
        key: id
        fields:
          - {id: id, type: text, label: 記号}
          - {id: abroad, type: boolean, label: 国外}
"""

CONDITIONS = """\
agree:
  subject: 同意
  obligation: consider
  text: 同意を得ること
  text_open: 同意の有無を確かめること
  order: 10
  route: conclusion
record:
  subject: 記録
  obligation: ensure
  text: 記録を残すこと
  order: 20
  route: conclusion
"""

PROFILE = """\
profile: all
label: 全ての規則
decision: council
rules: all
"""


def rule(
    name: str = "one-001",
    *,
    gate: str = "conditional",
    require: str = "{agreed: true}",
    not_met: str | None = "condition: {use: agree}",
    rest: str = "",
) -> str:
    """A rule file; `not_met` is what that outcome says, `rest` stands at the end, at the left."""
    outcome = f"outcomes:\n  not_met:\n    {not_met}\n" if not_met else ""
    return (
        f"id: {name}\ntitle: {name}の題名\ngate: {gate}\nweight: 1\nrequire: {require}\n"
        f"{outcome}{rest}"
    )


SMALL: Mapping[str, str] = {
    "pack.yaml": PACK,
    "facts/main.yaml": FACTS,
    "conditions.yaml": CONDITIONS,
    "one/one-001.yaml": rule(),
    "profiles/all.yaml": PROFILE,
}


def write_files(folder: Path, files: Mapping[str, str | None]) -> Path:
    """The folder with these files in it."""
    for name, text in files.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def write_pack(folder: Path, files: Mapping[str, str | None] | None = None) -> Path:
    """A small pack; `files` stand in place of its own, beside them, or (None) take them away."""
    return write_files(folder, {**SMALL, **(files or {})})


def submission(
    answers: str = "{}", rest: str = "", *, name: str = "s", profile: str = "all"
) -> str:
    """A submission file to the small pack; `answers` is a flow mapping, `rest` stands at the left."""
    return (
        f"case: {{id: {name}, title: {name}の導入, system: {name}システム}}\n"
        f"pack: small\nprofile: {profile}\nanswers: {answers}\n{rest}"
    )


def run(path: Path, *, as_of: date | None = DAY) -> Assessed:
    """A submission, a folder or a meeting assessed, without a command line around it."""
    return assess_cases(path, as_of=as_of, pack=None, today=DAY)


def assessed(
    folder: Path,
    files: Mapping[str, str | None] | None = None,
    answers: str = "{}",
    rest: str = "",
    *,
    profile: str = "all",
) -> tuple[Assessment, Plan]:
    """One submission assessed by a small pack (see `write_pack` and `submission`)."""
    write_pack(folder / "rules" / "small", files)
    write_files(folder, {"s.yaml": submission(answers, rest, profile=profile)})
    [case] = run(folder / "s.yaml").cases
    return case


def load(folder: Path, files: Mapping[str, str | None] | None = None) -> RulePack:
    """The small pack, with these files, as it is read."""
    return load_pack(write_pack(folder / "small", files), find_base)


def faults_of_pack(folder: Path, files: Mapping[str, str | None]) -> list[str]:
    """The faults of the small pack with these files: 「one/one-001.yaml:1:5 E219」."""
    with pytest.raises(InvalidFile) as caught:
        load(folder, files)
    return [
        f"{each.place}".partition("/small/")[2] + f" {each.code}"
        for each in caught.value.diagnostics
    ]
