"""The command line: arguments in, words out; no logic."""

import gc

_NEW_OBJECTS = 100_000
"""After so many, Python looks for garbage again."""


def main() -> None:
    """Run the program on the arguments of the process, and end the process."""
    # Modules and packs stay to the end: looking for garbage among them, every 700 objects, is in vain.
    gc.set_threshold(_NEW_OBJECTS)
    from checklist_engine.cli import app

    try:
        app.main()
    finally:
        # What is left the system takes back as a whole; Python would look through it piece by piece.
        gc.freeze()
