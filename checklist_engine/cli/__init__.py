"""The command line: arguments in, words out; no logic."""

from checklist_engine.cli.app import main

__all__ = ["main"]
