"""Answers in submissions and tests: nested and dotted keys, typed values, elements of lists."""

from collections.abc import Iterator

from checklist_engine.authoring.schemas.arguments import JSON_TYPES, literal
from checklist_engine.authoring.schemas.bounds import bounds
from checklist_engine.authoring.schemas.comparisons import not_a_choice
from checklist_engine.authoring.schemas.hovers import fact_hover
from checklist_engine.authoring.schemas.names import REGENERATE, coded, literally
from checklist_engine.authoring.schemas.trees import Schema, ref
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact, ListShape, Vocabulary

ANSWERS = "answers"
BLANK = r"^\s*$"
_UNKNOWN = "unknown"
_REASON = "answer:unknown"


def answer_definitions(vocabulary: Vocabulary) -> Iterator[tuple[str, Schema]]:
    """The answers of a vocabulary under `answers`, and what it refers to, by name."""
    yield _REASON, _unknown()
    yield (
        ANSWERS,
        {
            "properties": _below("", vocabulary),
            "additionalProperties": False,
            "errorMessage": f"この名前の事実は、規則集にありません。綴りを確かめてください。{REGENERATE}",
        },
    )
    for prefix in _branches(vocabulary):
        yield f"{ANSWERS}:{prefix}", _branch(prefix, vocabulary)
    for fact in vocabulary.all_facts():
        yield f"answer:{fact.full_id}", _answer(fact)
        if fact.shape is not None:
            yield f"element:{fact.full_id}", _element(fact, fact.shape)


def element_paths(vocabulary: Vocabulary) -> Iterator[str]:
    """Patterns of paths that name elements of lists and their fields, at every depth."""
    for fact in vocabulary.facts.values():
        if fact.shape is not None:
            name = literally(fact.id)
            yield rf"{name}\[[^\[\]]+\](?:\.[a-z][a-z0-9_]*(?:\[[^\[\]]+\])?)*"


def _branches(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The beginnings of facts, each with the facts below it."""
    found: dict[str, list[str]] = {}
    for name in vocabulary.facts:
        words = name.split(".")
        for length in range(1, len(words)):
            found.setdefault(".".join(words[:length]), []).append(name)
    return found


def _below(prefix: str, vocabulary: Vocabulary) -> dict[str, Schema]:
    """The keys that may stand below a beginning: words, and words joined by dots."""
    start = f"{prefix}." if prefix else ""
    branches = [name for name in _branches(vocabulary) if name.startswith(start)]
    facts = [name for name in vocabulary.facts if name.startswith(start)]
    return {
        **{name.removeprefix(start): ref(f"{ANSWERS}:{name}") for name in branches},
        **{name.removeprefix(start): ref(f"answer:{name}") for name in facts},
    }


def _branch(prefix: str, vocabulary: Vocabulary) -> Schema:
    facts = [vocabulary.facts[name] for name in _branches(vocabulary)[prefix]]
    sections = dict.fromkeys(vocabulary.sections[fact.section].label for fact in facts)
    keys = _below(prefix, vocabulary)
    message = f"「{prefix}」の下に書けるのは {'、'.join(keys)} です。{REGENERATE}"
    return {
        "title": "、".join(sections),
        "description": "、".join(fact.label for fact in facts),
        "type": ["object", "null", "string"],
        "pattern": BLANK,
        "properties": {**keys, _UNKNOWN: {"doNotSuggest": True}},
        "additionalProperties": False,
        "errorMessage": message,
    }


def _answer(fact: Fact) -> Schema:
    """An answer, or none: nothing, blanks, `{unknown: …}`."""
    kinds = dict.fromkeys([JSON_TYPES[fact.type], "string", "object", "null"])
    return {
        **fact_hover(fact).keywords(),
        "type": list(kinds),
        "errorMessage": f"「{fact.label}」には、{_wanted(fact)}を書きます",
        "allOf": [*_value(fact), ref(_REASON)],
    }


def _value(fact: Fact) -> Iterator[Schema]:
    message = not_a_choice(fact)
    match fact.type:
        case FactType.CHOICE if fact.choices:
            yield coded(fact.choices, message, blank=True)
        case FactType.CHOICES:
            item = coded(fact.choices or {}, message)
            yield {"if": {"type": "array"}, "then": {"uniqueItems": True, "items": item}}
        case FactType.DATE:
            day = {key: each for key, each in literal(fact.type).items() if key != "type"}
            yield {"if": {"type": "string", "pattern": r"\S"}, "then": day}
        case FactType.LIST:
            element = ref(f"element:{fact.full_id}")
            yield {"if": {"type": "array"}, "then": {"items": element}}
        case FactType.INTEGER | FactType.NUMBER:
            yield bounds(fact.min, fact.max)
        case FactType.BOOLEAN | FactType.CHOICE | FactType.TEXT:
            pass
    if JSON_TYPES[fact.type] != "string":
        words = f"「{fact.label}」には、{_wanted(fact)}を、引用符を付けずに書きます"
        yield {"pattern": BLANK, "patternErrorMessage": words}


def _wanted(fact: Fact) -> str:
    match fact.type:
        case FactType.BOOLEAN:
            return "true（はい）か false（いいえ）"
        case FactType.CHOICE:
            return "選択肢のコード"
        case FactType.CHOICES:
            return "選択肢のコードの一覧（該当なしは []）"
        case FactType.LIST:
            return "「- 」で始まる要素の並び（一つもないときは []）"
        case _:
            return f"{fact.type.label}{f'（{fact.unit}）' if fact.unit else ''}"


def _element(fact: Fact, shape: ListShape) -> Schema:
    properties = {name: ref(f"answer:{field.full_id}") for name, field in shape.fields.items()}
    key = shape.fields[shape.key]
    properties[shape.key] = {
        **fact_hover(key).keywords(),
        "type": "string",
        "pattern": r"^[^/\[\]]*[^/\[\]\s][^/\[\]]*$",
        "errorMessage": f"「{key.label}」には、ほかの要素と重ならない、「/」「[」「]」のない短い記号を書きます",
    }
    if shape.children is not None:
        properties[shape.children] = _children(fact)
    return {
        "title": fact.label,
        "type": "object",
        "required": [shape.key],
        "properties": properties,
        "additionalProperties": False,
        "errorMessage": f"「{fact.label}」の要素に書ける項目は {'、'.join(properties)} です。"
        f"{shape.key}（{key.label}）は必ず書きます",
    }


def _children(fact: Fact) -> Schema:
    """Elements below an element: of the same kind, at any depth."""
    return {
        "title": f"{fact.label}（一つ下の段階）",
        "description": "この要素の下にある、同じ種類の要素です",
        "type": ["array", "object", "string", "null"],
        "pattern": BLANK,
        "errorMessage": "「- 」で始まる要素の並びを書きます",
        "allOf": [
            {"if": {"type": "array"}, "then": {"items": ref(f"element:{fact.full_id}")}},
            ref(_REASON),
        ],
    }


def _unknown() -> Schema:
    return {
        "if": {"type": "object"},
        "then": {
            "required": [_UNKNOWN],
            "properties": {_UNKNOWN: {"description": "答えられない理由です（例: 事業者に照会中）"}},
            "additionalProperties": False,
            "errorMessage": "答えられないときは {unknown: 理由} と書きます",
        },
        "defaultSnippets": [
            {
                "label": "{unknown: …}",
                "description": "まだ答えられない（質問として残ります）",
                "body": {_UNKNOWN: "${1:照会中}"},
            }
        ],
    }
