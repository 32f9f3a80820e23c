"""Lets tests of this folder use what the tests beside them generate."""

import sys
from pathlib import Path

for folder in ("laws", "inquiry", "conformance", "bulk", "register"):
    path = str(Path(__file__).parent.parent / folder)
    if path not in sys.path:
        sys.path.append(path)
