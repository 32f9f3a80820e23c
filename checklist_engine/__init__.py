"""checklist-engine: review criteria as declarative rules, down to the drafted conclusion."""

__version__ = "0.1.0"

LANGUAGE = 1
"""The version of the rule language that this engine reads."""
