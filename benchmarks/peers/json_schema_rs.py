"""JSON Schema, in Rust (jsonschema-rs)."""

from datetime import date
from typing import Any

from checklist_engine.model.plan import Plan
from peers import Peer, Said, Written
from peers._schemas import Schemas, schema
from peers._translation import plain_document


def write(plan: Plan, as_of: date) -> Written:
    """A schema for each rule, which is as fast as one for all: a document is not converted."""
    import jsonschema_rs  # noqa: PLC0415

    terms, unsaid = Schemas(as_of).rules(plan)
    validators = [jsonschema_rs.Draft202012Validator(schema(term)) for term in terms.values()]

    def run(document: Any) -> Said:
        return [validator.is_valid(document) for validator in validators]

    return Written(positions=tuple(terms), unsaid=unsaid, native=plain_document, run=run)


PEER = Peer(
    name="JSON Schema (Rust)", distribution="jsonschema-rs", three_valued=False, write=write
)
