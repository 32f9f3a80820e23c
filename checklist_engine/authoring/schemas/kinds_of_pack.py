"""The files of a pack: their published schemas, with the names of the pack filled in."""

from collections.abc import Iterator, Mapping

from checklist_engine.authoring.schemas.hovers import Hover, rule_hover
from checklist_engine.authoring.schemas.names import fact_names, named, one_of
from checklist_engine.authoring.schemas.pack_names import (
    CONDITION,
    FAMILY,
    KIND,
    SELECTED,
    Known,
    name,
    name_in_a_list,
)
from checklist_engine.authoring.schemas.parameters import parameter_values
from checklist_engine.authoring.schemas.scopes import (
    SUBMISSION,
    Scope,
    open_expression,
    refined,
)
from checklist_engine.authoring.schemas.trees import Schema, ref
from checklist_engine.authoring.schemas.uses import (
    PARAMETERS,
    USED,
    use_definitions,
    use_properties,
)
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact

_ABOUT_ELEMENTS = ("require", "compensated_by")


def fill_rule(schema: Schema, known: Known) -> None:
    """A rule knows facts, lists, conditions with their parameters, kinds of evidence."""
    scopes, properties = known.scopes, schema["properties"]
    expression = scopes.expression(SUBMISSION)
    properties["applies_when"] = told(properties["applies_when"], expression)
    for key in _ABOUT_ELEMENTS:
        properties[key] = open_expression(properties[key])
    loop = properties["for_each"]["properties"]
    loop["in"] = told(loop["in"], scopes.list_name(SUBMISSION))
    loop["where"] = open_expression(loop["where"])
    properties["evidence"]["items"]["properties"]["kinds"]["items"] = name_in_a_list(KIND)
    schema["allOf"] = [*_by_list(known)]
    schema["$defs"] |= dict(use_definitions(known.pack, schema))
    outcome = schema["$defs"]["outcome"]["properties"]["condition"]
    outcome["properties"] = use_properties(outcome["properties"])
    outcome["items"] = ref(USED)
    outcome["allOf"] = [ref(PARAMETERS)]
    if known.layered:
        # A rule of the pack below is written in part.
        del schema["required"]


def fill_facts(schema: Schema, known: Known) -> None:
    """A fact knows the others: when it is asked, which list it chooses from, what closes it."""
    section = schema["properties"]["section"]["properties"]
    expression = known.scopes.expression(SUBMISSION)
    section["relevant_when"] = told(section["relevant_when"], expression)
    facts = known.pack.vocabulary.facts
    fact = schema["$defs"]["fact"]
    for key, kind in (("from", FactType.LIST), ("closed_by", FactType.BOOLEAN)):
        fitting = {name: each for name, each in facts.items() if each.type is kind}
        names = fact_names(fitting, f"型が {kind.value} の事実の id を書きます")
        fact["properties"][key] = told(fact["properties"][key], names)
    schema["$defs"] |= dict(_fact_definitions(fact, known))
    if known.layered:
        # A fact of the pack below is written in part; its id says which it is.
        schema["$defs"]["fact"] |= {"required": ["id"]}


def fill_conditions(schema: Schema, known: Known) -> None:
    """A condition knows what discharges it."""
    condition = schema["$defs"]["condition"]
    expression = known.scopes.expression(SUBMISSION)
    properties = condition["properties"]
    properties["discharged_by"] = told(properties["discharged_by"], expression)
    if known.layered:
        del condition["required"]


def fill_pack(schema: Schema, known: Known) -> None:
    """The head knows the rules that it may switch off, and the condition for open points."""
    properties = schema["properties"]
    rules = known.pack.rules
    below = {
        each: rule_hover(rules[each], known.pack)
        if each in rules
        else Hover(title=each, words="土台の規則集にある規則です")
        for each in sorted(known.pack.inherited)
    }
    changed = properties["changes"]["items"]["properties"]
    changed["rule"] = told(changed["rule"], named(below, "土台の規則集にある規則の id を書きます"))
    decision = properties["decision"]["properties"]
    decision["open_condition"] = told(decision["open_condition"], name(CONDITION))


def fill_profile(schema: Schema, known: Known) -> None:
    """A profile knows families, rules and parameters."""
    properties = schema["properties"]
    chosen = properties["rules"]["properties"]
    for key, of in (("families", FAMILY), ("ids", SELECTED)):
        names = {**schema["$defs"]["names"], "items": name_in_a_list(of)}
        chosen[key] = told(chosen[key], names)
    excepted = properties["except"]["items"]["properties"]
    excepted["rule"] = told(excepted["rule"], name(SELECTED))
    properties["weights"]["propertyNames"] = name(SELECTED)
    properties["parameters"] |= parameter_values(known.pack)


def fill_papers(schema: Schema, known: Known) -> None:
    """The list of papers knows the templates."""
    properties = schema["properties"]["papers"]["items"]["properties"]
    for key, is_word in (("template", False), ("word", True)):
        kind = "Word のひな形" if is_word else "ひな形"
        templates = {
            each: Hover(title=each, words=f"文書案の{kind}です")
            for each in known.templates
            if each.endswith(".docx") is is_word
        }
        names = named(templates, f"templates フォルダにある{kind}の名前を書きます")
        properties[key] = told(properties[key], names)


def told(word: Schema, schema: Schema) -> Schema:
    """A schema with what the published one tells of the key it stands under."""
    kept = ("description", "markdownDescription")
    return {**{key: word[key] for key in kept if key in word}, **schema}


def _by_list(known: Known) -> Iterator[Schema]:
    """`require` and its like speak of the elements of `for_each`, where there is one."""
    below = _loops_below(known)
    alone: Schema = {"not": {"required": ["for_each"]}}
    of_its_own = {"id": {"not": one_of([rule for rules in below.values() for rule in rules])}}
    yield {
        "if": {**alone, **({"required": ["id"], "properties": of_its_own} if below else {})},
        "then": {"properties": _about(known, SUBMISSION)},
    }
    for path, rules in below.items():
        around = (known.scopes.lists(SUBMISSION)[path],)
        yield {
            "if": {**alone, "required": ["id"], "properties": {"id": one_of(rules)}},
            "then": {"properties": _about(known, around)},
        }
    for path, fact in known.scopes.lists(SUBMISSION).items():
        where = refined(known.scopes.expression((fact,)))
        loop = {"properties": {"in": {"const": path}}, "required": ["in"]}
        yield {
            "if": {"properties": {"for_each": loop}, "required": ["for_each"]},
            "then": {
                "properties": {
                    **_about(known, (fact,)),
                    "for_each": {"doNotSuggest": True, "properties": {"where": where}},
                }
            },
        }


def _loops_below(known: Known) -> Mapping[str, list[str]]:
    """Rules of the pack below that speak of elements, by their list: here, `for_each` may be left out."""
    found: dict[str, list[str]] = {}
    for rule in known.pack.rules.values():
        if rule.id in known.pack.inherited and rule.for_each is not None:
            found.setdefault(rule.for_each.path, []).append(rule.id)
    known_lists = known.scopes.lists(SUBMISSION)
    return {path: rules for path, rules in found.items() if path in known_lists}


def _about(known: Known, scope: Scope) -> dict[str, Schema]:
    expression = refined(known.scopes.expression(scope))
    message = "require か compensated_by に出てくる回答の名前を書きます"
    answer = fact_names(known.scopes.paths(scope), message)
    needs = {"items": {"properties": {"for": {"doNotSuggest": True, **answer}}}}
    return {
        **dict.fromkeys(_ABOUT_ELEMENTS, expression),
        "evidence": {"doNotSuggest": True, **needs},
    }


def _fact_definitions(fact: Schema, known: Known) -> Iterator[tuple[str, Schema]]:
    """Facts, and the fields of each list: a field knows the others of its element."""
    yield "field", _in_scope(fact, open_expression(fact["properties"]["relevant_when"]), {})
    waiting: list[tuple[str, Scope, Mapping[str, Fact]]] = [
        ("fact", SUBMISSION, known.pack.vocabulary.facts)
    ]
    while waiting:
        definition, scope, facts = waiting.pop()
        lists = [each for each in facts.values() if each.shape is not None]
        fields = {each.id: f"field@{each.full_id}" for each in lists}
        when = told(fact["properties"]["relevant_when"], known.scopes.expression(scope))
        yield definition, _in_scope(fact, when, fields)
        for each in lists:
            assert each.shape is not None
            waiting.append((fields[each.id], (each, *scope), each.shape.fields))


def _in_scope(fact: Schema, when: Schema, fields: Mapping[str, str]) -> Schema:
    """A fact whose `relevant_when` is so; `fields` names the definition of each known list's."""
    # Which fields there are waits for the id of the list.
    listed = {key: each for key, each in fact["properties"]["fields"].items() if key != "items"}
    properties = {**fact["properties"], "relevant_when": when, "fields": listed}
    unknown = {"properties": {"id": {"not": {"enum": list(fields)}}}} if fields else {}
    return {
        **fact,
        "properties": properties,
        "allOf": [
            {"if": unknown, "then": _with_fields("field")},
            *(
                {
                    "if": {"properties": {"id": {"const": known}}, "required": ["id"]},
                    "then": _with_fields(definition),
                }
                for known, definition in fields.items()
            ),
        ],
    }


def _with_fields(definition: str) -> Schema:
    return {"properties": {"fields": {"doNotSuggest": True, "items": ref(definition)}}}
