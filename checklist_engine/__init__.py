"""checklist-engine: review criteria as declarative rules, down to the drafted conclusion."""

__version__ = "0.1.0"
