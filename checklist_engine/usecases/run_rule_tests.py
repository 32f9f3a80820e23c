"""`checklist test`: the rule tests of a pack."""

from pathlib import Path

from checklist_engine.formats.files import shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.places import Place
from checklist_engine.loader.pack import load_pack
from checklist_engine.loader.rule_tests import read_rule_tests
from checklist_engine.model.verdicts import Verdict
from checklist_engine.rule_tests.outcome import PackTests
from checklist_engine.rule_tests.run import run_rule_tests
from checklist_engine.usecases.find_pack import HEAD, RULES, find_base, installed_rules, pack_folder

_WANTED = (Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED)


def run_pack_tests(folder: Path | None, here: Path) -> tuple[PackTests, ...]:
    """The tests of one pack or, without a folder, of every pack in `rules/` from `here` upward.

    Raises:
        InvalidFile: a pack or a test file is faulty, or no pack is found.
    """
    folders = [pack_folder(folder)] if folder else _packs_near(here)
    return tuple(_run(each) for each in folders)


def _run(folder: Path) -> PackTests:
    faults: list[Diagnostic] = []
    pack = load_pack(folder, find_base)
    tests = read_rule_tests(folder, pack, faults)
    raise_faults(faults)
    expected = {test.rule: {case.expect.verdict for case in test.cases} for test in tests}
    return PackTests(
        pack=pack.id,
        rules=len(pack.rules),
        outcomes=tuple(run_rule_tests(pack, tests)),
        # What a pack below has is tested there.
        untested=tuple(
            rule for rule in pack.rules if rule not in expected and rule not in pack.inherited
        ),
        thin=tuple(
            (rule, tuple(verdict for verdict in _WANTED if verdict not in verdicts))
            for rule, verdicts in expected.items()
            if not verdicts.issuperset(_WANTED)
        ),
    )


def _packs_near(here: Path) -> list[Path]:
    for folder in (here, *here.parents):
        packs = sorted(head.parent for head in (folder / RULES).glob(f"*/{HEAD}"))
        if packs:
            return packs
    packs = sorted(head.parent for head in installed_rules().glob(f"*/{HEAD}"))
    if packs:
        return packs
    raise InvalidFile(
        [
            Diagnostic(
                code="E316",
                message="規則集が見つかりません",
                hint="規則集のフォルダを指定してください（例: checklist test rules/municipal-privacy）",
                place=Place(file=shown_path(here)),
            )
        ]
    )
