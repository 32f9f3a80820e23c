"""What all tests share: whole runs of the command line, and golden files."""

import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from checklist_engine.cli.app import run

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write golden files anew instead of comparing"
    )


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


Checklist = Callable[..., Ran]


@pytest.fixture
def checklist(monkeypatch: pytest.MonkeyPatch) -> Checklist:
    """Runs `checklist` with these arguments, in the root of the project or in `cwd`."""
    monkeypatch.setenv("NO_COLOR", "1")

    def runner(*arguments: str | Path, cwd: Path = ROOT) -> Ran:
        monkeypatch.chdir(cwd)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([str(argument) for argument in arguments])
        return Ran(code, out.getvalue(), err.getvalue())

    return runner


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a golden file, or writes the file with `--update-golden`."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no golden file {path.relative_to(ROOT)}: run pytest --update-golden"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file below the test's own folder; the path."""

    def writer(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return writer
