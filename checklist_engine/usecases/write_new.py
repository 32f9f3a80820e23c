"""`checklist new`: a rule, a fact, a condition or a pack to begin with; all of it is written, or nothing."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from checklist_engine.authoring.scaffolding.asking import relevance_of
from checklist_engine.authoring.scaffolding.drafts import Draft, Drafts, whole_draft
from checklist_engine.authoring.scaffolding.names import check_known, check_name
from checklist_engine.authoring.scaffolding.refused import Refused
from checklist_engine.authoring.scaffolding.rule_files import NewRule, cases_text, rule_text
from checklist_engine.authoring.scaffolding.sketch import Sketch, sketch_of, yes_or_no
from checklist_engine.authoring.scaffolding.trying import try_out
from checklist_engine.authoring.scaffolding.whole_pack import whole_pack
from checklist_engine.authoring.scaffolding.writing import write_drafts
from checklist_engine.formats.files import read_text, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.values import FactType
from checklist_engine.loader.pack import pack_of
from checklist_engine.loader.pack_files import TEST_SUFFIX
from checklist_engine.loader.pack_parts import PackParts, read_parts
from checklist_engine.model.gaps import has_gap
from checklist_engine.model.verdicts import Gate
from checklist_engine.usecases.find_pack import HEAD, RULES, find_base, pack_folder, packs_near


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """記入するところ: a line in which words are still to be written."""

    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written, in the pack of this folder."""

    folder: Path
    files: tuple[Path, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWishes:
    """What is asked of a new rule; None where it is left open.

    `fact` is the fact, or the field of a list, that it looks at, `section` where a fact of its own is
    put otherwise; `condition` is a condition that there is.
    """

    family: str | None = None
    title: str | None = None
    gate: Gate = Gate.ADVISORY
    fact: str | None = None
    section: str | None = None
    condition: str | None = None


def new_rule(
    name: str, wishes: RuleWishes, *, pack: Path | None, here: Path, today: date
) -> Written:
    """A rule and its tests, with a fact and a condition of its own where it needs them.

    Raises:
        InvalidFile: the pack is faulty, or cannot be written to.
        Refused: a name is taken, unknown or none, or no rule can look at that fact.
    """
    drafts = _drafts(pack, here)
    check_name("rule", name)
    _check_unused(name, drafts.parts)
    family = wishes.family or name.partition("-")[0]
    families = [each.id for each in drafts.pack.families]
    check_known("分野", family, families, "新しい分野は、pack.yaml の families に加えてください")
    sketch = _sketch(name, family, wishes, drafts, today)
    condition = _condition(name, wishes, drafts)
    known = drafts.pack.conditions.get(condition or "")
    rule = NewRule(
        id=name,
        title=wishes.title,
        gate=wishes.gate,
        sketch=sketch,
        condition=condition,
        parameters=known.parameters if known else {},
        as_of=None if drafts.pack.test_date else today,
    )
    drafts.add_file(f"{family}/{name}.yaml", "rule", rule_text(rule))
    drafts.add_file(f"{family}/{name}{TEST_SUFFIX}", "rule-test", cases_text(rule))
    return _tried_and_written(drafts)


def new_fact(
    name: str,
    *,
    section: str | None,
    label: str | None,
    kind: FactType,
    pack: Path | None,
    here: Path,
) -> Written:
    """A fact at the end of its section (None: that of its first word).

    Raises:
        InvalidFile: the pack is faulty, or cannot be written to.
        Refused: the name is taken or none, or there is no such section.
    """
    drafts = _drafts(pack, here)
    drafts.add_fact(name, label, kind, section or name.partition(".")[0])
    return _tried_and_written(drafts)


def new_condition(name: str, *, subject: str | None, pack: Path | None, here: Path) -> Written:
    """A condition at the end of the catalogue.

    Raises:
        InvalidFile: the pack is faulty, or cannot be written to.
        Refused: the name is taken or none.
    """
    drafts = _drafts(pack, here)
    drafts.add_condition(name, subject)
    return _tried_and_written(drafts)


def new_pack(
    name: str, *, label: str | None, folder: Path | None, here: Path, today: date
) -> Written:
    """A whole pack, in a folder of its own inside `folder` (None: `rules/` in the working folder).

    Raises:
        InvalidFile: it cannot be written.
        Refused: the name is none, or there is something of that name.
    """
    check_name("pack", name)
    around = folder or (here if here.name == RULES else here / RULES)
    place = around / name
    if place.exists():
        raise Refused(f"「{shown_path(place)}」は既にあります。別の名前にしてください")
    files = whole_pack(name, label, _head_beside(around), today)
    return _written(place, [whole_draft(place / file, text) for file, text in files.items()])


def _head_beside(around: Path) -> str:
    """The text of a pack.yaml in the same folder; empty where there is none, or none that can be read."""
    for head in sorted(around.glob(f"*/{HEAD}")):
        with suppress(InvalidFile):
            return read_text(head)
    return ""


def _drafts(given: Path | None, here: Path) -> Drafts:
    folder = pack_folder(given) if given else _pack_around(here)
    faults: list[Diagnostic] = []
    parts = read_parts(folder, find_base, faults)
    raise_faults(faults)
    # INVARIANT: what cannot be read has faults.
    assert parts is not None
    pack = pack_of(parts, faults)
    raise_faults(faults)
    return Drafts(folder=folder, parts=parts, pack=pack)


def _pack_around(here: Path) -> Path:
    """The pack in which the working folder is, or the only one near it that is not the program's own."""
    for folder in (here, *here.parents):
        if (folder / HEAD).is_file():
            return folder
    packs = [each for each in packs_near(here) if each.parent.parent in (here, *here.parents)]
    match packs:
        case [pack]:
            return pack
        case []:
            raise Refused(
                "近くに規則集がありません。--pack で規則集のフォルダを指定するか、"
                "checklist new pack で規則集を作ってください"
            )
        case _:
            names = "、".join(each.name for each in packs)
            raise Refused(
                f"規則集がいくつもあります（{names}）。--pack でフォルダを指定してください"
            )


def _check_unused(name: str, parts: PackParts) -> None:
    if name in parts.rules:
        place = parts.rules[name][1]["id"].place
        raise Refused(f"規則「{name}」は既にあります（{place.file}）。新しい id を付けてください")
    gone = [item.text for head in parts.heads for item in head.listed("retired")]
    gone += [item["rule"].text for head in parts.heads for item in head.listed("changes")]
    if name in gone:
        raise Refused(
            f"規則「{name}」は廃止した規則です。id は使い回せないので、新しい id を付けてください"
        )


def _sketch(name: str, family: str, wishes: RuleWishes, drafts: Drafts, today: date) -> Sketch:
    """How the rule looks at the fact that is wished for, or at one of its own."""
    vocabulary = drafts.pack.vocabulary
    relevance = relevance_of(drafts.pack, drafts.parts.groups)
    day = drafts.pack.test_date or today
    if wishes.fact is not None:
        if wishes.section is not None:
            raise Refused("--section は、--fact で既にある事実を指定するときには使えません")
        paths = [fact.full_id for fact in vocabulary.all_facts()]
        check_known("事実", wishes.fact, paths, "checklist new fact で、先に事実を作れます")
        return sketch_of(wishes.fact, relevance, day)
    section = wishes.section or family
    if wishes.section is None and family not in vocabulary.sections:
        raise Refused(
            f"分野「{family}」と同じ名前の区分がないので、新しい事実を置けません。"
            "--fact で既にある事実を、又は --section で区分を指定してください"
        )
    fact = f"{section}.{name.replace('-', '_')}"
    drafts.add_fact(fact, None, FactType.BOOLEAN, section)
    return yes_or_no(fact, relevance.of_section(section, day))


def _condition(name: str, wishes: RuleWishes, drafts: Drafts) -> str | None:
    """The condition that failing the rule asks for; a conditional rule without one gets its own."""
    if wishes.condition is not None:
        if wishes.gate is Gate.ADVISORY:
            raise Refused(
                "留意（advisory）の規則に条件は付きません。--gate conditional としてください"
            )
        check_known(
            "条件",
            wishes.condition,
            drafts.pack.conditions,
            "checklist new condition で、先に条件を作れます",
        )
        return wishes.condition
    if wishes.gate is not Gate.CONDITIONAL:
        return None
    own = f"meet-{name}"
    if own not in drafts.pack.conditions:
        drafts.add_condition(own, None)
    return own


def _tried_and_written(drafts: Drafts) -> Written:
    try_out(drafts.overlay, drafts.folder, drafts.pack, find_base)
    return _written(drafts.folder, drafts.files)


def _written(folder: Path, drafts: Sequence[Draft]) -> Written:
    write_drafts(drafts)
    return Written(
        folder=folder,
        files=tuple(draft.path for draft in drafts),
        gaps=tuple(
            Gap(file=shown_path(draft.path), line=number, text=line.strip())
            for draft in drafts
            for number, line in draft.new_lines()
            if has_gap(line)
        ),
    )
