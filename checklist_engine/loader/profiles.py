"""Reading profiles (§9): which rules, which parameters, which weights."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, cast

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.values import Value
from checklist_engine.loader.parameters import read_parameter_value
from checklist_engine.model.pack import Parameter, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileReader:
    """Reads the profiles of one pack; a name that is not there is a fault (E222)."""

    families: Sequence[str]
    rules: Collection[str]
    parameters: Mapping[str, Parameter]
    faults: list[Diagnostic]

    def read(self, cursor: Cursor) -> Profile:
        """The profile at `cursor`."""
        chosen = cursor["rules"]
        return Profile(
            id=cursor["profile"].text,
            label=cursor["label"].text,
            decision=cast("Literal['council', 'none']", cursor["decision"].text),
            rules=self._names(chosen, "ids", "規則", self.rules),
            families=self._names(chosen, "families", "分野", self.families),
            excepted=self._excepted(cursor),
            parameters=self._parameters(cursor),
            weights=self._weights(cursor),
            place=cursor["profile"].place,
        )

    def _names(
        self, chosen: Cursor, key: str, kind: str, known: Collection[str]
    ) -> tuple[str, ...] | None:
        if key not in chosen:
            return None
        for item in chosen[key].items():
            self._check(item, item.text, kind, known)
        return tuple(item.text for item in chosen[key].items())

    def _excepted(self, cursor: Cursor) -> Mapping[str, str]:
        found = {}
        for item in cursor.listed("except"):
            self._check(item["rule"], item["rule"].text, "規則", self.rules)
            found[item["rule"].text] = item["reason"].text
        return found

    def _parameters(self, cursor: Cursor) -> Mapping[str, Value]:
        return read_settings(cursor, self.parameters, self.faults)

    def _weights(self, cursor: Cursor) -> Mapping[str, int]:
        found = {}
        for entry in cursor["weights"].entries() if "weights" in cursor else ():
            self._check(entry, entry.key, "規則", self.rules)
            found[entry.key] = entry.integer
        return found

    def _check(self, cursor: Cursor, name: str, kind: str, known: Collection[str]) -> None:
        if name in known:
            return
        near = nearest(name, known)
        message = f"{kind}「{name}」は規則集にありません"
        hint = f"もしかして「{near}」ですか" if near else f"あるのは {'、'.join(known)} です"
        at_key = cursor.pointer[-1] == name
        self.faults.append((cursor.key_fault if at_key else cursor.fault)("E222", message, hint))


def read_settings(
    cursor: Cursor, parameters: Mapping[str, Parameter], faults: list[Diagnostic]
) -> Mapping[str, Value]:
    """The values under `parameters:`; unknown names (E209) and values out of bounds are faults."""
    found: dict[str, Value] = {}
    for entry in cursor["parameters"].entries() if "parameters" in cursor else ():
        if entry.key not in parameters:
            near = nearest(entry.key, parameters)
            faults.append(
                entry.key_fault(
                    "E209",
                    f"設定値「{entry.key}」は pack.yaml の parameters にありません",
                    f"もしかして「{near}」ですか" if near else "pack.yaml に加えてください",
                )
            )
            continue
        value = read_parameter_value(entry, parameters[entry.key], faults)
        if value is not None:
            found[entry.key] = value
    return found
