"""Writing files so that nothing is ever half written."""

import os
import shutil
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all; one that is there keeps its permissions.

    Raises:
        OSError: it cannot be written.
    """
    # Written beside the file first: what can go wrong with a disk goes wrong there.
    draft = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
