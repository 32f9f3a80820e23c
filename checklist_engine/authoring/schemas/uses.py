"""`condition: {use, with}`: the conditions of the catalogue, and for each of them its parameters."""

from collections.abc import Iterable, Iterator, Mapping

from checklist_engine.authoring.schemas.comparisons import code_name
from checklist_engine.authoring.schemas.names import FIELD_PATH, fact_names, one_of
from checklist_engine.authoring.schemas.pack_names import CONDITION, name
from checklist_engine.authoring.schemas.scopes import refined
from checklist_engine.authoring.schemas.trees import Schema, all_of, ref
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.pack import RulePack
from checklist_engine.model.rules import Condition

USE = "use"
WITH = "with"
USED = "condition:use"
PARAMETERS = "condition:parameters"
_ENTRY = "condition:entry"


def use_definitions(pack: RulePack, published: Schema) -> Iterator[tuple[str, Schema]]:
    """What a rule may write under `condition`; `published` is the schema of rules."""
    definitions = published["$defs"]
    yield (
        USED,
        {
            **definitions["use"],
            "properties": use_properties(definitions["use"]["properties"]),
            "allOf": [ref(PARAMETERS)],
        },
    )
    yield PARAMETERS, all_of(_by_condition(pack.conditions))
    entry = definitions["arguments"]["additionalProperties"]["items"]
    yield _ENTRY, _entry(entry, pack.vocabulary)


def use_properties(published: Mapping[str, Schema]) -> dict[str, Schema]:
    """`use` and `with`, before it is known which condition is used."""
    asked = {key: each for key, each in published[WITH].items() if key != "$ref"}
    return {USE: name(CONDITION), WITH: {**asked, "type": "object", "minProperties": 1}}


def _by_condition(conditions: Mapping[str, Condition]) -> Iterator[Schema]:
    bare = [each.id for each in conditions.values() if not each.parameters]
    if bare:
        message = "この条件にパラメータはありません。with を消してください"
        yield _used(one_of(bare), {"enum": [], "errorMessage": message}, [])
    for condition in conditions.values():
        if condition.parameters:
            required = [key for key, kind in condition.parameters.items() if kind == "text"]
            yield _used({"const": condition.id}, _parameters(condition, required), required)


def _used(which: Schema, arguments: Schema, required: list[str]) -> Schema:
    then: Schema = {"properties": {WITH: {**arguments, "doNotSuggest": True}}}
    if required:
        then |= {
            "required": [WITH],
            "errorMessage": f"この条件には with: {{{required[0]}: …}} が要ります",
        }
    return {"if": {"properties": {USE: which}, "required": [USE]}, "then": then}


def _parameters(condition: Condition, required: list[str]) -> Schema:
    listed = "、".join(condition.parameters)
    wanted = f"。{'、'.join(required)} は必ず書きます" if required else ""
    return {
        "properties": {
            parameter: _list(condition) if kind == "list" else _text(condition)
            for parameter, kind in condition.parameters.items()
        },
        "required": required,
        "additionalProperties": False,
        "errorMessage": f"条件「{condition.subject}」のパラメータは {listed} です{wanted}",
    }


def _list(condition: Condition) -> Schema:
    return {
        "title": condition.subject,
        "description": "渡す語の一覧です。同じ条件の間でまとめられます",
        "type": "array",
        "minItems": 1,
        "items": ref(_ENTRY),
        "errorMessage": "語の一覧を、[監査報告] のように書きます",
    }


def _text(condition: Condition) -> Schema:
    return {
        "title": condition.subject,
        "description": "渡す文です",
        "type": "string",
        "minLength": 1,
        "errorMessage": "文をそのまま書きます（一覧にはしません）",
    }


def _entry(published: Schema, vocabulary: Vocabulary) -> Schema:
    """A word, `{labels: path}` or `{lacking: path, of: [codes]}`."""
    facts = tuple(_several_choices(vocabulary))
    names = fact_names(dict(facts), "型が choices の事実を書きます", also=(FIELD_PATH,))
    properties = dict(published["properties"])
    for key in ("labels", "lacking"):
        properties[key] = {"description": properties[key]["description"], **names}
    return {**published, "properties": properties, **all_of(_codes(facts))}


def _several_choices(vocabulary: Vocabulary) -> Iterator[tuple[str, Fact]]:
    for fact in vocabulary.facts.values():
        if fact.type is FactType.CHOICES:
            yield fact.id, fact
        for field in fact.shape.fields.values() if fact.shape else ():
            if field.type is FactType.CHOICES:
                yield f".{field.id}", field


def _codes(facts: Iterable[tuple[str, Fact]]) -> Iterator[Schema]:
    """The codes that `of` may list, where it is plain whose they are."""
    named_so: dict[str, list[Fact]] = {}
    for path, fact in facts:
        named_so.setdefault(path, []).append(fact)
    for path, meant in named_so.items():
        if len(meant) == 1:
            codes = refined({"items": ref(code_name(meant[0]))})
            yield {
                "if": {"properties": {"lacking": {"const": path}}, "required": ["lacking"]},
                "then": {"properties": {"of": codes}},
            }
