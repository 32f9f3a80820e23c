"""`python -m checklist_engine` is `checklist`."""

from checklist_engine.cli import main

main()
