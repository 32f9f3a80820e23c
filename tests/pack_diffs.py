"""Differences of packs in tests: two small packs compared, and examples tried on both."""

from collections.abc import Mapping
from pathlib import Path

from packs import DAY, write_files, write_pack

from checklist_engine.comparing.differences import Difference, Example, Kind
from checklist_engine.comparing.pack_diff import PackDiff
from checklist_engine.evaluator.tables import worst
from checklist_engine.model.verdicts import Verdict
from checklist_engine.usecases.assess_cases import assess_cases
from checklist_engine.usecases.compare_files import compare_files

Files = Mapping[str, str | None]

EVERYTHING = "profile: everything\nlabel: 全ての規則\ndecision: none\nrules: all\n"
_HARDNESS = {
    Verdict.NOT_MET: 3,
    Verdict.UNDETERMINED: 2,
    Verdict.UNPROVEN: 2,
    Verdict.COMPENSATED: 1,
}


def compared(old: Path, new: Path, *, rule_id: str | None = None) -> PackDiff:
    """The differences of two folders."""
    found = compare_files(old, new, rule=rule_id, as_of=DAY, pack=None, today=DAY).diff
    assert isinstance(found, PackDiff)
    return found


def small(folder: Path, before: Files, after: Files) -> PackDiff:
    """The differences of the small pack with these files and with those."""
    return compared(
        write_pack(folder / "old" / "small", before), write_pack(folder / "new" / "small", after)
    )


def only(diff: PackDiff, kind: Kind = Kind.RULE) -> Difference:
    """The one difference that there is, of this kind."""
    [found] = diff.differences
    assert found.kind is kind
    return found


def aspects(difference: Difference) -> dict[str, tuple[str | None, str | None]]:
    return {each.aspect: (each.before, each.after) for each in difference.changes}


def verdict(pack: Path, example: Example, name: str, folder: Path) -> Verdict:
    """What the program says of an example, pasted into a submission of its own."""
    write_files(pack, {"profiles/everything.yaml": EVERYTHING})
    head = "case: {id: x, title: 例}\nprofile: everything\n"
    file = write_files(folder, {"example.yaml": head + "\n".join(example.lines) + "\n"})
    [(assessment, _)] = assess_cases(file / "example.yaml", as_of=DAY, pack=pack, today=DAY).cases
    [found] = [each for each in assessment.rules if each.rule == name]
    verdicts = {each.verdict for each in found.findings if example.element in (None, each.element)}
    return worst(verdicts or {Verdict.NOT_APPLICABLE})


def check_examples(diff: PackDiff, name: str, folder: Path) -> None:
    """Every example of a rule comes out by both packs as the difference says, and shows it."""
    [difference] = [each for each in diff.of(Kind.RULE) if each.id == name]
    assert difference.meaning is not None
    assert difference.meaning.examples
    old, new = (Path(side.pack.place.file).parent for side in (diff.before, diff.after))
    for example in difference.meaning.examples:
        assert verdict(old, example, name, folder) is example.before
        assert verdict(new, example, name, folder) is example.after
        gap = _HARDNESS.get(example.after, 0) - _HARDNESS.get(example.before, 0)
        assert {"stricter": gap > 0, "looser": gap < 0, "other": gap == 0}[example.direction]
        assert example.before is not example.after
