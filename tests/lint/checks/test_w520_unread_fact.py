from pathlib import Path

from linting import facts, places, told
from packs import rule

CHECK = "w520_unread_fact"
AGREED = "{id: agreed, label: 同意, type: boolean}"


def test_a_fact_that_nobody_reads_is_told_at_its_id(tmp_path: Path) -> None:
    files = {"facts/main.yaml": facts(AGREED, "{id: spare, label: 予備, type: text}")}
    assert places(CHECK, tmp_path, files) == ["facts/main.yaml:4:10"]
    assert told(CHECK, tmp_path, files) == (
        "事実「spare」（予備）は、どの規則からも使われません\n"
        "規則の式で使うか、要らなければ消してください"
    )


def test_rules_relevance_completeness_papers_and_follow_up_are_readers(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(
            "{id: agreed, label: 同意, type: boolean, relevant_when: {shown: true}}",
            "{id: shown, label: 表示, type: boolean}",
            "{id: done, label: 完了, type: boolean}",
            "{id: kept, label: 保管, type: boolean}",
            "{id: papered, label: 書類, type: boolean}",
            "{id: bound, label: 上限, type: integer}",
            "{id: amount, label: 数, type: integer}",
            "{id: chief, label: 主な委託先, type: choice, from: firms}",
            "{id: firms, label: 委託先, type: list, key: id, name: name, closed_by: done, fields: "
            "[{id: id, label: 記号, type: text}, {id: name, label: 名称, type: text}]}",
        ),
        "conditions.yaml": "agree: {subject: 同意, obligation: consider, text: 同意を得ること, "
        "order: 1, route: conclusion, discharged_by: {kept: true}}\n",
        "templates/note.md.j2": '{{ case.answers["papered"].words }}\n',
        "templates/papers.yaml": "papers: [{name: note, for: case, template: note.md.j2}]\n",
        "one/one-001.yaml": rule(
            require="{agreed: true, chief: {answered: true}, amount: {at_most: {fact: bound}}}"
        ),
    }
    assert places(CHECK, tmp_path, files) == []


def test_fields_that_nobody_reads_are_told_but_for_key_and_name(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(
            AGREED,
            "id: firms\n"
            "    label: 委託先\n"
            "    type: list\n"
            "    key: id\n"
            "    name: name\n"
            "    fields:\n"
            "      - {id: id, label: 記号, type: text}\n"
            "      - {id: name, label: 名称, type: text}\n"
            "      - {id: abroad, label: 国外, type: boolean}\n"
            "      - {id: size, label: 規模, type: integer}",
        ),
        "one/one-001.yaml": rule(require="{none: {in: firms, where: {.abroad: true}}}"),
    }
    assert places(CHECK, tmp_path, files) == ["facts/main.yaml:3:10", "facts/main.yaml:13:14"]


def test_of_a_list_that_nobody_reads_only_the_list_is_told(tmp_path: Path) -> None:
    entry = "{id: firms, label: 委託先, type: list, key: id, fields: [{id: id, label: 記号, type: text}]}"
    files = {"facts/main.yaml": facts(AGREED, entry)}
    assert places(CHECK, tmp_path, files) == ["facts/main.yaml:4:10"]


def test_a_fact_that_is_only_printed_is_never_asked(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(AGREED, "{id: owner, label: 所管, type: text}"),
        "one/one-001.yaml": rule(
            not_met='condition: {use: agree}\n    finding: "{{ owner }}が同意を得ていません"'
        ),
    }
    assert places(CHECK, tmp_path, files) == ["facts/main.yaml:4:10"]
    assert "様式で尋ねられません" in told(CHECK, tmp_path, files)


def test_a_rule_with_a_fault_elsewhere_still_reads_its_facts(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(AGREED),
        "one/one-001.yaml": rule(require="{agreed: true, no.such: true}"),
    }
    assert places(CHECK, tmp_path, files, sound=False) == []


def test_where_a_rule_cannot_be_read_nobody_knows_what_it_reads(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(AGREED, "{id: spare, label: 予備, type: text}"),
        "two/two-001.yaml": "id: two-001\nrequire: [\n",
    }
    assert places(CHECK, tmp_path, files, sound=False) == []
