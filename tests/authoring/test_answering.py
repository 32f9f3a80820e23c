"""Answers written into a submission file: where they belong, with everything else as it was."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packs import PACK, PROFILE, rule, write_files

from checklist_engine.authoring.answering import Answering, taken_apart
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.answer_tree import Tree, merged, nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.facts import Vocabulary
from checklist_engine.usecases.find_pack import find_base

FACTS = """\
section: {id: main, label: 区分, order: 1}
facts:
  - {id: agreed, label: 同意, type: boolean}
  - {id: host.country, label: 国, type: text}
  - {id: host.place, label: 場所, type: text}
  - {id: log.kept.months, label: 月数, type: integer}
  - {id: log.kept.items, label: 項目, type: choices, choices: {a: A, b: B}}
  - {id: log.audit, label: 監査, type: date}
  - {id: complete, label: 完了, type: boolean}
  - id: parties
    label: 委託先
    type: list
    key: id
    name: name
    children: below
    closed_by: complete
    fields:
      - {id: id, type: text, label: 記号}
      - {id: name, type: text, label: 名称}
      - {id: handles, type: boolean, label: 取扱い}
      - {id: papers, type: choices, label: 資料, choices: {a: A, b: B}}
      - id: sites
        type: list
        label: 拠点
        key: id
        fields:
          - {id: id, type: text, label: 記号}
          - {id: abroad, type: boolean, label: 国外}
  - {id: note, label: 備考, type: text}
"""
HEAD = "case: {id: s, title: 件名}\npack: small\nprofile: all\n"


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    folder = tmp_path_factory.mktemp("small")
    return read_vocabulary(folder)


def read_vocabulary(folder: Path) -> Vocabulary:
    files = {
        "pack.yaml": PACK,
        "facts/main.yaml": FACTS,
        "profiles/all.yaml": PROFILE,
        "conditions.yaml": "agree: {subject: 同意, obligation: ensure, text: 同意, order: 1, route: conclusion}\n",
        "one/one-001.yaml": rule(),
    }
    return load_pack(write_files(folder, files), find_base).vocabulary


def answering(text: str, vocabulary: Vocabulary, base: str = "") -> Answering:
    document = parse_yaml(text, "s.yaml")
    below = _tree(parse_yaml(base, "base.yaml")) if base else {}
    return Answering(document, vocabulary, merged(below, _tree(document)))


def _tree(document: Any) -> Mapping[str, Tree]:
    root = document.cursor()
    return nested(root["answers"], []) if "answers" in root else {}


def written(before: str, vocabulary: Vocabulary, *answers: tuple[str, object]) -> str:
    """What stands below the head of a submission after these answers."""
    text = HEAD + before
    for path, raw in answers:
        text = answering(text, vocabulary).with_answer(path, raw)
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "answers:\n  host:\n    country: JP\n"),
        ("answers: {}\n", "answers:\n  host:\n    country: JP\n"),
        ("answers:\n", "answers:\n  host:\n    country: JP\n"),
        ("answers: {} # 未記入\nclaims: []\n", "answers: # 未記入\n  host:\n    country: JP\nclaims: []\n"),
        ("claims: []\n", "answers:\n  host:\n    country: JP\nclaims: []\n"),
        ("answers: {agreed: true}\n", "answers: {agreed: true, host: {country: JP}}\n"),
        ("answers: {host: {}}\n", "answers: {host: {country: JP}}\n"),
        ("answers: {host: {place: 東}}\n", "answers: {host: {country: JP, place: 東}}\n"),
        ("answers:\n  host: {place: 東}\n", "answers:\n  host: {country: JP, place: 東}\n"),
        ("answers:\n  host:\n    place: 東\n", "answers:\n  host:\n    country: JP\n    place: 東\n"),
        ("answers:\n  host.place: 東\n", "answers:\n  host.country: JP\n  host.place: 東\n"),
        ("answers:\n  log.audit: 2021-04-01\n", "answers:\n  host.country: JP\n  log.audit: 2021-04-01\n"),
        ("answers:\n  log: {audit: 2021-04-01}\n",
         "answers:\n  host:\n    country: JP\n  log: {audit: 2021-04-01}\n"),
        ("answers:\n  host: {unknown: 照会中}\n", "answers:\n  host:\n    country: JP\n"),
        ("answers:\n  host: {country: {unknown: 照会中}}\n", "answers:\n  host: {country: JP}\n"),
        ("answers:\n  host.country: {unknown: 照会中} # 注\n", "answers:\n  host.country: JP # 注\n"),
        ("answers:\n  host.country:\n", "answers:\n  host.country: JP\n"),
        ("answers:\n  host:\n    country: null\n", "answers:\n  host:\n    country: JP\n"),
        ("answers:\n  # 同意は口頭\n  agreed: true\n  note: 備考\n",
         "answers:\n  # 同意は口頭\n  agreed: true\n  host:\n    country: JP\n  note: 備考\n"),
        ("answers:\n  # 備考です\n  note: 備考\n",
         "answers:\n  host:\n    country: JP\n  # 備考です\n  note: 備考\n"),
        ("answers:\n  complete: true\n\n  note: 備考\nevidence: []\n",
         "answers:\n  host:\n    country: JP\n  complete: true\n\n  note: 備考\nevidence: []\n"),
    ],
)  # fmt: skip
def test_an_answer_goes_where_its_author_would_have_written_it(
    before: str, after: str, vocabulary: Vocabulary
) -> None:
    assert written(before, vocabulary, ("host.country", "JP")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "answers:\n  log:\n    kept:\n      months: 6\n"),
        ("answers: {log: {audit: 2021-04-01}}\n", "answers: {log: {kept: {months: 6}, audit: 2021-04-01}}\n"),
        ("answers:\n  log.kept: {items: []}\n", "answers:\n  log.kept: {months: 6, items: []}\n"),
        ("answers:\n  log:\n    kept.items: []\n", "answers:\n  log:\n    kept.months: 6\n    kept.items: []\n"),
        ("answers:\n  log: {audit: 2021-04-01}\n  log.kept: {items: []}\n",
         "answers:\n  log: {audit: 2021-04-01}\n  log.kept: {months: 6, items: []}\n"),
    ],
)  # fmt: skip
def test_deep_paths_are_spelled_as_their_neighbours_are(
    before: str, after: str, vocabulary: Vocabulary
) -> None:
    assert written(before, vocabulary, ("log.kept.months", 6)) == after


@pytest.mark.parametrize(
    ("raw", "source"),
    [
        (True, "true"),
        (12, "12"),
        ("JP", "JP"),
        ("2021-04-01", "2021-04-01"),
        ("はい: いいえ", '"はい: いいえ"'),
        ("0123", '"0123"'),
        ("#", '"#"'),
        ("no", '"no"'),
        (["a", "b"], "[a, b]"),
        ([], "[]"),
        ({"unknown": "照会中, 5月"}, '{unknown: "照会中, 5月"}'),
    ],
)
def test_values_are_written_so_that_they_are_read_again(
    raw: object, source: str, vocabulary: Vocabulary
) -> None:
    assert written("", vocabulary, ("note", raw)) == f"answers:\n  note: {source}\n"


PARTIES = """\
answers:
  parties: # 五月現在
    - id: a
      name: 甲社
      below:
        - {id: b, name: 乙社} # 再委託先
    - {id: c}
  note: 備考
"""


@pytest.mark.parametrize(
    ("path", "raw", "old", "new"),
    [
        (
            "parties[a].handles",
            True,
            "      name: 甲社\n",
            "      name: 甲社\n      handles: true\n",
        ),
        ("parties[a/b].handles", False, "name: 乙社}", "name: 乙社, handles: false}"),
        ("parties[c].name", "丙社", "{id: c}", "{id: c, name: 丙社}"),
        ("parties[a].name", "丁社", "甲社", "丁社"),
        ("parties[c].sites", [], "{id: c}", "{id: c, sites: []}"),
    ],
)
def test_fields_of_elements(
    path: str, raw: object, old: str, new: str, vocabulary: Vocabulary
) -> None:
    assert written(PARTIES, vocabulary, (path, raw)) == PARTIES.replace(old, new)


def with_element(before: str, vocabulary: Vocabulary, path: str, below: str | None) -> str:
    element = {"id": "new", "name": "新社"}
    return answering(HEAD + before, vocabulary).with_element(path, below, element)[len(HEAD) :]


@pytest.mark.parametrize(
    ("below", "old", "new"),
    [
        (None, "    - {id: c}\n", "    - {id: c}\n    - id: new\n      name: 新社\n"),
        ("parties[a]", "# 再委託先\n", "# 再委託先\n        - id: new\n          name: 新社\n"),
        ("parties[c]", "{id: c}", "{id: c, below: [{id: new, name: 新社}]}"),
        ("parties[a/b]", "乙社}", "乙社, below: [{id: new, name: 新社}]}"),
    ],
)
def test_an_element_is_added_at_the_top_or_below_another(
    below: str | None, old: str, new: str, vocabulary: Vocabulary
) -> None:
    assert with_element(PARTIES, vocabulary, "parties", below) == PARTIES.replace(old, new)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "answers:\n  parties:\n    - id: new\n      name: 新社\n"),
        ("answers:\n  parties: []\n", "answers:\n  parties:\n    - id: new\n      name: 新社\n"),
        ("answers: {parties: []}\n", "answers: {parties: [{id: new, name: 新社}]}\n"),
        ("answers:\n  parties: {unknown: 照会中}\n", "answers:\n  parties:\n    - id: new\n      name: 新社\n"),
        ("answers:\n  parties:\n", "answers:\n  parties:\n    - id: new\n      name: 新社\n"),
    ],
)  # fmt: skip
def test_the_first_element_of_a_list(before: str, after: str, vocabulary: Vocabulary) -> None:
    assert with_element(before, vocabulary, "parties", None) == after


def test_an_element_of_a_list_inside_an_element(vocabulary: Vocabulary) -> None:
    before = "answers:\n  parties: [{id: a}]\n"
    once = answering(HEAD + before, vocabulary).with_element("parties[a].sites", None, {"id": "s"})
    assert once.endswith("  parties: [{id: a, sites: [{id: s}]}]\n")
    twice = answering(once, vocabulary).with_element("parties[a].sites", None, {"id": "t"})
    text = answering(twice, vocabulary).with_answer("parties[a].sites[s].abroad", True)
    assert text.endswith("  parties: [{id: a, sites: [{id: s, abroad: true}, {id: t}]}]\n")


BASE = "answers:\n  agreed: true\n  host: {country: JP}\n  parties: [{id: a, name: 甲社, below: [{id: b}]}]\n"


def test_an_inherited_answer_is_written_in_the_file_itself(vocabulary: Vocabulary) -> None:
    text = answering(HEAD + "answers: {note: 備考}\n", vocabulary, BASE).with_answer(
        "host.place", "東"
    )
    assert text == HEAD + "answers: {host: {place: 東}, note: 備考}\n"


def test_an_inherited_list_is_written_as_a_whole_when_it_changes(vocabulary: Vocabulary) -> None:
    text = answering(HEAD, vocabulary, BASE).with_answer("parties[a/b].handles", True)
    assert text.removeprefix(HEAD) == (
        "answers:\n  parties:\n    - id: a\n      name: 甲社\n      below: [{id: b, handles: true}]\n"
    )
    more = answering(HEAD, vocabulary, BASE).with_element("parties", "parties[a]", {"id": "c"})
    assert more.endswith("      below: [{id: b}, {id: c}]\n")
    top = answering(HEAD, vocabulary, BASE).with_element("parties", None, {"id": "c"})
    assert top.endswith("      below: [{id: b}]\n    - id: c\n")


def test_keys_are_found_in_whatever_form_their_characters_are_written(
    vocabulary: Vocabulary,
) -> None:
    text = written(
        "answers: {parties: [{id: か\u3099}]}\n", vocabulary, ("parties[が].handles", True)
    )
    assert text == "answers: {parties: [{id: か\u3099, handles: true}]}\n"


def test_a_path_is_taken_apart() -> None:
    assert taken_apart("host.country") == ("host.country", ())
    assert taken_apart("parties[a]") == ("parties", ((("a",), None),))


VALUES: Mapping[str, list[object]] = {
    "agreed": [True, False],
    "host.country": ["JP", "日本: 東京", "#1"],
    "host.place": ["東", '"'],
    "log.kept.months": [0, 12],
    "log.kept.items": [[], ["a"], ["a", "b"]],
    "log.audit": ["2021-04-01"],
    "complete": [True],
    "note": ["備考", {"unknown": "照会中"}, "- 項目"],
    "parties": [
        [],
        [{"id": "a"}],
        [{"id": "a", "name": "甲"}, {"id": "b", "below": [{"id": "c"}]}],
    ],
}
BLANKS = ["", " null", " ~", " {unknown: 照会中}", ' ""', "\nINDENT  unknown: 後で"]


def layout(chance: Random, names: list[str], indent: str, prefix: str) -> list[str]:
    """Some answers laid out at random: nested or dotted, in brackets or not, with comments and gaps."""
    lines: list[str] = []
    words = dict.fromkeys(name.removeprefix(prefix).split(".")[0] for name in names)
    for word in words:
        below = [name for name in names if name.removeprefix(prefix).split(".")[0] == word]
        if chance.random() < 0.3:
            lines.append(f"{indent}# {chance.randint(0, 999)}{word}の注")
        comment = f" # {chance.randint(0, 999)}" if chance.random() < 0.3 else ""
        if below == [prefix + word]:
            lines.append(f"{indent}{word}:{_value(chance, below[0], indent, comment)}")
        elif chance.random() < 0.4:
            lines += [
                f"{indent}{name.removeprefix(prefix)}:{_value(chance, name, indent, '')}"
                for name in below
            ]
        elif chance.random() < 0.4:
            inside = ", ".join(
                f"{name.removeprefix(prefix + word + '.')}: {_flow(chance, name)}" for name in below
            )
            lines.append(f"{indent}{word}: {{{inside}}}{comment}")
        else:
            lines.append(f"{indent}{word}:{comment}")
            lines += layout(chance, below, indent + "  ", f"{prefix}{word}.")
        if chance.random() < 0.2:
            lines.append("")
    return lines


def _value(chance: Random, name: str, indent: str, comment: str) -> str:
    if chance.random() < 0.4:
        blank = chance.choice(BLANKS).replace("INDENT", indent) if chance.random() < 0.9 else ""
        return blank + comment
    if name == "parties" and chance.random() < 0.6:
        return f"{comment}\n{indent}  - id: a\n{indent}    name: 甲 # 名\n{indent}  - {{id: b}}"
    return f" {_flow(chance, name)}{comment}"


def _flow(chance: Random, name: str) -> str:
    """A value on one line."""
    plain: Mapping[str, str] = {
        "agreed": "true", "log.kept.months": "6", "log.kept.items": "[a]", "log.audit": "2020-01-01",
        "complete": "false", "parties": "[{id: a}, {id: b, name: 乙}]",
    }  # fmt: skip
    return chance.choice([plain.get(name, "文"), "{unknown: 照会中}"])


@pytest.fixture(scope="module")
def known(vocabulary: Vocabulary) -> Vocabulary:
    return vocabulary


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=300, deadline=None)
def test_whatever_the_layout_only_the_answer_changes(known: Vocabulary, seed: int) -> None:
    chance = Random(seed)
    names = [name for name in VALUES if chance.random() < 0.6]
    chance.shuffle(names)
    text = HEAD + "answers:\n" + "\n".join(layout(chance, names, "  ", "")) + "\n"
    text += "evidence: [] # 証跡\n" if chance.random() < 0.5 else ""
    for _ in range(4):
        path = chance.choice(list(VALUES))
        before = text
        # That nothing else is said is checked where it is written.
        text = answering(text, known).with_answer(path, chance.choice(VALUES[path]))
        assert comments(before) == comments(text)
        faults: list[Diagnostic] = []
        read_answers(_tree(parse_yaml(text, "s.yaml")), known, faults)
        assert faults == []


def comments(text: str) -> Counter[str]:
    return Counter(
        found.strip() for found in re.findall(r"(?:^|\s)(# ?[0-9名証].*)$", text, re.MULTILINE)
    )
