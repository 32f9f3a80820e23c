"""Reading rule tests (§10), typed against their pack."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.loader.answer_tree import Tree, merged, nested
from checklist_engine.loader.answers import read_answers
from checklist_engine.loader.checked import DISK, Sources, read_checked
from checklist_engine.loader.evidence import check_evidence, read_date, read_evidence
from checklist_engine.loader.pack_files import TEST_SUFFIX, tests_in
from checklist_engine.loader.profiles import read_settings
from checklist_engine.model.pack import RulePack
from checklist_engine.model.rule_tests import Expectation, RuleTest, RuleTestCase
from checklist_engine.model.verdicts import Verdict


def read_rule_tests(
    folder: Path, pack: RulePack, faults: list[Diagnostic], sources: Sources = DISK
) -> list[RuleTest]:
    """The tests of a pack's folder, in the order of its rules; faults (E1, E3, E319) are added."""
    read = (read_rule_test(path, pack, faults, sources) for path in tests_in(folder))
    order = {name: position for position, name in enumerate(pack.rules)}
    return sorted((test for test in read if test is not None), key=lambda test: order[test.rule])


def read_rule_test(
    path: Path, pack: RulePack, faults: list[Diagnostic], sources: Sources = DISK
) -> RuleTest | None:
    """One file of tests; None where it is faulty as a whole. Faults are added."""
    return _Reader(pack, faults, sources).test(path)


@dataclass(frozen=True, slots=True)
class _Reader:
    pack: RulePack
    faults: list[Diagnostic]
    sources: Sources

    def test(self, path: Path) -> RuleTest | None:
        cursor = read_checked(path, "rule-test", self.faults, self.sources)
        if cursor is None:
            return None
        rule = cursor["rule"]
        if rule.text not in self.pack.rules:
            near = nearest(rule.text, self.pack.rules)
            self.faults.append(
                rule.fault(
                    "E319",
                    f"規則「{rule.text}」は規則集にありません",
                    f"もしかして「{near}」ですか" if near else "試験する規則の id を書いてください",
                )
            )
            return None
        if path.name != f"{rule.text}{TEST_SUFFIX}":
            self.faults.append(
                rule.fault(
                    "E319",
                    f"試験のファイルの名前「{path.name}」が、規則「{rule.text}」と違います",
                    f"ファイルの名前を {rule.text}{TEST_SUFFIX} にしてください",
                )
            )
        given = nested(cursor["given"], self.faults) if "given" in cursor else {}
        cases = tuple(self.case(item, given) for item in cursor["cases"].items())
        return RuleTest(rule=rule.text, cases=cases)

    def case(self, cursor: Cursor, given: Mapping[str, Tree]) -> RuleTestCase:
        own = nested(cursor["answers"], self.faults) if "answers" in cursor else {}
        # A pack has thousands of them, and nobody asks where in a test an answer is written.
        tree = merged(given, own)
        answers = read_answers(tree, self.pack.vocabulary, self.faults, placed=False)
        records = list(cursor.listed("evidence"))
        if records:
            check_evidence(
                records, self.pack.vocabulary, answers, self.pack.evidence_kinds, self.faults
            )
        return RuleTestCase(
            name=cursor["name"].text,
            profile=self.profile(cursor),
            parameters=read_settings(cursor, self.pack.parameters, self.faults),
            as_of=self.as_of(cursor),
            answers=answers,
            evidence=tuple(read_evidence(record, self.faults) for record in records),
            expect=_expectation(cursor["expect"]),
            place=cursor["name"].place,
        )

    def profile(self, cursor: Cursor) -> str | None:
        if "profile" not in cursor:
            return None
        name = cursor["profile"].text
        if name not in self.pack.profiles:
            near = nearest(name, self.pack.profiles)
            self.faults.append(
                cursor["profile"].fault(
                    "E318",
                    f"適用区分「{name}」は規則集「{self.pack.id}」にありません",
                    f"もしかして「{near}」ですか"
                    if near
                    else "profiles にある名前を書いてください",
                )
            )
        return name

    def as_of(self, cursor: Cursor) -> date:
        day = read_date(cursor, "as_of", self.faults) or self.pack.test_date
        if day is None:
            self.faults.append(
                cursor["name"].fault(
                    "E319",
                    "試験の基準日が決まっていません",
                    "この場合に as_of を書くか、pack.yaml に test_date を書いてください",
                )
            )
            return date.min
        return day


def _expectation(cursor: Cursor) -> Expectation:
    def whole_set(key: str) -> frozenset[str] | None:
        return frozenset(item.text for item in cursor.listed(key)) if key in cursor else None

    return Expectation(
        element=cursor.get_text("element"),
        verdict=Verdict(cursor["verdict"].text),
        waiting_for=whole_set("waiting_for"),
        conditions=whole_set("conditions"),
    )
