"""The checklist and the questions of a case as templates see them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from checklist_engine.compiler.expressions import facts_of
from checklist_engine.conclusion.answers import UNANSWERED
from checklist_engine.drafting.dossier import Dossier, View, claim_words
from checklist_engine.model.assessment import Question
from checklist_engine.model.plan import Node, PlannedRule
from checklist_engine.model.verdicts import Verdict

_SETTLED = (Verdict.MET, Verdict.NOT_APPLICABLE)


def section_views(dossier: Dossier) -> Iterator[View]:
    """Section by section, with what each answer bears on; rows are numbered through."""
    judging, applying = _rules_by_fact(dossier.plan.rules)
    numbers = count(1)
    for section in dossier.plan.vocabulary.sections.values():
        rows = [
            {
                "number": next(numbers),
                **_row(dossier, row.path, judging.get(fact, ()), applying.get(fact, ())),
            }
            for row in dossier.assessment.sheet
            if row.section == section.id
            for fact in [dossier.fact(row.path).full_id]
        ]
        if rows:
            yield {"label": section.label, "rows": rows}


def question_views(dossier: Dossier) -> Iterator[View]:
    """The questions, numbered, with what has been answered so far."""
    department = dossier.assessment.submission.case.department or ""
    for number, each in enumerate(dossier.assessment.questions, start=1):
        yield {
            "number": number,
            "text": each.text,
            "labels": "、".join(each.labels),
            "rules": "、".join(each.rules),
            "basis": dossier.basis(each.rules),
            "answer": _answer_so_far(dossier, each),
            "is_awaited": each.awaited,
            "department": department,
        }


_RulesByFact = Mapping[str, Sequence[str]]


def _rules_by_fact(rules: Sequence[PlannedRule]) -> tuple[_RulesByFact, _RulesByFact]:
    """The rules that judge by each fact, and those that it only decides to apply, and to what."""
    judging: dict[str, list[str]] = {}
    applying: dict[str, list[str]] = {}
    for rule in rules:
        for fact in _facts(rule.require, rule.compensated_by):
            judging.setdefault(fact, []).append(rule.id)
        where = (rule.loop.where,) if rule.loop else ()
        listed = {rule.loop.elements.fact} if rule.loop else frozenset[str]()
        for fact in _facts(rule.applies_when, *where) | listed:
            applying.setdefault(fact, []).append(rule.id)
    return judging, applying


def _facts(*nodes: Node | None) -> frozenset[str]:
    return frozenset[str]().union(*(facts_of(node) for node in nodes if node is not None))


def _row(dossier: Dossier, path: str, rules: Sequence[str], applying: Sequence[str]) -> View:
    claims = [
        claim
        for claim in dossier.assessment.submission.claims
        if claim.rule in rules and _concerns(claim.element, path)
    ]
    reason = dossier.reason(path)
    return {
        "path": path,
        "label": dossier.label(path),
        "question": dossier.fact(path).question or "",
        "answer": dossier.words(path),
        "reason": reason,
        "detail": "／".join(words for words in (reason, claim_words(claims)) if words),
        "evidence": dossier.evidence(path),
        "rules": "、".join(rules or applying),
        "verdicts": "、".join(_verdicts(dossier, path, rules)),
    }


def _verdicts(dossier: Dossier, path: str, rules: Sequence[str]) -> Iterator[str]:
    """What came of the rules that judge by an answer, where something is left to do."""
    found = (
        f"{rule.rule} {finding.verdict.label}"
        for rule, finding in dossier.findings()
        if rule.rule in rules
        and finding.verdict not in _SETTLED
        and _concerns(finding.element, path)
    )
    yield from dict.fromkeys(found)


def _concerns(element: str | None, path: str) -> bool:
    """Whether what is said of an element (None: of the submission) bears on an answer."""
    return element is None or "[" not in path or path.startswith(f"{element}.")


def _answer_so_far(dossier: Dossier, question: Question) -> str:
    """What there is of the answer: a claim without its proof, or why there is none."""
    said = {
        path: words
        for path in question.paths
        if (words := dossier.answer(path)) != UNANSWERED or path not in dossier.index.located
    }
    if len(question.paths) == 1:
        return "".join(said.values())
    return "／".join(f"{dossier.label(path)}：{words}" for path, words in said.items())
