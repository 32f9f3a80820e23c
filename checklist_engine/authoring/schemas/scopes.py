"""Expressions by scope: which paths are known depends on the lists whose elements are around.

JSON Schema cannot look outward. But a list is named (`in: parties`) beside the expressions that
speak of its elements, so each list leads on to a definition of its own; where these would become
too many, the published expression stands in, which takes any path.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from checklist_engine.authoring.schemas.comparisons import TIER, comparison_name
from checklist_engine.authoring.schemas.names import REGENERATE, fact_names, literally
from checklist_engine.authoring.schemas.published import published
from checklist_engine.authoring.schemas.trees import DEFS, Schema, all_of, ref, referred
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.facts import Fact, Vocabulary

Scope: TypeAlias = tuple[Fact, ...]
"""The lists whose elements are around an expression, innermost first; () is the submission."""

SUBMISSION: Scope = ()
MOST_SCOPES = 40
DEEPEST = 2
_ANY = "expression:"
"""Before the names of the published expression, which knows no pack."""
_NO_EXPRESSION = "式は「事実: 値」の形で書きます（例: hosting.country: JP）"
_QUANTIFIERS = ("every", "some", "none", "count")


@dataclass(frozen=True, slots=True)
class Scopes:
    """The scopes of a vocabulary that have definitions of their own, the outer ones first."""

    vocabulary: Vocabulary
    known: Mapping[str, Scope]

    def expression(self, scope: Scope) -> Schema:
        """An expression in this scope."""
        name = _name("expression", scope)
        return ref(name if name in self.known else f"{_ANY}expression")

    def definitions(self) -> Iterator[tuple[str, Schema]]:
        """What `expression` refers to, by name."""
        for name, scope in self.known.items():
            yield name, self._expression(scope)
            yield (
                _name("expressions", scope),
                {"type": "array", "description": "式の並び", "items": self.expression(scope)},
            )
            yield _name("list", scope), self.list_name(scope)
            elements = self.element_expressions(scope, ("where", "satisfies"))
            yield _name("elements", scope), all_of(elements)

    def paths(self, scope: Scope) -> dict[str, Fact]:
        """The paths of answers in a scope, with the facts and fields that they name."""
        found = dict(self.vocabulary.facts)
        for up, around in enumerate(scope):
            assert around.shape is not None
            for field in around.shape.fields.values():
                found[f"{'.' * (up + 1)}{field.id}"] = field
        return found

    def lists(self, scope: Scope) -> dict[str, Fact]:
        """The lists that `in:` may name in a scope."""
        return {path: fact for path, fact in self.paths(scope).items() if fact.shape is not None}

    def element_expressions(self, scope: Scope, keys: tuple[str, ...]) -> Iterator[Schema]:
        """For each list that `in:` may name: the expressions under `keys` are about its elements."""
        for path, fact in self.lists(scope).items():
            yield {
                "if": {"properties": {"in": {"const": path}}, "required": ["in"]},
                "then": {
                    "properties": {key: refined(self.expression((fact, *scope))) for key in keys}
                },
            }

    def list_name(self, scope: Scope) -> Schema:
        """What `in:` may name."""
        message = "ここで使える一覧（型が list の事実）の名前を書きます"
        return fact_names(self.lists(scope), message)

    def _expression(self, scope: Scope) -> Schema:
        whole = published("expression")["$defs"]["expression"]
        words = {
            word: referred(each, lambda target: self._scoped(target, scope))
            for word, each in whole["properties"].items()
        }
        for word in _QUANTIFIERS:
            words[word] = self._quantifier(word, words[word], scope)
        tests = {path: ref(comparison_name(fact)) for path, fact in self.paths(scope).items()}
        tiers = {f"{'.' * (up + 1)}tier": ref(TIER) for up in range(len(scope))}
        return {
            "title": whole["title"],
            "description": whole["description"],
            "if": {"not": {"type": "object"}},
            "then": {"type": "object", "errorMessage": _NO_EXPRESSION},
            "minProperties": 1,
            "properties": {**words, **tests, **tiers},
            "patternProperties": {path: {} for path, _ in self._mistaken(scope)},
            "propertyNames": all_of(
                {"if": {"pattern": path}, "then": {"enum": [], "errorMessage": message}}
                for path, message in self._mistaken(scope)
            ),
            "additionalProperties": False,
            "errorMessage": "この名前は、式の言葉にも、この規則集の事実にもありません。"
            f"綴りを確かめてください。{REGENERATE}",
        }

    def _quantifier(self, name: str, word: Schema, scope: Scope) -> Schema:
        """A quantifier that knows its lists; what is about elements waits for `in:`."""
        if "$ref" in word:
            some = published("expression")["$defs"]["some"]
            word = {**some, **{key: each for key, each in word.items() if key != "$ref"}}
        path = word["properties"]["in"]
        properties = {
            **word["properties"],
            "in": {"description": path["description"], **ref(_name("list", scope))},
        }
        for key in ("where", "satisfies"):
            if key in properties:
                properties[key] = open_expression(properties[key])
        return {
            **word,
            "title": f"{name} の項目",
            "properties": properties,
            "allOf": [ref(_name("elements", scope))],
        }

    def _scoped(self, target: str, scope: Scope) -> str:
        name = target.removeprefix(DEFS)
        if name in ("expression", "expressions"):
            return f"{DEFS}{_name(name, scope)}"
        return f"{DEFS}{_ANY}{name}"

    def _mistaken(self, scope: Scope) -> Iterator[tuple[str, str]]:
        """Patterns of paths that are wrong here for a reason that is known, and the reason."""
        for path, fact in self.lists(scope).items():
            words = (
                f"「{fact.label}」は一覧です。どれか一つなら some:、すべてなら every: の下に "
                f"in: {path} と書き、その中で「.項目」の形で比べます"
            )
            yield rf"^{literally(path)}\.", words
        if not scope:
            words = "「.」で始まる項目は、every、some、none、count の中か、for_each のある規則で書きます"
            yield r"^\.", words


def scopes_of(vocabulary: Vocabulary) -> Scopes:
    """The scopes of a vocabulary, as many as may have definitions."""
    found: dict[str, Scope] = {}
    waiting = deque([SUBMISSION])
    scopes = Scopes(vocabulary, found)
    while waiting and len(found) < MOST_SCOPES:
        scope = waiting.popleft()
        found[_name("expression", scope)] = scope
        if len(scope) < DEEPEST:
            inner = {fact.full_id: fact for fact in scopes.lists(scope).values()}
            waiting.extend((fact, *scope) for fact in inner.values())
    return scopes


def open_expression(word: Schema) -> Schema:
    """An expression about elements that are not known yet, described as in `word`."""
    kept = {key: each for key, each in word.items() if key not in ("$ref", "allOf")}
    return {**kept, "type": "object", "minProperties": 1, "errorMessage": _NO_EXPRESSION}


def refined(schema: Schema) -> Schema:
    """What more is said of a key that stands elsewhere already, and is offered there."""
    return {"doNotSuggest": True, "allOf": [schema]}


def _name(kind: str, scope: Scope) -> str:
    return "@".join((kind, *(fact.full_id for fact in scope)))
