"""The texts that people read are found in every kind of file, and nothing else is."""

from pathlib import Path

import pytest
from benches import bench
from packs import rule

from checklist_engine.lint.texts import Role, texts_of

RULE = rule(
    require="{title: 読む, agreed: true}",
    not_met="finding: 指摘",
    rest="""\
    remark: 留意事項
    condition: {use: agree, with: {means: [語, {labels: means}], note: 一語}}
  unproven: {question: 質問, condition: [{use: agree, with: {note: 別の語}}, {use: record}]}
  undetermined: {question_first: 初めの質問}
basis:
  - {document: 法律, clause: 第1条, in_force: {from: 2021-04-01}}
  - {practice: 実務, origin: 由来}
guidance: 説明
""",
)


def found(folder: Path, name: str, text: str | None = None) -> list[tuple[Role, str]]:
    made = bench(folder, {} if text is None else {name: text})
    made.whole()
    assert made.read is not None
    assert made.read.pack is not None
    documents = made.read.documents
    [document] = [each for file, each in documents.items() if file.endswith(f"/{name}")]
    return [(each.role, each.words) for each in texts_of(document, made.read.pack)]


def test_the_texts_of_a_rule(tmp_path: Path) -> None:
    assert sorted(found(tmp_path, "one/one-001.yaml", RULE), key=str) == sorted(
        [
            (Role.TITLE, "one-001の題名"),
            (Role.BASIS, "法律"),
            (Role.BASIS, "第1条"),
            (Role.BASIS, "実務"),
            (Role.BASIS, "由来"),
            (Role.GUIDANCE, "説明"),
            (Role.FINDING, "指摘"),
            (Role.QUESTION, "質問"),
            (Role.QUESTION, "初めの質問"),
            (Role.REMARK, "留意事項"),
            (Role.ARGUMENT, "語"),
            (Role.ARGUMENT, "一語"),
            (Role.ARGUMENT, "別の語"),
        ],
        key=str,
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("conditions.yaml", (Role.CONDITION, "同意の有無を確かめること")),
        ("conditions.yaml", (Role.TITLE, "記録")),
        ("facts/main.yaml", (Role.LABEL, "区分")),
        ("facts/main.yaml", (Role.QUESTION, "場所はどこですか")),
        ("facts/main.yaml", (Role.LABEL, "日本以外")),
        ("facts/main.yaml", (Role.LABEL, "人")),
        ("facts/main.yaml", (Role.QUESTION, "この事業者が取り扱いますか")),
        ("facts/main.yaml", (Role.LABEL, "国外")),
        ("pack.yaml", (Role.LABEL, "第一")),
        ("pack.yaml", (Role.LABEL, "保存日数")),
        ("pack.yaml", (Role.LABEL, "書面による回答")),
        ("profiles/all.yaml", (Role.LABEL, "全ての規則")),
    ],
)
def test_the_texts_of_other_files(name: str, expected: tuple[Role, str], tmp_path: Path) -> None:
    assert expected in found(tmp_path, name)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "one/one-001.test.yaml",
            "rule: one-001\ncases:\n  - {name: 名前, answers: {note: 答え}, expect: {verdict: met}}\n",
            [(Role.CASE, "名前")],
        ),
        (
            "profiles/all.yaml",
            "profile: all\nlabel: 名前\ndecision: none\nrules: all\nexcept: [{rule: one-001, reason: 理由}]\n",
            [(Role.LABEL, "名前"), (Role.REASON, "理由")],
        ),
        ("templates/sentences.yaml", 'approve: "{{ title }}"\n', [(Role.SENTENCE, "{{ title }}")]),
        ("lint.yaml", "severity: {W519: off}\n", []),
        ("one/one-001.yaml", "title: {a: 題名}\nguidance: 3\noutcomes: x\nbasis: {}\n", []),
    ],
)
def test_the_texts_of_a_file(
    name: str, text: str, expected: list[tuple[Role, str]], tmp_path: Path
) -> None:
    assert found(tmp_path, name, text) == expected
