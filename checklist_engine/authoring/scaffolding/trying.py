"""Trying what is drafted, before anything is written: it must load, compile and pass its tests."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from checklist_engine.authoring.scaffolding.flow import flow
from checklist_engine.authoring.scaffolding.refused import Refused
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import raise_faults
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.pack_parts import FindBase
from checklist_engine.loader.rule_tests import read_rule_tests
from checklist_engine.model.language import LANGUAGE
from checklist_engine.model.pack import RulePack
from checklist_engine.rule_tests.bench import Bench
from checklist_engine.rule_tests.run import run_rule_tests


def try_out(overlay: Mapping[str, str], folder: Path, pack: RulePack, find_base: FindBase) -> None:
    """Try new parts of a pack as a pack laid over it, in a folder that is gone afterwards.

    Args:
        overlay: the new parts, by place.
        folder: the folder of the pack.
        pack: the pack as it is.
        find_base: finds the pack that the pack itself extends.

    Raises:
        InvalidFile: the pack as it is does not compile.
        Refused: a test of the new parts does not come out as it says.
    """
    head = {"pack": f"{pack.id}-new", "language": LANGUAGE, "version": "0.0.0", "label": "new"}
    lines = [f"{key}: {flow(value)}" for key, value in {**head, "extends": pack.id}.items()]
    with tempfile.TemporaryDirectory(prefix="checklist-") as name:
        above = Path(name)
        for place, text in {**overlay, "pack.yaml": "\n".join(lines)}.items():
            (above / place).parent.mkdir(parents=True, exist_ok=True)
            (above / place).write_text(text, encoding="utf-8")
        both = load_pack(
            above, lambda name, start: folder if start == above else find_base(name, start)
        )
        _try(both, above)


def _try(pack: RulePack, above: Path) -> None:
    bench = Bench.of(pack)
    faults: list[Diagnostic] = []
    tests = read_rule_tests(above, pack, faults)
    raise_faults(faults)
    for outcome in run_rule_tests(bench, tests):
        if outcome.differences:
            raise Refused(
                f"規則「{outcome.rule}」のひな形の試験「{outcome.case}」が成り立ちません"
                f"（{'、'.join(outcome.differences)}）。"
                "尋ねる場合（relevant_when）が限られていない事実を --fact で指定してください"
            )
