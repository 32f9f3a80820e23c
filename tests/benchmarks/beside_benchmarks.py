"""Modules of benchmarks/, which are scripts and import what stands beside them."""

import sys
from importlib import import_module
from types import ModuleType

from conftest import ROOT

FOLDER = ROOT / "benchmarks"


def module(name: str) -> ModuleType:
    """A module of that folder (or of its `peers`), by a name that nothing else may have taken."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    found = import_module(name)
    assert found.__file__ is not None
    assert found.__file__.startswith(str(FOLDER))
    return found
