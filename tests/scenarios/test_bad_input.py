"""Bad input through the command line: where it is, what it is, and the way out, in Japanese."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import Checklist, Ran
from packs import CONDITIONS, FACTS, PACK, PROFILE, rule, submission, write_pack

HEAD = "case: {id: s, title: 件名}\npack: small\nprofile: all\n"
# A sentence where a name is meant: three bytes a letter, and 255 are the most.
LONG_NAME = (
    "ふるさと納税業務管理システムの導入に伴う外部電子計算組織との結合による個人情報の処理" * 3
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """Files beside (or in place of) a sound pack and submission, and the faults they have.

    `faults` are the places and codes in the order they are told, with a word of each message.
    """

    faults: Mapping[str, str]
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    command: tuple[str, ...] = ("assess", "s.yaml")


def sub(text: str) -> Mapping[str, str]:
    return {"s.yaml": text}


def in_pack(name: str, text: str) -> Mapping[str, str]:
    return {f"rules/small/{name}": text}


def cyclic(name: str, other: str) -> str:
    return f"  - {{id: {name}, label: {name}, type: boolean, relevant_when: {{{other}: true}}}}\n"


SUBMISSIONS: Mapping[str, Bad] = {
    "a missing file": Bad(gone=("s.yaml",), faults={"s.yaml: E101": "ファイルが見つかりません"}),
    "an empty file": Bad(files=sub(""), faults={"s.yaml: E104": "ファイルが空です"}),
    "a file of blanks": Bad(files=sub(" \n\n"), faults={"s.yaml: E104": "ファイルが空です"}),
    "a file of comments": Bad(
        files=sub("# 後で書く\n"), faults={"s.yaml: E104": "内容がありません"}
    ),
    "a folder where a file is extended": Bad(
        files={"s.yaml": f"{HEAD}extends: d\n", "d/x.txt": "x"},
        faults={"s.yaml:4:10: E311": "「d」はフォルダです"},
    ),
    "an empty folder": Bad(
        files={"d/x.txt": "x"},
        command=("assess", "d"),
        faults={"d: E317": "提出内容も meeting.yaml もありません"},
    ),
    "a file where a pack is meant": Bad(
        command=("assess", "s.yaml", "--pack", "s.yaml"),
        faults={"s.yaml: E316": "規則集はフォルダで指定しますが"},
    ),
    "a folder that is no pack": Bad(
        command=("assess", "s.yaml", "--pack", "rules"),
        faults={"rules: E316": "このフォルダは規則集ではありません"},
    ),
    "a pack that is not there": Bad(
        command=("assess", "s.yaml", "--pack", "none"),
        faults={"none: E316": "規則集のフォルダが見つかりません"},
    ),
    "binary": Bad(
        files={"s.yaml": b"PK\x03\x04\x00\x00\xff"},
        faults={"s.yaml: E106": "文字のファイルではありません"},
    ),
    "cp932": Bad(files={"s.yaml": HEAD.encode("cp932")}, faults={"s.yaml:1:22: E106": "Shift_JIS"}),
    "utf-16": Bad(files={"s.yaml": HEAD.encode("utf-16")}, faults={"s.yaml: E106": "UTF-16"}),
    "utf-16 without a mark": Bad(
        files={"s.yaml": HEAD.encode("utf-16-be")}, faults={"s.yaml: E106": "UTF-16"}
    ),
    "50 MB of brackets": Bad(
        files={"s.yaml": b"[" * 50_000_000}, faults={"s.yaml: E105": "ファイルが大きすぎます"}
    ),
    "5 MB of brackets": Bad(
        files={"s.yaml": b"[" * 5_000_000}, faults={"s.yaml:1:101: E114": "入れ子が深すぎます"}
    ),
    "30,000 deep": Bad(
        files=sub("[" * 30_000 + "]" * 30_000), faults={"s.yaml:1:101: E114": "入れ子が深すぎます"}
    ),
    "30,000 deep in blocks": Bad(
        files=sub("".join(f"{' ' * depth}a:\n" for depth in range(1_000))),
        faults={"s.yaml:101:101: E114": "入れ子が深すぎます"},
    ),
    "30,000 deep in JSON": Bad(
        files={"s.json": "[" * 30_000},
        command=("assess", "s.json"),
        faults={"s.json:1:101: E114": "入れ子が深すぎます"},
    ),
    "an anchor and an alias": Bad(
        files=sub(f"{HEAD}answers: &a {{agreed: true}}\nnotes: *a\n"),
        faults={"s.yaml:4:10: E111": "「&」で始まる値", "s.yaml:5:8: E111": "「*」で始まる値"},
    ),
    "a tag": Bad(
        files=sub(f"{HEAD}answers: {{agreed: !!bool yes}}\n"),
        faults={"s.yaml:4:19: E112": "「!」で始まる値"},
    ),
    "two documents": Bad(
        files=sub(f"{HEAD}---\n{HEAD}"), faults={"s.yaml:4:1: E113": "二つ目の文書"}
    ),
    "a duplicate key": Bad(
        files=sub(f"{HEAD}profile: all\n"),
        faults={"s.yaml:4:1: E110": "「profile」が二度書かれています（一つ目は 3 行目）"},
    ),
    "a tab": Bad(
        files=sub(f"{HEAD}answers:\n\tagreed: true\n"), faults={"s.yaml:5:1: E109": "タブ"}
    ),
    "a full-width indent": Bad(
        files=sub(f"{HEAD}answers:\n　　agreed: true\n"),
        faults={"s.yaml:5:1: E108": "行の初めに全角の空白があります"},
    ),
    "a full-width colon": Bad(
        files=sub(f"{HEAD}answers：\n  agreed: true\n"),
        faults={"s.yaml:4:8: E108": "コロン「：」が全角"},
    ),
    "a full-width space after the colon": Bad(
        files=sub(f"{HEAD}answers: \n  note:　備考\n"), faults={"s.yaml:5:8: E108": "空白が全角"}
    ),
    "an unclosed quote": Bad(
        files=sub(f'{HEAD}answers: {{note: "備考}}\n'),
        faults={"s.yaml:4:": "引用符が閉じていません"},
    ),
    "an unknown fact": Bad(
        files=sub(submission("{agred: true}")),
        faults={"s.yaml:4:11: E302": "事実「agred」は語彙にありません"},
    ),
    "an unknown field": Bad(
        files=sub(submission("{parties: [{id: a, nmae: 甲社}]}")),
        faults={"s.yaml:4:29: E302": "「nmae」という項目はありません"},
    ),
    "an unknown key": Bad(
        files=sub(f"{HEAD}answer: {{agreed: true}}\n"),
        faults={"s.yaml:4:1: E120": "「answer」という項目はここには書けません"},
    ),
    "an unknown pack": Bad(
        files=sub(HEAD.replace("small", "smal")),
        faults={"s.yaml:2:7: E316": "規則集「smal」が見つかりません"},
    ),
    "an unknown profile": Bad(
        files=sub(HEAD.replace("profile: all", "profile: alll")),
        faults={"s.yaml:3:10: E318": "適用区分「alll」は規則集「small」にありません"},
    ),
    "no pack": Bad(
        files=sub("case: {id: s, title: 件名}\nprofile: all\n"),
        faults={"s.yaml:1:1: E316": "どの規則集で評価するかが書かれていません"},
    ),
    "no profile": Bad(
        files=sub("case: {id: s, title: 件名}\npack: small\n"),
        faults={"s.yaml:1:1: E318": "適用区分（profile）が書かれていません"},
    ),
    "a code that is not among the choices": Bad(
        files=sub(submission("{place: jp}")),
        faults={"s.yaml:4:18: E304": "「jp」は選択肢にありません"},
    ),
    "a label instead of a code": Bad(
        files=sub(submission("{means: [名簿]}")),
        faults={"s.yaml:4:18: E304": "「名簿」は選択肢にありません"},
    ),
    "a number where a date is meant": Bad(
        files=sub(submission("{day: 20210415}")),
        faults={"s.yaml:4:16: E304": "日付を書くところに、数「20210415」が書かれています"},
    ),
    "a day that is not in the calendar": Bad(
        files=sub(submission("{day: 2021-02-30}")),
        faults={"s.yaml:4:16: E304": "「2021-02-30」という日付は暦にありません"},
    ),
    "a text where yes or no is meant": Bad(
        files=sub(submission("{agreed: yes}")),
        faults={"s.yaml:4:19: E304": "はい・いいえ（true・false）を書くところに、文「yes」"},
    ),
    "a number where a text is meant": Bad(
        files=sub(submission("{note: 2021}")),
        faults={"s.yaml:4:17: E304": "文を書くところに、数「2021」"},
    ),
    "a number that is out of bounds": Bad(
        files=sub(submission("{people: 101}")),
        faults={"s.yaml:4:19: E304": "「人数」は100人以下の数です"},
    ),
    "a key twice in a list, at another depth": Bad(
        files=sub(submission("{parties: [{id: a, below: [{id: b, below: [{id: a}]}]}]}")),
        faults={"s.yaml:4:58: E303": "「a」が二度使われています（一つ目は 4 行目）"},
    ),
    "an element without a key": Bad(
        files=sub(submission("{parties: [{name: 甲社}]}")),
        faults={"s.yaml:4:21: E303": "「委託先」の要素に「id」（記号）がありません"},
    ),
    "a key that would break the path": Bad(
        files=sub(submission('{parties: [{id: "a/b"}]}')), faults={"s.yaml:4:26: E303": "「a/b」"}
    ),
    "a reference to an element that is not listed": Bad(
        files=sub(submission("{chief: b, parties: [{id: a}]}")),
        faults={"s.yaml:4:18: E305": "「委託先」の一覧にありません"},
    ),
    "the same answer nested and dotted": Bad(
        files={
            **in_pack("facts/main.yaml", FACTS.replace("id: agreed", "id: main.agreed")),
            **in_pack("one/one-001.yaml", rule(require="{main.agreed: true}")),
            **sub(submission("{main: {agreed: true}, main.agreed: false}")),
        },
        faults={"s.yaml:4:33: E301": "「main.agreed」の回答が二か所に書かれています"},
    ),
    "a list as top level": Bad(
        files=sub("- case\n- answers\n"), faults={"s.yaml:1:1: E122": "一覧が書かれています"}
    ),
    "a text as top level": Bad(
        files=sub("ふるさと納税\n"),
        faults={"s.yaml:1:1: E122": "文「ふるさと納税」が書かれています"},
    ),
    "no case": Bad(files=sub("pack: small\n"), faults={"s.yaml:1:1: E121": "「case」がありません"}),
    "a title that ends in について": Bad(
        files=sub(HEAD.replace("件名", "導入について")),
        faults={"s.yaml:1:22: E313": "件名が「について」で終わっています"},
    ),
    "a way out of the folder": Bad(
        files=sub(f"{HEAD}extends: ../../etc/passwd\n"),
        faults={"s.yaml:4:10: E310": "「../../etc/passwd」は、この案件のフォルダの外にあります"},
    ),
    "a way out of the folder that is absolute": Bad(
        files=sub(f"{HEAD}extends: /etc/passwd\n"),
        faults={"s.yaml:4:10: E310": "フォルダの外にあります"},
    ),
    "a way out of the folder with the marks of Windows": Bad(
        files=sub(f"{HEAD}extends: '..\\..\\x.yaml'\n"),
        faults={"s.yaml:4:10: E310": "外にあります"},
    ),
    "a file to extend that is not there": Bad(
        files=sub(f"{HEAD}extends: other.yaml\n"),
        faults={"s.yaml:4:10: E311": "「other.yaml」というファイルはありません"},
    ),
    "a name to extend that no file can have": Bad(
        files=sub(f"{HEAD}extends: {LONG_NAME}\n"), faults={"s.yaml:4:10: E31": LONG_NAME}
    ),
    "a name in a meeting that no file can have": Bad(
        files={
            "meeting.yaml": "meeting: {id: m, title: 会議, date: 2021-04-15}\n"
            f"cases: [{{item: ア, submission: {LONG_NAME}}}]\n"
        },
        command=("assess", "."),
        faults={"meeting.yaml:2:31: E31": LONG_NAME},
    ),
    "a submission by a name that no file can have": Bad(
        command=("assess", LONG_NAME), faults={f"{LONG_NAME}: E10": "ファイル"}
    ),
    "a pack by a name that no folder can have": Bad(
        command=("assess", "s.yaml", "--pack", LONG_NAME), faults={f"{LONG_NAME}: E316": "規則集"}
    ),
    "a pack to test by a name that no folder can have": Bad(
        command=("test", LONG_NAME), faults={f"{LONG_NAME}: E316": "規則集"}
    ),
    "a submission that extends itself": Bad(
        files=sub(f"{HEAD}extends: s.yaml\n"),
        faults={"s.yaml:4:10: E312": "extends が一回りしています: s.yaml → s.yaml"},
    ),
    "submissions that extend one another": Bad(
        files={"s.yaml": f"{HEAD}extends: t.yaml\n", "t.yaml": f"extends: s.yaml\n{HEAD}"},
        faults={"t.yaml:1:10: E312": "s.yaml → t.yaml → s.yaml"},
    ),
    "evidence of a kind nobody knows, of what nobody asked, twice": Bad(
        files=sub(
            submission(
                rest="evidence:\n"
                "  - {id: E1, kind: leter, supports: [agreed]}\n"
                "  - {id: E1, kind: letter, supports: [agred]}\n"
            )
        ),
        faults={
            "s.yaml:6:20: E306": "証跡の種類「leter」は規則集にありません",
            "s.yaml:7:10: E306": "証跡「E1」が二度書かれています",
            "s.yaml:7:39: E307": "「agred」という回答はありません",
        },
    ),
    "JSON with a comma too many": Bad(
        files={"s.json": '{"case": {"id": "s",},\n}'},
        command=("assess", "s.json"),
        faults={"s.json:1:21: E115": "項目の名前は二重引用符で囲みます"},
    ),
    "a meeting with everything wrong": Bad(
        files={
            "meeting.yaml": "meeting: {id: m, title: 会議, date: 2021-02-30}\n"
            "cases:\n"
            "  - {item: ア, submission: s.yaml}\n"
            "  - {item: ア, submission: ../s.yaml}\n"
            "  - {item: ウ, submission: none.yaml}\n"
        },
        command=("assess", "."),
        faults={
            "meeting.yaml:1:35: E308": "「2021-02-30」という日付は暦にありません",
            "meeting.yaml:4:12: E314": "諮問「ア」が二つあります（一つ目は 3 行目）",
            "meeting.yaml:4:27: E310": "「../s.yaml」は",
            "meeting.yaml:5:27: E311": "「none.yaml」というファイルはありません",
        },
    ),
    "cases that do not exist": Bad(
        command=("eval", "rules/small/facts/main.yaml", "--cases", "none.jsonl"),
        faults={"none.jsonl: E101": "ファイルが見つかりません"},
    ),
    "a folder where a vocabulary is meant": Bad(
        command=("eval", "rules", "--cases", "s.yaml"),
        faults={"rules: E102": "フォルダが指定されています"},
    ),
    "a file where a pack to test is meant": Bad(
        command=("test", "s.yaml"), faults={"s.yaml: E316": "ファイルが指定されています"}
    ),
}

LAST = len(FACTS.splitlines())
ONE = "rules/small/one/one-001.yaml"
PACKS: Mapping[str, Bad] = {
    "a rule whose file has another name": Bad(
        files=in_pack("one/one-002.yaml", rule("one-003")),
        faults={"rules/small/one/one-002.yaml:1:5: E219": "規則の id「one-003」がファイルの名前"},
    ),
    "a rule in a folder that is no family": Bad(
        files=in_pack("tow/tow-001.yaml", rule("tow-001")),
        faults={"rules/small/tow/tow-001.yaml:1:5: E219": "families にありません"},
    ),
    "a slot that names nothing": Bad(
        files=in_pack(
            "one/one-001.yaml",
            rule(not_met="finding: 場所は「{{ plase }}」です\n    condition: {use: agree}"),
        ),
        faults={f"{ONE}:8:18: E203": "事実「plase」は語彙にありません"},
    ),
    "a slot of an element where there is none": Bad(
        files=in_pack(
            "one/one-001.yaml",
            rule(not_met="finding: 「{{ .name }}」です\n    condition: {use: agree}"),
        ),
        faults={f"{ONE}:8:15: E207": "「.name」の要素がここにはありません"},
    ),
    "a slot of a condition that names nothing": Bad(
        files=in_pack("conditions.yaml", CONDITIONS.replace("同意を得る", "「{{ means }}」を得る")),
        faults={
            "rules/small/conditions.yaml:4:10: E403": "「means」という差し込みはここでは使えません"
        },
    ),
    "a slot without quotes": Bad(
        files=in_pack(
            "one/one-001.yaml", rule(not_met="condition: {use: agree, with: {x: {{ place }}}}")
        ),
        faults={f"{ONE}:8:40: E116": "差し込み {{ … }} のある文が"},
    ),
    "an unknown condition": Bad(
        files=in_pack("one/one-001.yaml", rule(not_met="condition: {use: agre}")),
        faults={f"{ONE}:8:22: E213": "条件「agre」は conditions.yaml にありません"},
    ),
    "an unknown fact in a rule": Bad(
        files=in_pack("one/one-001.yaml", rule(require="{agred: true}")),
        faults={f"{ONE}:5:11: E203": "事実「agred」は語彙にありません"},
    ),
    "an unknown key in a rule": Bad(
        files=in_pack("one/one-001.yaml", f"{rule()}note: 覚え\n"),
        faults={f"{ONE}:9:1: E120": "「note」という項目はここには書けません"},
    ),
    "an unknown code in a rule": Bad(
        files=in_pack("one/one-001.yaml", rule(require="{place: UK}")),
        faults={f"{ONE}:5:18: E204": "「UK」は選択肢にありません"},
    ),
    "an unknown operator": Bad(
        files=in_pack("one/one-001.yaml", rule(require="{place: {iss: JP}}")),
        faults={f"{ONE}:5:19: E2": "iss"},
    ),
    "a number where a rule means a date": Bad(
        files=in_pack("one/one-001.yaml", rule(require="{day: {at_least: 20210415}}")),
        faults={f"{ONE}:5:27: E204": "日付を書くところに、数「20210415」が書かれています"},
    ),
    "a day of a rule that is not in the calendar": Bad(
        files=in_pack("one/one-001.yaml", rule(require="{day: {at_least: 2021-02-30}}")),
        faults={f"{ONE}:5:27: E204": "「2021-02-30」という日付は暦にありません"},
    ),
    "a list reached without a quantifier": Bad(
        files=in_pack("one/one-001.yaml", rule(require="{parties.handles: true}")),
        faults={f"{ONE}:5:11: E206": "どれか一つですか、すべてですか"},
    ),
    "an empty expression": Bad(
        files=in_pack("one/one-001.yaml", rule(require="{}")),
        faults={f"{ONE}:5:1: E125": "「require」: 何も書かれていません"},
    ),
    "a conditional rule without a condition": Bad(
        files=in_pack("one/one-001.yaml", rule(not_met=None)),
        faults={f"{ONE}:1:5: E217": "満たさないときの条件が要ります"},
    ),
    "an advisory rule with a condition": Bad(
        files=in_pack("one/one-001.yaml", rule(gate="advisory")),
        faults={f"{ONE}:8:22: E217": "条件を付けません"},
    ),
    "a circle of relevance": Bad(
        files=in_pack("facts/main.yaml", FACTS + cyclic("a", "b") + cyclic("b", "a")),
        faults={
            f"rules/small/facts/main.yaml:{LAST + 1}:10: E210": "relevant_when が一回りしています"
        },
    ),
    "a fact twice": Bad(
        files=in_pack("facts/main.yaml", f"{FACTS}  - {{id: agreed, label: 同意, type: text}}\n"),
        faults={
            f"rules/small/facts/main.yaml:{LAST + 1}:10: E211": "「agreed」は rules/small/facts/main.yaml:3:10 に"
        },
    ),
    "a list as top level of a rule": Bad(
        files=in_pack("one/one-001.yaml", "- id: one-001\n"),
        faults={f"{ONE}:1:1: E122": "一覧が書かれています"},
    ),
    "a language that is not ours": Bad(
        files=in_pack("pack.yaml", PACK.replace("language: 1", "language: 2")),
        faults={"rules/small/pack.yaml:2:11: E220": "規則の言語の版 2 は"},
    ),
    "a profile of rules that are not there": Bad(
        files=in_pack("profiles/all.yaml", PROFILE.replace("rules: all", "rules: {ids: [one-01]}")),
        faults={"rules/small/profiles/all.yaml:4:15: E222": "規則「one-01」は規則集にありません"},
    ),
    "a file that nobody reads": Bad(
        files=in_pack("one/one-001.yml", rule()),
        faults={"rules/small/one/one-001.yml: E221": "どこからも読まれません"},
    ),
    "an id that was retired": Bad(
        files=in_pack("pack.yaml", f"{PACK}retired: [one-001]\n"),
        faults={
            f"rules/small/pack.yaml:{len(PACK.splitlines()) + 1}:11: E219": "廃止した規則「one-001」"
        },
    ),
    "faults in every file at once": Bad(
        files={
            **in_pack("one/one-001.yaml", rule(require="{agred: true}")),
            **in_pack("one/one-002.yaml", rule("one-002", not_met="condition: {use: agre}")),
            **in_pack("facts/main.yaml", FACTS + cyclic("a", "a")),
            **sub(submission("{place: UK}", "evidence: [{id: E1, kind: x, supports: [y]}]\n")),
        },
        faults={
            f"rules/small/facts/main.yaml:{LAST + 1}:10: E210": "一回り",
            f"{ONE}:5:11: E203": "agred",
            "rules/small/one/one-002.yaml:8:22: E213": "agre",
            "s.yaml:4:18: E304": "UK",
            "s.yaml:5:27: E306": "x",
            "s.yaml:5:41: E307": "y",
        },
    ),
    "unreadable files come first, for they may explain the rest": Bad(
        files={
            **in_pack("conditions.yaml", ""),
            **in_pack("one/one-001.yaml", "id: [one-001\n"),
        },
        faults={"rules/small/conditions.yaml: E104": "空", f"{ONE}:": "閉じていません"},
    ),
}
CASES = {**SUBMISSIONS, **PACKS}


def run_bad(bad: Bad, folder: Path, checklist: Checklist) -> Ran:
    write_pack(folder / "rules" / "small")
    for name, content in {"s.yaml": submission(), **bad.files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for name in bad.gone:
        (folder / name).unlink()
    return checklist(*bad.command, cwd=folder)


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_told_with_its_place_and_the_way_out(
    name: str, tmp_path: Path, checklist: Checklist
) -> None:
    bad = CASES[name]
    ran = run_bad(bad, tmp_path, checklist)
    assert (ran.code, ran.out) == (3, ""), ran.err
    told = ran.err.rstrip("\n").split("\n\n")
    for each, (place, words) in zip(told, bad.faults.items(), strict=True):
        assert each.startswith(place), each
        assert words in each.split("\n")[0], each
        assert re.search(r"^   = ヒント: \S", each, re.MULTILINE), each
        if re.match(r"[^:]+:\d+:\d+: ", each):
            assert re.search(r"^ *\d+ \| .*\n +\| +\^+$", each, re.MULTILINE), each
    _assert_is_for_a_person(ran.err)


@pytest.mark.parametrize("name", ["an unknown fact", "a rule whose file has another name"])
def test_nothing_is_written(name: str, tmp_path: Path, checklist: Checklist) -> None:
    run_bad(CASES[name], tmp_path, checklist)
    before = sorted(tmp_path.rglob("*"))
    run_bad(CASES[name], tmp_path, checklist)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("form", ["text", "json"])
def test_one_bad_submission_and_nothing_of_a_folder_is_printed(
    form: str, tmp_path: Path, checklist: Checklist
) -> None:
    write_pack(tmp_path / "rules" / "small")
    (tmp_path / "a.yaml").write_text(submission(name="a"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(submission("{agred: true}"), encoding="utf-8")
    (tmp_path / "c.yaml").write_text(submission("{place: UK}"), encoding="utf-8")
    ran = checklist("assess", ".", "--format", form, cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert [line.split(" ")[0] for line in ran.err.split("\n") if ": E" in line] == [
        "b.yaml:4:11:",
        "c.yaml:4:18:",
    ]


@pytest.mark.parametrize("key", ["issued_on", "valid_until"])
def test_a_number_where_a_date_of_a_record_is_meant_is_told_as_one(
    key: str, tmp_path: Path, checklist: Checklist
) -> None:
    record = f"evidence: [{{id: E1, kind: letter, {key}: 20210415, supports: [agreed]}}]\n"
    ran = run_bad(Bad(files=sub(submission(rest=record)), faults={}), tmp_path, checklist)
    assert (ran.code, ran.out) == (3, "")
    assert "2021-04-15" in ran.err.split("ヒント")[1]


@pytest.mark.parametrize("key", ["submitted_on", "date"])
def test_a_number_where_a_date_of_a_case_or_meeting_is_meant_is_told_as_one(
    key: str, tmp_path: Path, checklist: Checklist
) -> None:
    files = (
        {"s.yaml": submission().replace("id: s,", "id: s, submitted_on: 20210415,")}
        if key == "submitted_on"
        else {
            "meeting.yaml": "meeting: {id: m, title: 会議, date: 20210415}\n"
            "cases: [{item: ア, submission: s.yaml}]\n"
        }
    )
    command = ("assess", "s.yaml") if key == "submitted_on" else ("assess", ".")
    ran = run_bad(Bad(files=files, command=command, faults={}), tmp_path, checklist)
    assert (ran.code, ran.out) == (3, "")
    assert "2021-04-15" in ran.err.split("ヒント")[1]


def test_a_slot_that_begins_a_text_without_quotes_is_told_once(
    tmp_path: Path, checklist: Checklist
) -> None:
    files = in_pack("conditions.yaml", CONDITIONS.replace("同意を得る", "{{ x }}を得る"))
    ran = run_bad(Bad(files=files, faults={}), tmp_path, checklist)
    assert ran.code == 3
    assert ran.err.count("ヒント") == 1
    assert "引用符で囲" in ran.err


def test_a_pack_in_a_folder_of_another_name_is_not_said_to_have_been_asked_for(
    tmp_path: Path, checklist: Checklist
) -> None:
    bad = Bad(files=in_pack("pack.yaml", PACK.replace("pack: small", "pack: other")), faults={})
    ran = run_bad(bad, tmp_path, checklist)
    # Nobody gave --pack: either the folder's name is a fault, or nothing is to be said about it.
    assert "指定された" not in ran.err


def test_why_a_file_does_not_open_is_said_in_japanese(tmp_path: Path, checklist: Checklist) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    ran = checklist("assess", "loop.yaml", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    message = ran.err.split("\n")[0].removeprefix("loop.yaml: E103 ")
    assert not re.search("[A-Za-z]{3}", message), message


def _assert_is_for_a_person(text: str) -> None:
    """Japanese, no traceback, no words of Python."""
    assert re.search("[ぁ-ん]", text)
    for word in ("Traceback", "Error", "Exception", "None", "dict", "NoneType", "object at"):
        assert word not in text, text
