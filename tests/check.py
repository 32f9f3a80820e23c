"""The full check, one command: `python tests/check.py`.

Format, lint, types, import contract, tests; then the rules' own tests, lint and layout. Every step
runs, whatever came of the one before it; the exit code is that of the check as a whole.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_CHECKLIST = ("-m", "checklist_engine")
_STEPS: Sequence[tuple[str, Sequence[str]]] = (
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("lint", ("-m", "ruff", "check", ".")),
    ("types", ("-m", "mypy")),
    ("import contract", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
    # On all cores: what takes long (LibreOffice, a browser, laws) is not in one folder.
    ("tests", ("-m", "pytest", "-n", "auto", "--dist", "worksteal")),
    ("rule tests", (*_CHECKLIST, "test", "rules/municipal-privacy")),
    ("lint of the rules", (*_CHECKLIST, "lint", "rules/municipal-privacy")),
    ("layout of the rules", (*_CHECKLIST, "fmt", "--check", "rules", "examples")),
)


def main() -> int:
    """Run every step; 0 where all of them passed."""
    failed = [name for name, arguments in _STEPS if not _passes(name, arguments)]
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed", flush=True)
    return 1 if failed else 0


def _passes(name: str, arguments: Sequence[str]) -> bool:
    print(f"== {name}", flush=True)
    start = time.monotonic()
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False)
    print(
        f"== {name}: {'ok' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - start:.0f} s"
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
