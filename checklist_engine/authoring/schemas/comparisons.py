"""What may stand after a path in an expression: the tests that its fact bears."""

from collections.abc import Iterator, Mapping
from functools import cache

from checklist_engine.authoring.schemas.arguments import JSON_TYPES, argument, literal
from checklist_engine.authoring.schemas.hovers import Hover, fact_hover
from checklist_engine.authoring.schemas.names import coded
from checklist_engine.authoring.schemas.published import published
from checklist_engine.authoring.schemas.trees import Schema, ref
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.operators import operators
from checklist_engine.operators.operator import SCALARS, Argument, Operator

TIER = "test:.tier"
_TIER_HOVER = Hover(title="段階", words="一覧の何段目の要素か（一番上が 1）です。誰も記入しません")


def comparison_name(fact: Fact) -> str:
    """The name of the definition that says what may stand after the path of a fact."""
    return f"test:{fact.full_id}"


def comparison_definitions(vocabulary: Vocabulary) -> Iterator[tuple[str, Schema]]:
    """The tests that each fact bears, and what facts of one type share."""
    for kind in FactType:
        yield f"tests:{kind.value}", _tests(kind)
    yield TIER, {**_TIER_HOVER.keywords(), **_of_type(FactType.INTEGER, "整数で比べます")}
    for fact in vocabulary.all_facts():
        test = {
            **fact_hover(fact).keywords(),
            **_of_type(fact.type, f"「{fact.label}」は{_usage(fact)}"),
        }
        if fact.choices:
            yield from _code_definitions(fact, fact.choices)
            test["allOf"] = [_with_codes(fact), *test["allOf"]]
        yield comparison_name(fact), test


def not_a_choice(fact: Fact) -> str:
    """What is said of a code that is none of a fact's."""
    choices = "、".join(f"{code}（{label}）" for code, label in (fact.choices or {}).items())
    return f"「{fact.label}」の選択肢にありません。あるのは {choices} です"


def code_name(fact: Fact) -> str:
    """The name of the definition that lists the codes of a fact."""
    return f"code:{fact.full_id}"


def _row_name(fact: Fact) -> str:
    return f"codes:{fact.full_id}"


def _code_definitions(fact: Fact, choices: Mapping[str, str]) -> Iterator[tuple[str, Schema]]:
    """The codes of a fact, and a row of them; the operators that take them are offered elsewhere."""
    yield code_name(fact), {"doNotSuggest": True, **coded(choices, not_a_choice(fact))}
    yield _row_name(fact), {"doNotSuggest": True, "items": ref(code_name(fact))}


def _with_codes(fact: Fact) -> Schema:
    """What the codes of a fact add to the tests of its type."""
    code, row = ref(code_name(fact)), ref(_row_name(fact))
    rows = (Argument.VALUES, Argument.CODES)
    properties = {
        name: row if each.argument in rows else code
        for name, each in _fitting(fact.type).items()
        if each.argument in (*rows, Argument.VALUE, Argument.CODE)
    }
    bare = [code, row] if fact.type in SCALARS else []
    return {"properties": properties, **({"allOf": bare} if bare else {})}


def _of_type(kind: FactType, message: str) -> Schema:
    scalar = [JSON_TYPES[kind], "array"] if kind in SCALARS else []
    return {
        "type": [*scalar, "object"],
        "errorMessage": message,
        "allOf": [ref(f"tests:{kind.value}")],
    }


def _usage(fact: Fact) -> str:
    match fact.type:
        case FactType.LIST:
            return f"一覧です。every: {{in: {fact.id}, …}} や some: の中で、要素ごとに比べます"
        case FactType.CHOICES:
            return "いくつでも選べるので、{includes: コード} や {includes_any: [コード]} などで比べます"
        case FactType.BOOLEAN:
            return "、true か false、又は演算子で比べます"
        case FactType.CHOICE:
            return "、選択肢のコード、その一覧、又は演算子で比べます"
        case _:
            return f"、{fact.type.label}、その一覧、又は演算子で比べます"


def _fitting(kind: FactType) -> Mapping[str, Operator]:
    return {name: each for name, each in operators().items() if kind in each.on}


def _tests(kind: FactType) -> Schema:
    """What facts of a type bear: one value, one of several, operators."""
    fitting = _fitting(kind)
    parts: list[Schema] = [
        {
            "if": {"type": "object"},
            "then": {
                "properties": {
                    name: {**_described(each), **argument(each.argument, kind)}
                    for name, each in fitting.items()
                },
                "additionalProperties": False,
                "minProperties": 1,
                "errorMessage": f"型が「{kind.label}」の事実に使える演算子は {'、'.join(fitting)} です",
            },
            "defaultSnippets": [
                {
                    "label": f"{{{name}: …}}",
                    **_described(each),
                    "body": {name: True if each.argument is Argument.YES_NO else "$1"},
                }
                for name, each in fitting.items()
            ],
        }
    ]
    if kind in SCALARS:
        parts.append({"if": {"type": "array"}, "then": ref(f"items:{kind.value}")})
    if kind is FactType.DATE:
        parts.append({key: words for key, words in literal(kind).items() if key != "type"})
    return {"allOf": parts}


def _described(operator: Operator) -> Schema:
    """As the published schema words it."""
    published_words = _published_operators().get(operator.name, {})
    return {"description": published_words.get("description", operator.label)}


@cache
def _published_operators() -> Mapping[str, Schema]:
    found: Mapping[str, Schema] = published("expression")["$defs"]["test"]["properties"]
    return found
