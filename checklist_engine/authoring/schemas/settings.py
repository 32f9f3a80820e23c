"""Which files a schema is for: glob patterns, as the setting `yaml.schemas` of editors takes them."""

from collections.abc import Mapping
from urllib.parse import quote

CASES = "cases"
"""The folder of the submissions, where nobody has named another."""
_OF_PACK: Mapping[str, tuple[str, ...]] = {
    "pack": ("pack.yaml",),
    "facts": ("facts/*.yaml",),
    "conditions": ("conditions.yaml",),
    "rule": (
        "*/*.yaml",
        "!*/*.test.yaml",
        "!facts/*.yaml",
        "!profiles/*.yaml",
        "!templates/*.yaml",
    ),
    "rule-test": ("*/*.test.yaml",),
    "profile": ("profiles/*.yaml",),
    "sentences": ("templates/sentences.yaml",),
    "papers": ("templates/papers.yaml",),
    "lint": ("lint.yaml",),
}
_OF_CASES: Mapping[str, tuple[str, ...]] = {
    "submission": ("{cases}/**/*.yaml", "!meeting.yaml", "!rulings.yaml"),
    "meeting": ("meeting.yaml",),
    "rulings": ("rulings.yaml",),
}
EDITED = (*_OF_PACK, *_OF_CASES)
"""The kinds of files that people write."""


def globs(kind: str, pack: str, cases: str) -> tuple[str, ...]:
    """The patterns of the files of a kind.

    Args:
        kind: one of `EDITED`.
        pack: the folder of the pack, or a pattern of such folders.
        cases: the folder of the submissions.
    """
    if kind in _OF_CASES:
        return tuple(each.format(cases=_address(cases)) for each in _OF_CASES[kind])
    within = _address(pack)
    return tuple(
        f"!{within}/{each[1:]}" if each.startswith("!") else f"{within}/{each}"
        for each in _OF_PACK[kind]
    )


def settings(schemas: Mapping[str, str], pack: str, cases: str) -> dict[str, object]:
    """Settings of an editor: `schemas` by kind, and nothing fetched from elsewhere."""
    return {
        "yaml.schemas": {where: list(globs(kind, pack, cases)) for kind, where in schemas.items()},
        "yaml.schemaStore.enable": False,
        "yaml.kubernetesCRDStore.enable": False,
    }


def _address(folder: str) -> str:
    """A folder as language servers compare it: by its address, in which only some letters stand."""
    return quote(folder.strip("/"), safe="/*")
