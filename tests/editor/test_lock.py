"""The lock of the language server: what is installed is the same everywhere, from anywhere."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent
FREE = {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause"}


def packages() -> dict[str, dict[str, object]]:
    lock = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, object]] = lock["packages"]
    return {name: each for name, each in found.items() if name}


def test_the_server_is_pinned() -> None:
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    server = packages()["node_modules/yaml-language-server"]
    assert wanted == {"yaml-language-server": server["version"]}


def test_no_package_is_bound_to_a_registry() -> None:
    assert {name for name, each in packages().items() if "resolved" in each} == set()
    assert all("integrity" in each for each in packages().values())


def test_every_package_is_free() -> None:
    assert {each["license"] for each in packages().values()} <= FREE
