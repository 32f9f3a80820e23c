"""Operators: one comparison a file; a new one is a new file, found here by looking the folder up."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from checklist_engine.operators.operator import Operator


@cache
def operators() -> dict[str, Operator]:
    """All operators by the name that a rule writes."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    found = [module.OPERATOR for module in modules if hasattr(module, "OPERATOR")]
    return {operator.name: operator for operator in sorted(found, key=lambda each: each.name)}
