"""The right side of a comparison: literals by type, parameters, other facts."""

from collections.abc import Iterator, Mapping

from checklist_engine.authoring.schemas.hovers import parameter_hover
from checklist_engine.authoring.schemas.names import FIELD_PATH, fact_names, named
from checklist_engine.authoring.schemas.trees import Schema, ref
from checklist_engine.compiler.comparisons import MOST_MONTHS
from checklist_engine.ground.values import FactType
from checklist_engine.model.pack import Parameter, RulePack
from checklist_engine.operators.operator import Argument

DATE = {
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "patternErrorMessage": "2021-04-15 のように、西暦4桁-月2桁-日2桁を半角で書いてください",
}
JSON_TYPES: Mapping[FactType, str] = {
    FactType.BOOLEAN: "boolean",
    FactType.CHOICE: "string",
    FactType.CHOICES: "array",
    FactType.INTEGER: "integer",
    FactType.NUMBER: "number",
    FactType.TEXT: "string",
    FactType.DATE: "string",
    FactType.LIST: "array",
}
_WORDS = {
    FactType.BOOLEAN: "true か false",
    FactType.CHOICE: "選択肢のコード",
    FactType.INTEGER: "整数",
    FactType.NUMBER: "数",
    FactType.TEXT: "文",
    FactType.DATE: "日付",
}

_REFERENCES = {"parameter": "pack.yaml の設定値", "fact": "ほかの事実の回答"}


def literal(kind: FactType) -> Schema:
    """A literal of a type; the codes of a choice are another matter."""
    return {"type": JSON_TYPES[kind], **(DATE if kind is FactType.DATE else {})}


def argument(kind: Argument, of: FactType) -> Schema:
    """The right side of an operator on facts of the type `of`."""
    match kind:
        case Argument.VALUE:
            return ref(f"value:{of.value}")
        case Argument.CODE:
            return ref("item:choice")
        case Argument.VALUES:
            return ref(f"items:{of.value}")
        case Argument.CODES:
            return ref("value:choices")
        case Argument.YES_NO:
            return ref("item:boolean")
        case Argument.MONTHS:
            return ref("item:months")
        case Argument.PATTERN:
            return ref("item:text")


def argument_definitions(pack: RulePack) -> Iterator[tuple[str, Schema]]:
    """What `argument` refers to, by name."""
    for kind, words in _WORDS.items():
        parameters, facts = _parameters(pack, kind), _facts(pack, kind)
        yield f"value:{kind.value}", _or_reference(kind, words, {**parameters, **facts})
        yield f"item:{kind.value}", _or_reference(kind, words, parameters)
        yield f"items:{kind.value}", several(ref(f"item:{kind.value}"))
    yield "item:months", _months(pack)
    yield "value:choices", _codes(pack)


def several(item: Schema) -> Schema:
    """Values in a row: at least one, none of them twice."""
    return {"type": "array", "minItems": 1, "uniqueItems": True, "items": item}


def _or_reference(kind: FactType, words: str, references: Mapping[str, Schema]) -> Schema:
    """A literal, `{parameter: …}` or `{fact: …}`, as far as there are any that fit."""
    written = "、".join(f"{{{key}: …}}" for key in references)
    return {
        **literal(kind),
        "type": [JSON_TYPES[kind], *(["object"] if references else [])],
        "errorMessage": f"{words}{f'か {written} ' if references else ''}を書きます",
        **_references(references),
    }


def _months(pack: RulePack) -> Schema:
    words = f"0 から {MOST_MONTHS} までの整数"
    months = _or_reference(FactType.INTEGER, words, _parameters(pack, FactType.INTEGER))
    return {**months, "minimum": 0, "maximum": MOST_MONTHS}


def _codes(pack: RulePack) -> Schema:
    return {
        **several(ref("item:choice")),
        "type": ["array", "object"],
        "errorMessage": "選択肢のコードの一覧か {fact: 事実} を書きます",
        **_references(_facts(pack, FactType.CHOICES)),
    }


def _references(references: Mapping[str, Schema]) -> Schema:
    """The keywords that let a reference stand for a literal."""
    if not references:
        return {}
    written = "、".join(f"{{{key}: …}}" for key in references)
    return {
        "if": {"type": "object"},
        "then": {
            "properties": dict(references),
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
            "errorMessage": f"値のほかに書けるのは {written} です",
        },
        "defaultSnippets": [
            {"label": f"{{{key}: …}}", "description": _REFERENCES[key], "body": {key: "$1"}}
            for key in references
        ],
    }


def _parameters(pack: RulePack, kind: FactType) -> Mapping[str, Schema]:
    fitting = {
        each.id: parameter_hover(each) for each in pack.parameters.values() if _fits(each, kind)
    }
    message = f"{_WORDS[kind]}の設定値で、pack.yaml の parameters にあるものを書きます"
    return {"parameter": named(fitting, message)} if fitting else {}


def _facts(pack: RulePack, kind: FactType) -> Mapping[str, Schema]:
    """Facts of a type, and fields of elements by the path that is written inside their list."""
    facts = {
        fact.id if fact.id == fact.full_id else f".{fact.id}": fact
        for fact in pack.vocabulary.all_facts()
        if fact.type is kind
    }
    message = f"左と同じ型（{kind.label}）の事実を書きます"
    return {"fact": fact_names(facts, message, also=(FIELD_PATH,))}


def _fits(parameter: Parameter, wanted: FactType) -> bool:
    """As the compiler has it: a text may be a code, an integer a number."""
    if parameter.type is FactType.TEXT:
        return wanted in (FactType.TEXT, FactType.CHOICE)
    if parameter.type is FactType.INTEGER:
        return wanted in (FactType.INTEGER, FactType.NUMBER)
    return parameter.type is wanted
