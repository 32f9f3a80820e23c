"""What every fault of a file (E1 to E4) is about: one module a range of codes, found in the folder.

A page has the form of a lint check's docstring: its title, then 何か, なぜ, 悪い例 and 良い例. An example
names its files in comments (`# cloud/cloud-001.yaml`) and shows of them what matters; `$` begins a
command. They are written for the sample pack of docs/writing-rules.md, and tests try them on it.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from textwrap import dedent


@cache
def fault_pages() -> dict[str, str]:
    """The page of every code, in order."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    pages = {
        code: dedent(text).strip() for module in modules for code, text in module.PAGES.items()
    }
    return dict(sorted(pages.items()))
