"""`checklist docs --language`, `--explain`: operators and diagnostics, as pages and one by one."""

from collections.abc import Mapping

from checklist_engine.authoring.diagnostic_pages import (
    DiagnosticPage,
    band_pages,
    diagnostic_pages,
)
from checklist_engine.drafting.papers import Paper
from checklist_engine.lint.catalogue import checks
from checklist_engine.reporting.operator_pages import operator_page


def describe_language() -> tuple[Paper, ...]:
    """The page of operators, and those of diagnostics in a folder of their own."""
    bands = band_pages(diagnostic_pages(checks()))
    return (
        Paper(name="operators.md", text=operator_page()),
        *(Paper(name=f"diagnostics/{name}", text=text) for name, text in bands),
    )


def pages_by_code() -> Mapping[str, DiagnosticPage]:
    """The page of every diagnostic, of faults and of lint checks."""
    return {page.code: page for page in diagnostic_pages(checks())}
