"""Names that are asked for: well formed, not taken, and known where they have to be."""

import re
from collections.abc import Iterable

from checklist_engine.authoring.scaffolding.refused import Refused
from checklist_engine.ground.near_misses import nearest
from checklist_engine.loader.checked import schema
from checklist_engine.loader.expressions import RESERVED

KINDS = {"rule": "規則", "fact": "事実", "condition": "条件", "pack": "規則集"}
"""What can be written anew, and how it is called."""


def check_name(kind: str, name: str) -> None:
    """Check how a name of this kind is spelled, by the pattern of its schema.

    Raises:
        Refused: it is no such name.
    """
    described = {
        "rule": lambda: schema("rule")["properties"]["id"],
        "fact": lambda: schema("facts")["$defs"]["fact"]["properties"]["id"],
        "condition": lambda: schema("conditions")["propertyNames"],
        "pack": lambda: schema("pack")["properties"]["pack"],
    }[kind]()
    if not re.fullmatch(described["pattern"], name):
        raise Refused(
            f"「{name}」は{KINDS[kind]}の名前になりません。{described['patternErrorMessage']}"
        )


def check_fact_name(name: str, known: Iterable[str]) -> None:
    """Check that a fact may have this name beside those that there are (§1, Names).

    Raises:
        Refused: it is taken, begins another or is begun by another, or has a word of expressions.
    """
    check_name("fact", name)
    for word in name.split("."):
        if word in RESERVED:
            raise Refused(
                f"「{word}」は式の言葉なので、事実の名前には使えません。別の言葉にしてください"
            )
    for other in known:
        if name == other:
            raise Refused(f"事実「{name}」は既にあります。別の id にしてください")
        if name.startswith(f"{other}.") or other.startswith(f"{name}."):
            raise Refused(
                f"事実「{name}」は、既にある「{other}」と、一方がもう一方の始まりになります。"
                "別の id にしてください"
            )


def check_known(what: str, name: str, known: Iterable[str], way_out: str) -> None:
    """Check that there is a thing of this name.

    Raises:
        Refused: there is none; the nearest name, or else what there is and the way out.
    """
    names = list(known)
    if name in names:
        return
    near = nearest(name, names)
    if near:
        raise Refused(f"{what}「{name}」はありません。もしかして「{near}」ですか")
    listed = f"あるのは {'、'.join(names)} です。" if names and len(names) <= 20 else ""
    raise Refused(f"{what}「{name}」はありません。{listed}{way_out}")
