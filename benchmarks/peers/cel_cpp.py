"""CEL in C++ (cel-expr-python)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from checklist_engine.ground.values import FactType
from checklist_engine.model.plan import Plan
from peers import Peer, Said, Written
from peers._cel import UNKNOWN, Cel
from peers._translation import plain_document


def write(plan: Plan, as_of: date) -> Written:
    """A program for each rule over typed variables; a document is an activation."""
    from cel_expr_python import cel  # noqa: PLC0415

    terms, unsaid = Cel(as_of).rules(plan)
    variables = dict(_variables(plan, cel.Type))
    environment = cel.NewEnv(variables=variables)
    programs = [environment.compile(term) for term in terms.values()]

    def run(document: Any) -> Said:
        activation = environment.Activation(document)
        found = [program.eval(activation).plain_value() for program in programs]
        return [each if each is True or each is False else None for each in found]

    return Written(positions=tuple(terms), unsaid=unsaid, native=plain_document, run=run)


def _variables(plan: Plan, types: Any) -> Iterator[tuple[str, Any]]:
    known = {
        FactType.BOOLEAN: types.BOOL,
        FactType.CHOICE: types.STRING,
        FactType.TEXT: types.STRING,
        FactType.CHOICES: types.List(types.STRING),
        FactType.INTEGER: types.INT,
        FactType.NUMBER: types.DOUBLE,
        FactType.DATE: types.INT,
        FactType.LIST: types.List(types.Map(types.STRING, types.DYN)),
    }
    yield UNKNOWN, types.BOOL
    for name, fact in plan.vocabulary.facts.items():
        yield name, known[fact.type]


PEER = Peer(name="CEL (C++)", distribution="cel-expr-python", three_valued=True, write=write)
