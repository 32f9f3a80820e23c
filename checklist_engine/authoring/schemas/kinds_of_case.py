"""Submissions, and what is written around them: tests of rules, rulings, meetings."""

from collections.abc import Iterator, Mapping

from checklist_engine.authoring.schemas.answers import ANSWERS
from checklist_engine.authoring.schemas.hovers import condition_hover, fact_hover, rule_hover
from checklist_engine.authoring.schemas.kinds_of_pack import told
from checklist_engine.authoring.schemas.names import named, offered, one_of
from checklist_engine.authoring.schemas.pack_names import (
    ANSWER,
    CONDITION,
    KIND,
    PROFILE,
    RULE,
    Known,
    name,
    name_in_a_list,
)
from checklist_engine.authoring.schemas.parameters import parameter_values
from checklist_engine.authoring.schemas.trees import Schema, ref
from checklist_engine.model.pack import RulePack
from checklist_engine.model.verdicts import ClaimKind


def fill_submission(schema: Schema, known: Known) -> None:
    """A submission knows what is asked, and what its evidence and claims may be about."""
    pack, properties = known.pack, schema["properties"]
    # Another pack may be meant: `--pack` comes before what is written.
    here = {"const": pack.id, "title": pack.id, "description": pack.label}
    properties["pack"] = {**properties["pack"], "anyOf": [here, {}]}
    properties["profile"] = told(properties["profile"], name(PROFILE))
    properties["answers"]["allOf"] = [ref(ANSWERS)]
    _fill_evidence(properties["evidence"]["items"])
    _fill_notes(properties["notes"], pack)
    claim = properties["claims"]["items"]
    claimable = {each: rule for each, rule in pack.rules.items() if rule.may_claim}
    hovers = {each: rule_hover(rule, pack) for each, rule in claimable.items()}
    names = named(hovers, "申出のできる規則（may_claim のあるもの）の id を書きます")
    claim["properties"]["rule"] = told(claim["properties"]["rule"], names)
    claim["allOf"] = [
        *_by_claims({each: rule.may_claim for each, rule in claimable.items()}),
    ]


def fill_rule_test(schema: Schema, known: Known) -> None:
    """A test knows the rules, what is asked, and the conditions that may come out."""
    properties = schema["properties"]
    properties["rule"] = told(properties["rule"], name(RULE))
    properties["given"]["allOf"] = [ref(ANSWERS)]
    case = properties["cases"]["items"]["properties"]
    case["answers"]["allOf"] = [ref(ANSWERS)]
    case["profile"] = told(case["profile"], name(PROFILE))
    case["parameters"] |= parameter_values(known.pack)
    _fill_evidence(schema["$defs"]["evidence"])
    expected = case["expect"]["properties"]
    expected["waiting_for"]["items"] = name_in_a_list(ANSWER)
    expected["conditions"]["items"] = name_in_a_list(CONDITION)


def fill_rulings(schema: Schema, known: Known) -> None:
    """Rulings are offered the rules; one on a rule that is gone has no effect, but is no fault."""
    rule = schema["properties"]["rulings"]["items"]["properties"]["rule"]
    hovers = {each.id: rule_hover(each, known.pack) for each in known.pack.rules.values()}
    rule |= offered(hovers)


def fill_meeting(schema: Schema, known: Known) -> None:
    """What was adopted is offered the conditions; the council may have added others."""
    adopted = schema["properties"]["adopted"]["additionalProperties"]["properties"]
    hovers = {each.id: condition_hover(each) for each in known.pack.conditions.values()}
    adopted["conditions"]["items"]["properties"]["id"] |= offered(hovers)


def _fill_evidence(schema: Schema) -> None:
    properties = schema["properties"]
    properties["kind"] = told(properties["kind"], name(KIND))
    properties["supports"]["items"] = name_in_a_list(ANSWER)


def _fill_notes(schema: Schema, pack: RulePack) -> None:
    """Notes are offered the facts; elements and sections may have notes, too."""
    note = schema["additionalProperties"]
    schema["properties"] = {
        fact.id: {**fact_hover(fact).keywords(), "allOf": [note]}
        for fact in pack.vocabulary.facts.values()
    }


def _by_claims(claimable: Mapping[str, tuple[ClaimKind, ...]]) -> Iterator[Schema]:
    """Which claims a rule allows."""
    for kind in ClaimKind:
        others = [rule for rule, kinds in claimable.items() if kind not in kinds]
        message = f"この規則では、{kind.value}（{kind.label}）の申出はできません"
        yield {
            "if": {
                "properties": {"rule": one_of(others), "claim": {"const": kind.value}},
                "required": ["rule", "claim"],
            },
            "then": {"properties": {"claim": {"enum": [], "errorMessage": message}}},
        }
