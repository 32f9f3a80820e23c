"""The JSON of a questionnaire: a contract, so that a form in a browser can be written from it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from checklist_engine.ground.atoms import Atom
from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    Negation,
    Node,
    Tally,
    Test,
    Undecided,
)
from checklist_engine.model.submission import Answer
from checklist_engine.questionnaire.questionnaire import (
    Entry,
    ProofWanted,
    Question,
    Questionnaire,
    Row,
    Subject,
    Table,
)

VERSION = 1


def questionnaire_json(questionnaire: Questionnaire) -> dict[str, object]:
    """A questionnaire as JSON-ready data."""
    counts = questionnaire.counts
    return {
        "questionnaire": VERSION,
        "pack": {
            "id": questionnaire.pack,
            "label": questionnaire.pack_label,
            "version": questionnaire.pack_version,
        },
        "profile": {"id": questionnaire.profile, "label": questionnaire.profile_label},
        "as_of": questionnaire.as_of.isoformat(),
        "counts": {
            "filled": counts.filled,
            "blank": counts.blank,
            "blank_required": counts.blank_required,
            "not_asked": counts.not_asked,
        },
        "sections": [
            {
                "id": part.id,
                "label": part.label,
                "questions": [_question(question) for question in part.questions],
            }
            for part in questionnaire.parts
        ],
        "lists": [_table(table) for table in questionnaire.tables],
        "evidence_kinds": [
            {"id": kind.id, "label": kind.label, "strength": kind.strength.value}
            for kind in questionnaire.evidence_kinds.values()
        ],
        "claimable": [
            {"rule": each.rule, "title": each.title, "kinds": [kind.value for kind in each.kinds]}
            for each in questionnaire.claimable
        ],
        "evidence": [
            {
                "id": record.id,
                "kind": record.kind,
                "title": record.title,
                "issued_by": record.issued_by,
                "issued_on": _day(record.issued_on),
                "valid_until": _day(record.valid_until),
                "supports": list(record.supports),
            }
            for record in questionnaire.evidence
        ],
        "claims": [
            {
                "rule": claim.rule,
                "element": claim.element,
                "claim": claim.kind.value,
                "reason": claim.reason,
            }
            for claim in questionnaire.claims
        ],
    }


def node_json(node: Node) -> dict[str, object]:
    """An expression as JSON-ready data: `kind`, and what it is made of."""
    match node:
        case Test(ref=ref, atom=atom, against=against):
            against_json = {} if against is None else {"against": _ref(against)}
            return {"kind": "test", "of": _ref(ref), **_atom(atom), **against_json}
        case Conjunction(parts=parts):
            return {"kind": "all", "parts": [node_json(part) for part in parts]}
        case Disjunction(parts=parts):
            return {"kind": "any", "parts": [node_json(part) for part in parts]}
        case Negation(part=part):
            return {"kind": "not", "part": node_json(part)}
        case Tally(parts=parts, at_least=least, at_most=most):
            counted = [node_json(part) for part in parts]
            return {"kind": "count_of", "parts": counted, "at_least": least, "at_most": most}
        case Undecided(elements=elements):
            return {"kind": "undecided", "in": _ref(elements)}
        case ForAll() | Exists() | ElementTally():
            return _quantifier(node)


def _quantifier(node: ForAll | Exists | ElementTally) -> dict[str, object]:
    found: dict[str, object] = {
        "in": _ref(node.elements),
        "closed_by": node.closed_by,
        "where": node_json(node.where),
    }
    match node:
        case ForAll():
            return {"kind": "every", **found, "satisfies": node_json(node.satisfies)}
        case Exists():
            return {"kind": "some", **found, "satisfies": node_json(node.satisfies)}
        case ElementTally():
            return {"kind": "count", **found, "at_least": node.at_least, "at_most": node.at_most}


def _ref(ref: Ref) -> dict[str, object]:
    match ref:
        case FactRef(fact=fact):
            return {"fact": fact}
        case FieldRef(up=up, field=field):
            return {"field": field, "up": up}
        case TierRef(up=up):
            return {"tier": True, "up": up}


def _atom(atom: Atom) -> dict[str, object]:
    words = {name: _plain(getattr(atom, name)) for name in type(atom).__slots__}
    return {"atom": type(atom).__name__, **words}


def _plain(value: object) -> object:
    match value:
        case frozenset():
            return sorted((_plain(each) for each in value), key=str)
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return value


def _subject(subject: Subject) -> dict[str, object]:
    return {
        "id": subject.id,
        "label": subject.label,
        "question": subject.question,
        "guidance": subject.guidance,
        "type": subject.type.value,
        "options": [{"code": each.code, "label": each.label} for each in subject.options],
        "options_from": subject.key_of,
        "unit": subject.unit,
        "min": _plain(subject.min),
        "max": _plain(subject.max),
        "required": subject.is_required,
        "gate": subject.gate.value if subject.gate else None,
        "rules": list(subject.rules),
        "proofs": [_proof(proof) for proof in subject.proofs],
        "relevant_when": node_json(subject.relevant_when) if subject.relevant_when else None,
    }


def _proof(proof: ProofWanted) -> dict[str, object]:
    return {
        "rule": proof.rule,
        "words": proof.words,
        "kinds": list(proof.kinds) if proof.kinds is not None else None,
        "strength": proof.strength.value if proof.strength else None,
        "max_age_months": proof.max_age_months,
    }


def _question(question: Question) -> dict[str, object]:
    return {**_subject(question.subject), **_entry(question.entry)}


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "path": entry.path,
        "state": entry.relevance.value,
        "filled": entry.filled.value,
        "answer": _answer(entry.answer),
        "reason": entry.reason,
    }


def _answer(answer: Answer | None) -> object:
    """An answer; of a list, the keys of its elements, which have rows of their own."""
    if isinstance(answer, tuple):
        return [element.key for element in answer]
    return _plain(answer)


def _table(table: Table) -> dict[str, object]:
    return {
        "list": _subject(table.list),
        "in": table.outer,
        "key": table.key,
        "name": table.name,
        "tree": table.is_tree,
        "closed_by": table.closed_by,
        "fields": [{**_subject(field), "field": field.field} for field in table.fields],
        "elements": [_row(row) for row in table.rows],
    }


def _row(row: Row) -> Mapping[str, object]:
    return {
        "path": row.path,
        "key": row.key,
        "tier": row.tier,
        "parent": row.parent,
        "within": row.within,
        "entries": {field: _entry(entry) for field, entry in row.entries.items()},
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
