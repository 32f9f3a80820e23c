"""Reading claims of a submission (§5): allowed only where the rule says `may_claim`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.near_misses import nearest
from checklist_engine.loader.evidence import normalized
from checklist_engine.model.submission import Answers, Claim, elements_by_path, names_element_path
from checklist_engine.model.verdicts import ClaimKind

if TYPE_CHECKING:
    from checklist_engine.model.compiled_pack import CompiledPack
    from checklist_engine.model.pack import RulePack


def read_claims(
    cursor: Cursor, pack: "RulePack | CompiledPack", answers: Answers, faults: list[Diagnostic]
) -> Iterator[Claim]:
    """The claims of a submission; what may not be claimed is a fault (E320)."""
    elements = elements_by_path(answers)
    for item in cursor.listed("claims"):
        kind = ClaimKind(item["claim"].text)
        if not _may_claim(item, kind, pack, faults):
            continue
        path = None
        if "element" in item:
            written = item["element"]
            path = next(
                (each for each in elements if names_element_path(each, normalized(written.text))),
                None,
            )
            if path is None:
                near = nearest(written.text, elements)
                faults.append(
                    written.fault(
                        "E320",
                        f"申出の要素「{written.text}」は回答にありません",
                        f"もしかして「{near}」ですか"
                        if near
                        else "parties[sys/aws] のように、一覧のIDと記号で書いてください"
                        "（全体についてなら空けておきます）",
                    )
                )
        yield Claim(
            rule=item["rule"].text,
            element=path,
            kind=kind,
            reason=item["reason"].text,
            place=item["rule"].place,
        )


def _may_claim(
    item: Cursor, kind: ClaimKind, pack: "RulePack | CompiledPack", faults: list[Diagnostic]
) -> bool:
    name = item["rule"]
    rule = pack.rules.get(name.text)
    if rule is None:
        near = nearest(name.text, pack.rules)
        faults.append(
            name.fault(
                "E320",
                f"申出の規則「{name.text}」は規則集にありません",
                f"もしかして「{near}」ですか"
                if near
                else "sub-003 のような、規則の記号を書いてください",
            )
        )
        return False
    if kind not in rule.may_claim:
        allowed = "、".join(f"「{each.label}」（{each.value}）" for each in rule.may_claim)
        faults.append(
            item["claim"].fault(
                "E320",
                f"規則「{rule.id}」では、「{kind.label}」（{kind.value}）の申出はできません",
                f"できる申出は {allowed} です"
                if allowed
                else "この規則では申出ができません。回答で説明してください",
            )
        )
        return False
    return True
