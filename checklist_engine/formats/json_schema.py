"""Documents against a JSON Schema: every fault in Japanese, at its line and column.

jsonschema is imported here only, and only where a file has a fault: it is slow to load.
"""

# ruff: noqa: PLC0415

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from checklist_engine.formats.document import Document
from checklist_engine.formats.json_schema_fast import acceptor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place, Pointer
from checklist_engine.ground.values import shown

if TYPE_CHECKING:
    from jsonschema import ValidationError

_TYPES = {
    "object": "項目の組（キーと値）",
    "array": "一覧",
    "string": "文",
    "integer": "整数",
    "number": "数値",
    "boolean": "true か false",
    "null": "空欄",
}


def schema_faults(document: Document, schema: Mapping[str, Any]) -> list[Diagnostic]:
    """All that a schema has against a document (E104, E120 to E126)."""
    if document.root is None:
        return [
            Diagnostic(
                code="E104",
                message="ファイルに内容がありません",
                hint="内容を書いて保存してから、もう一度実行してください",
                place=Place(file=document.file),
            )
        ]
    if acceptor(schema)(document.root):
        return []
    from jsonschema import Draft202012Validator

    faults: list[Diagnostic] = []
    for error in Draft202012Validator(schema).iter_errors(document.root):
        faults += _explained(error, document)
    return faults


def _explained(error: "ValidationError", document: Document) -> list[Diagnostic]:
    if error.context:
        # `anyOf` and its kin: what is wrong with the alternative that comes nearest.
        from jsonschema.exceptions import best_match

        inner = best_match([error])
        if inner is not None and inner is not error:
            return _explained(inner, document)
    explain = _EXPLAINERS.get(str(error.validator), _unexplained)
    return explain(error, document, tuple(error.absolute_path))


def _unknown_keys(error: "ValidationError", document: Document, at: Pointer) -> list[Diagnostic]:
    assert isinstance(error.schema, Mapping) and isinstance(error.instance, Mapping)
    known = list(error.schema.get("properties", {}))
    return [
        Diagnostic(
            code="E120",
            message=f"「{key}」という項目はここには書けません",
            hint=_known_keys_hint(key, known, error.instance),
            place=document.key_place((*at, key)),
        )
        for key in error.instance
        if key not in known
    ]


def _known_keys_hint(key: str, known: list[str], written: Mapping[str, object]) -> str:
    near = nearest(key, [each for each in known if each not in written])
    return f"もしかして「{near}」ですか" if near else f"書けるのは {'、'.join(known)} です"


def _missing_key(error: "ValidationError", document: Document, at: Pointer) -> list[Diagnostic]:
    assert isinstance(error.schema, Mapping) and isinstance(error.instance, Mapping)
    missing = [key for key in error.schema["required"] if key not in error.instance]
    # jsonschema reports each missing key apart; its message begins with the key.
    key = next((key for key in missing if error.message.startswith(repr(key))), missing[0])
    place = document.key_place(at) if at else document.place(())
    return [
        Diagnostic(
            code="E121",
            message=f"「{key}」がありません",
            hint=f"{key}: を書き加えてください",
            place=place,
        )
    ]


def _wrong_type(error: "ValidationError", document: Document, at: Pointer) -> list[Diagnostic]:
    wanted: Any = error.validator_value
    kinds = [wanted] if isinstance(wanted, str) else [str(each) for each in wanted]
    named = "か".join(_TYPES[kind] for kind in kinds)
    return [
        Diagnostic(
            code="E122",
            message=f"{_subject(at)}{named}を書くところに、{shown(error.instance)}が書かれています",
            hint=_type_hint(kinds, error.instance, error.schema),
            place=document.place(at),
        )
    ]


def _type_hint(kinds: list[str], written: object, schema: object) -> str:
    if written is None:
        return "値を書くか、要らなければこの項目の行を消してください"
    form = _wanted_form(schema)
    if "string" in kinds and form:
        return form
    if "string" in kinds:
        return '引用符で囲むと文になります（例: "3"、"[任意] 確認"）'
    if "array" in kinds:
        return "「- 」で始まる行を並べるか、[a, b] のように角括弧の中に書いてください"
    if "object" in kinds:
        return "「項目の名前: 値」の形で、字下げして書いてください"
    if "boolean" in kinds:
        return "true か false を、引用符を付けずに書いてください"
    return "半角の数字で、引用符を付けずに書いてください"


def _not_among(error: "ValidationError", document: Document, at: Pointer) -> list[Diagnostic]:
    wanted: object = error.validator_value
    listed: list[object] = wanted if isinstance(wanted, list) else [wanted]
    known = [str(each) for each in listed]
    near = nearest(error.instance, known) if isinstance(error.instance, str) else None
    return [
        Diagnostic(
            code="E123",
            message=f"{_subject(at)}{shown(error.instance)}は書けません",
            hint=f"もしかして「{near}」ですか" if near else f"書けるのは {'、'.join(known)} です",
            place=document.place(at),
        )
    ]


def _wrong_form(error: "ValidationError", document: Document, at: Pointer) -> list[Diagnostic]:
    assert isinstance(error.schema, Mapping)
    is_name = "propertyNames" in error.absolute_schema_path
    pointer = (*at, str(error.instance)) if is_name else at
    place = document.key_place(pointer) if is_name else document.place(pointer)
    return [
        Diagnostic(
            code="E124",
            message=f"「{error.instance}」は、ここに書ける形ではありません",
            hint=_wanted_form(error.schema),
            place=place,
        )
    ]


def _wanted_form(schema: object) -> str | None:
    """What a schema says of the form of a text, in words."""
    if not isinstance(schema, Mapping) or not {"pattern", "patternErrorMessage"} & schema.keys():
        return None
    return str(schema.get("patternErrorMessage") or _form_hint(str(schema["pattern"])))


def _form_hint(pattern: str) -> str:
    if "A-Z" in pattern:
        return "半角の英字で始まり、英数字と「_」だけの名前にしてください"
    if "[0-9]{4}" in pattern:
        return "2021-04-15 のように、西暦4桁-月2桁-日2桁を半角で書いてください"
    return "半角の英小文字で始まり、英小文字、数字、「_」「-」「.」だけの名前にしてください"


def _too_few(_: "ValidationError", document: Document, at: Pointer) -> list[Diagnostic]:
    return [
        Diagnostic(
            code="E125",
            message=f"{_subject(at)}何も書かれていません",
            hint="内容を書くか、要らなければこの項目の行を消してください",
            place=document.key_place(at),
        )
    ]


def _twice(error: "ValidationError", document: Document, at: Pointer) -> list[Diagnostic]:
    assert isinstance(error.instance, list)
    repeated = [
        position
        for position, each in enumerate(error.instance)
        if each in error.instance[:position]
    ]
    return [
        Diagnostic(
            code="E125",
            message=f"{shown(error.instance[position])}が二度書かれています",
            hint="一つにしてください",
            place=document.place((*at, position)),
        )
        for position in repeated
    ]


def _out_of_range(error: "ValidationError", document: Document, at: Pointer) -> list[Diagnostic]:
    bound = "以上" if error.validator == "minimum" else "以下"
    return [
        Diagnostic(
            code="E126",
            message=f"{_subject(at)}{error.validator_value}{bound}の数を書きます",
            hint=f"今の値は {error.instance} です",
            place=document.place(at),
        )
    ]


def _not_together(error: "ValidationError", document: Document, at: Pointer) -> list[Diagnostic]:
    named = (
        "、".join(str(key) for key in error.instance) if isinstance(error.instance, Mapping) else ""
    )
    return [
        Diagnostic(
            code="E127",
            message=f"この組み合わせ（{named}）では書けません",
            hint=str(
                error.schema.get("errorMessage", "書き方の見本と見比べてください")
                if isinstance(error.schema, Mapping)
                else ""
            ),
            place=document.place(at),
        )
    ]


def _unexplained(_: "ValidationError", document: Document, at: Pointer) -> list[Diagnostic]:
    return [
        Diagnostic(
            code="E127",
            message=f"{_subject(at)}ここに書ける内容ではありません",
            hint="書き方の見本と見比べてください",
            place=document.place(at),
        )
    ]


def _subject(at: Pointer) -> str:
    return f"「{at[-1]}」: " if at and isinstance(at[-1], str) else ""


_EXPLAINERS: Mapping[str, Callable[["ValidationError", Document, Pointer], list[Diagnostic]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_key,
    "type": _wrong_type,
    "enum": _not_among,
    "const": _not_among,
    "pattern": _wrong_form,
    "minItems": _too_few,
    "minLength": _too_few,
    "minProperties": _too_few,
    "uniqueItems": _twice,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "oneOf": _not_together,
    "not": _not_together,
}
