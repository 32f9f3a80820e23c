"""CEL in Python (cel-python)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from checklist_engine.model.plan import Plan
from peers import Peer, Said, Written
from peers._cel import Cel
from peers._translation import plain_document


def write(plan: Plan, as_of: date) -> Written:
    """A program for each rule; a document is a mapping of CEL's own values."""
    import celpy  # noqa: PLC0415

    terms, unsaid = Cel(as_of).rules(plan)
    environment = celpy.Environment()
    programs = [environment.program(environment.compile(term)) for term in terms.values()]

    def run(document: Any) -> Said:
        activation = {name: celpy.json_to_cel(value) for name, value in document.items()}
        return list(_answers(programs, activation))

    def _answers(programs: Any, activation: Any) -> Iterator[bool | None]:
        for program in programs:
            try:
                yield bool(program.evaluate(activation))
            except celpy.CELEvalError:
                yield None

    return Written(positions=tuple(terms), unsaid=unsaid, native=plain_document, run=run)


PEER = Peer(name="CEL (Python)", distribution="cel-python", three_valued=True, write=write)
