"""What all tests share: whole runs of the command line, and golden files."""

import contextlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from checklist_engine.cli.app import run
from checklist_engine.usecases.cache_folder import SWITCH

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


@pytest.fixture(autouse=True, scope="session")
def _no_cache() -> Iterator[None]:
    """No test finds what another has compiled, or leaves anything with the user (but see `kept`)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SWITCH, "off")
        yield


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of compiled packs, of the test's own."""
    monkeypatch.delenv(SWITCH)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    return tmp_path / "cache" / "checklist-engine"


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
def uncached(checklist: Checklist, monkeypatch: pytest.MonkeyPatch) -> Checklist:
    """Runs `checklist` without a cache."""

    def runner(*arguments: str | Path, cwd: Path = ROOT) -> Ran:
        with monkeypatch.context() as context:
            context.setenv(SWITCH, "off")
            return checklist(*arguments, cwd=cwd)

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
