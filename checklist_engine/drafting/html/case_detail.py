"""What only the report of one case shows: every rule with its reasons, and the proofs that were handed in."""

from collections.abc import Iterator, Mapping

from checklist_engine.conclusion.answers import answer_index
from checklist_engine.drafting.html.drawings import legend, verdict_maps
from checklist_engine.drafting.html.rule_entries import FamilyEntry, family_entries
from checklist_engine.drafting.html.rule_table import rule_table
from checklist_engine.drafting.html.words import record_words
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import elements_by_path
from checklist_engine.pictures.marks import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record of proof, and the labels of what it proves."""

    words: str
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetail:
    """A case in full; `titles` are those of the rules that the profile uses, by id."""

    maps: tuple[str, ...]
    legend: tuple[Mark, ...]
    titles: Mapping[str, str]
    families: tuple[FamilyEntry, ...]
    records: tuple[Record, ...]


def case_detail(assessment: Assessment, plan: Plan) -> CaseDetail:
    """The detail of a case."""
    return CaseDetail(
        maps=verdict_maps("map", rule_table([("判定", assessment, plan)])),
        legend=legend([assessment]),
        titles={rule.rule: rule.title for rule in assessment.rules},
        families=family_entries(assessment, plan),
        records=tuple(_records(assessment, plan)),
    )


def _records(assessment: Assessment, plan: Plan) -> Iterator[Record]:
    submission = assessment.submission
    located = answer_index(plan.vocabulary, submission.answers).located
    elements = elements_by_path(submission.answers)

    def label(path: str) -> str:
        if path in located:
            return located[path].label
        element = elements.get(path)
        return (element.name or element.key) if element else path

    for record in submission.evidence:
        yield Record(words=record_words(record, plan), supports=tuple(map(label, record.supports)))
