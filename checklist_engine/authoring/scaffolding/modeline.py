"""The first line of a file, by which editors find its schema: like that of its pack's pack.yaml."""

import re

_MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S*)pack\.schema\.json\n")


def modeline(head: str, kind: str, depth: int) -> str:
    """The line for a file of this kind, `depth` folders below pack.yaml; empty where that has none.

    Args:
        head: the text of pack.yaml.
        kind: the name of the schema.
        depth: 0 beside pack.yaml.
    """
    found = _MODELINE.match(head)
    if not found:
        return ""
    way = found[1]
    is_relative = "://" not in way and not way.startswith("/")
    prefix = "../" * depth if is_relative else ""
    return f"# yaml-language-server: $schema={prefix}{way}{kind}.schema.json\n"
