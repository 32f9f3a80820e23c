"""Japanese messages for every constraint that a language server would word in English."""

from checklist_engine.authoring.schemas.trees import Schema, inside

_TYPES = {
    "object": "「項目: 値」の組",
    "array": "一覧",
    "string": "文（数や true を文として書くときは、引用符で囲みます）",
    "integer": "整数",
    "number": "数",
    "boolean": "true か false",
    "null": "空欄",
}
_SILENT = ("if", "not")
"""Keywords whose schemas are only tried: what they refuse is no fault."""


def with_messages(schema: Schema) -> Schema:
    """The schema, each schema in it with a message unless it has one."""
    _tell(schema)
    return schema


def _tell(schema: Schema) -> None:
    _tell_one_of_these_keys(schema)
    if "errorMessage" not in schema and (words := _words(schema)):
        schema["errorMessage"] = words
    for keyword, each in inside(schema):
        if keyword not in _SILENT:
            _tell(each)


def _tell_one_of_these_keys(schema: Schema) -> None:
    """「at_least か at_most」: the message belongs to the alternatives, not to the whole."""
    alternatives = schema.get("anyOf", [])
    keys = [key for each in alternatives for key in each.get("required", ())]
    if not keys or any(set(each) != {"required"} for each in alternatives):
        return
    words = schema.pop("errorMessage", f"{'、'.join(keys)} の少なくとも一つを書きます")
    for each in alternatives:
        each["errorMessage"] = words


def _words(schema: Schema) -> str | None:
    if "enum" in schema:
        return f"書けるのは {'、'.join(_shown(each) for each in schema['enum'])} です"
    if "const" in schema:
        return f"書けるのは {_shown(schema['const'])} だけです"
    sentences = [each for each in (_of_keys(schema), _of_required(schema)) if each]
    return "。".join(sentences) or _of_type(schema)


def _shown(value: object) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _of_type(schema: Schema) -> str | None:
    if "type" not in schema:
        return None
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    return f"{'か'.join(_TYPES[kind] for kind in kinds)}を書きます"


def _of_keys(schema: Schema) -> str | None:
    if schema.get("additionalProperties") is not False or "patternProperties" in schema:
        return None
    return f"書ける項目は {'、'.join(schema.get('properties', {}))} です"


def _of_required(schema: Schema) -> str | None:
    required = schema.get("required")
    return f"必ず書く項目は {'、'.join(required)} です" if required else None
