"""Reading profiles (§9)."""

from collections.abc import Collection, Sequence
from typing import Literal, cast

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.near_misses import nearest
from checklist_engine.model.pack import Profile


def read_profile(
    cursor: Cursor, families: Sequence[str], rules: Collection[str], faults: list[Diagnostic]
) -> Profile:
    """The profile at `cursor`; a family or rule that is not there is a fault (E222)."""
    chosen = cursor["rules"]
    return Profile(
        id=cursor["profile"].text,
        label=cursor["label"].text,
        decision=cast("Literal['council', 'none']", cursor["decision"].text),
        rules=_names(chosen, "ids", "規則", rules, faults),
        families=_names(chosen, "families", "分野", families, faults),
        place=cursor["profile"].place,
    )


def _names(
    chosen: Cursor, key: str, kind: str, known: Collection[str], faults: list[Diagnostic]
) -> tuple[str, ...] | None:
    if key not in chosen:
        return None
    for item in chosen[key].items():
        if item.text not in known:
            near = nearest(item.text, known)
            faults.append(
                item.fault(
                    "E222",
                    f"{kind}「{item.text}」は規則集にありません",
                    f"もしかして「{near}」ですか" if near else f"あるのは {'、'.join(known)} です",
                )
            )
    return tuple(item.text for item in chosen[key].items())
