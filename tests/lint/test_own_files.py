from pathlib import Path

from linting import facts, linted
from packs import write_pack

from checklist_engine.lint.own_files import key_place, own_facts, value_place

FIELD = "{id: safe, label: 安全, type: boolean}"
LIST = f"{{id: firms, label: 委託先, type: list, key: id, fields: [{{id: id, label: 記号, type: text}}, {FIELD}]}}"


def test_the_places_of_a_fact_are_found_by_where_it_stands(tmp_path: Path) -> None:
    written = facts("{id: agreed, label: 同意, type: boolean}", LIST)
    pack = linted(write_pack(tmp_path / "small", {"facts/main.yaml": written}))
    safe = next(fact for fact in own_facts(pack) if fact.full_id == "firms.safe")
    assert (
        value_place(safe, pack, "label")
        .excerpt[value_place(safe, pack, "label").column - 1 :]
        .startswith("安全")
    )
    assert key_place(safe, pack, "label").column == value_place(safe, pack, "label").column - 7


def test_what_is_not_written_is_shown_by_what_is_nearest(tmp_path: Path) -> None:
    pack = linted(write_pack(tmp_path / "small"))
    fact = next(own_facts(pack))
    assert value_place(fact, pack, "guidance").line == fact.place.line
