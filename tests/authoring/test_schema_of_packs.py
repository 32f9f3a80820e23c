"""Schemas of the packs that are there: none of their files is refused, and planted faults are."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator
from schema_tries import refused

from checklist_engine.authoring.schemas.published import kinds
from checklist_engine.authoring.schemas.settings import EDITED
from checklist_engine.authoring.schemas.trees import Schema, inside
from checklist_engine.formats.json_schema import schema_faults
from checklist_engine.formats.reading import read_document
from checklist_engine.loader.pack_files import files_in, kind_of
from checklist_engine.usecases.write_schemas import read_source, schema_of

PACK = ROOT / "rules" / "municipal-privacy"
CITY = ROOT / "examples" / "own-pack" / "rules" / "maru-city"
KINDS = {"profiles": "profile", "test": "rule-test"}
LARGEST = 1_000_000


@cache
def schema(kind: str, pack: Path | None = PACK) -> Schema:
    return schema_of(kind, read_source(pack) if pack else None)


def files_of_packs() -> Iterator[tuple[Path, str, Path]]:
    for pack in (PACK, CITY):
        for name in files_in(pack):
            kind = kind_of(PurePosixPath(name))
            if name.endswith(".yaml"):
                yield pack, KINDS.get(kind, kind), pack / name


def files_of_cases() -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / "examples").rglob("*.yaml")):
        head = path.read_text(encoding="utf-8").partition("\n")[0]
        for kind in ("submission", "meeting", "rulings"):
            if head.endswith(f"/{kind}.schema.json"):
                yield kind, path


@pytest.mark.parametrize(
    ("pack", "kind", "path"), [pytest.param(*each, id=each[2].name) for each in files_of_packs()]
)
def test_no_file_of_a_pack_is_refused(pack: Path, kind: str, path: Path) -> None:
    assert schema_faults(read_document(path), schema(kind, pack)) == []


@pytest.mark.parametrize(
    ("kind", "path"),
    [pytest.param(*each, id=f"{each[1].parent.name}-{each[1].stem}") for each in files_of_cases()],
)
def test_no_case_of_the_examples_is_refused(kind: str, path: Path) -> None:
    pack = CITY if "own-pack" in path.parts else PACK
    assert schema_faults(read_document(path), schema(kind, pack)) == []


def test_there_is_something_to_refuse() -> None:
    assert len([*files_of_packs()]) > 250
    assert {kind for kind, _ in files_of_cases()} == {"submission", "meeting", "rulings"}


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("pack", [None, PACK, CITY], ids=["general", "pack", "city"])
def test_what_is_made_is_a_schema_of_a_sane_size(pack: Path | None, kind: str) -> None:
    made = schema(kind, pack)
    Draft202012Validator.check_schema(made)
    assert len(str(made)) < LARGEST


@pytest.mark.parametrize("kind", EDITED)
@pytest.mark.parametrize("pack", [None, PACK], ids=["general", "pack"])
def test_everything_that_can_be_wrong_has_words(pack: Path | None, kind: str) -> None:
    silent = [each for each in told(schema(kind, pack)) if wordless(each)]
    assert silent == []


def told(schema: Schema) -> Iterator[Schema]:
    """The schemas that may find a fault: those that are only tried are left out."""
    yield schema
    for keyword, each in inside(schema):
        if keyword not in ("if", "not"):
            yield from told(each)


def wordless(schema: Schema) -> bool:
    asks = {"type", "enum", "const", "required", "pattern"} & schema.keys()
    if schema.get("additionalProperties") is False:
        asks.add("additionalProperties")
    if schema.get("pattern") and "patternErrorMessage" in schema:
        asks.discard("pattern")
    # Alternatives of which one is always met only describe: `{}` stands at their end.
    describes = "const" in schema and ("title" in schema or "description" in schema)
    return bool(asks) and "errorMessage" not in schema and not describes


@pytest.mark.parametrize(
    ("name", "old", "new", "way", "words"),
    [
        ("sub/sub-003.yaml", "in: parties", "in: partys", "for_each/in", "ここで使える一覧"),
        ("sub/sub-003.yaml", ".tier", ".tear", "for_each/where", "この名前は"),
        (
            "sub/sub-003.yaml",
            "roster, pledge]}",
            "roster, plege]}",
            "require/any/0/.supervision_documents/includes_any/2",
            "選択肢にありません",
        ),
        (
            "sub/sub-003.yaml",
            "includes_any",
            "include_any",
            "require/any/0/.supervision_documents",
            "使える演算子は",
        ),
        (
            "sub/sub-003.yaml",
            "inspected: true",
            "inspected: done",
            "require/any/1/.inspected",
            "true か false",
        ),
        ("sub/sub-003.yaml", "for: .inspected", "for: .inspection", "evidence/1/for", "回答の名前"),
        ("sub/sub-003.yaml", "site_inspection", "inspection", "evidence/1/kinds/0", "証跡の種類"),
        (
            "sub/sub-003.yaml",
            "use: supervise",
            "use: supervize",
            "outcomes/not_met/condition/use",
            "条件の id",
        ),
        (
            "sub/sub-003.yaml",
            "{means:",
            "{mean:",
            "outcomes/not_met/condition/with",
            "パラメータは means です",
        ),
        ("sub/sub-003.yaml", "gate:", "gait:", "", "書ける項目は id、title、gate、"),
        (
            "log/log-001.yaml",
            "lacking: log.items",
            "lacking: log.item",
            "outcomes/not_met/condition/with/items/0/lacking",
            "型が choices の事実",
        ),
        (
            "log/log-001.yaml",
            "operation]}]",
            "operate]}]",
            "outcomes/not_met/condition/with/items/0/of/1",
            "選択肢にありません",
        ),
        ("sub/sub-003.test.yaml", "rule: sub-003", "rule: sub-03", "rule", "規則の id"),
        (
            "sub/sub-003.test.yaml",
            "chain_complete",
            "chain_complet",
            "given/contracts",
            "の下に書けるのは",
        ),
        (
            "sub/sub-003.test.yaml",
            "kind: audit_report",
            "kind: audit_reports",
            "cases/0/evidence/0/kind",
            "証跡の種類",
        ),
        (
            "facts/hosting.yaml",
            "hosting.country: OTHER",
            "hosting.country: OTHERS",
            "facts/1/relevant_when/any/0/hosting.country",
            "選択肢にありません",
        ),
        (
            "facts/parties.yaml",
            "{.handles_personal_data: true}",
            "{handles_personal_data: true}",
            "facts/0/fields/3/relevant_when",
            "この名前は",
        ),
        (
            "facts/parties.yaml",
            "contracts.chain_complete",
            "contracts.chain",
            "facts/0/closed_by",
            "型が boolean の事実",
        ),
        (
            "conditions.yaml",
            "{contracts.supervision_in_specification: true}",
            "{contracts.supervision_in_specification: 1}",
            "supervise-subcontractors/discharged_by/contracts.supervision_in_specification",
            "true か false",
        ),
        ("profiles/notification.yaml", "[notice]", "[notices]", "rules/families/0", "分野の id"),
        ("templates/papers.yaml", "agenda.md.j2", "agenda.md", "papers/0/template", "ひな形の名前"),
    ],
)
def test_a_fault_that_is_planted_is_found_in_its_place(
    name: str, old: str, new: str, way: str, words: str
) -> None:
    text = (PACK / name).read_text(encoding="utf-8")
    assert old in text
    kind = kind_of(PurePosixPath(name))
    found = refused(schema(KINDS.get(kind, kind)), text.replace(old, new, 1))
    assert [*found] == [way]
    assert words in found[way]
