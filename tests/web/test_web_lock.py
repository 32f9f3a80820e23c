"""The lock of what HTML pages are tested with: the same everywhere, from anywhere, and free."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent
FREE = {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0"}
"""MPL-2.0 for what only tests use: nothing of it is in the package."""


def packages() -> dict[str, dict[str, object]]:
    lock = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, object]] = lock["packages"]
    return {name: each for name, each in found.items() if name}


def test_the_checker_is_pinned() -> None:
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert wanted == {"axe-core": packages()["node_modules/axe-core"]["version"]}


def test_no_package_is_bound_to_a_registry() -> None:
    assert {name for name, each in packages().items() if "resolved" in each} == set()
    assert all("integrity" in each for each in packages().values())


def test_every_package_is_free() -> None:
    assert {each["license"] for each in packages().values()} <= FREE
