"""`checklist eval`: expressions, rules and scores, line by line, against one vocabulary."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from checklist_engine.compiler.plan import compile_plan, rule_compiler
from checklist_engine.evaluator.expression import Evaluation, evaluate
from checklist_engine.evaluator.findings import Assessor
from checklist_engine.evaluator.relevance import RelevanceMap, relevance_map
from checklist_engine.evaluator.score import RuleCredits, score_of
from checklist_engine.evaluator.view import View
from checklist_engine.formats.files import read_text, shown_path
from checklist_engine.formats.json_text import parse_json
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.places import Place
from checklist_engine.ground.truth import Truth
from checklist_engine.loader.cases import Case, ScoredRule, read_case
from checklist_engine.loader.checked import checked, read_checked
from checklist_engine.loader.facts import read_vocabulary
from checklist_engine.loader.sentences import read_sentences
from checklist_engine.model.assessment import Credit, Finding
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.model.pack_parts import ConclusionPolicy, Credits, DecisionPolicy
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import Verdict
from checklist_engine.reporting.contract import score_interval

_NOWHERE = Place(file="eval")


def evaluate_cases(vocabulary_file: Path, cases_file: Path, today: date) -> list[dict[str, object]]:
    """One JSON-ready outcome a line, in order; `today` is the date of lines without `as_of`.

    Raises:
        InvalidFile: the vocabulary or a line is faulty; all faults at once.
    """
    faults: list[Diagnostic] = []
    facts = read_checked(vocabulary_file, "facts", faults)
    raise_faults(faults)
    vocabulary = read_vocabulary([facts] if facts else [], faults)
    raise_faults(faults)
    outcomes = []
    for case in _cases(cases_file, vocabulary, faults):
        try:
            outcomes.append({"id": case.id, **_outcome(case, vocabulary, case.as_of or today)})
        except InvalidFile as error:
            faults += error.diagnostics
    raise_faults(faults)
    return outcomes


def _cases(file: Path, vocabulary: Vocabulary, faults: list[Diagnostic]) -> Iterator[Case]:
    name = shown_path(file)
    for number, line in enumerate(read_text(file).split("\n"), start=1):
        if not line.strip():
            continue
        before = len(faults)
        try:
            cursor = checked(parse_json(line, name, first_line=number), "case", faults)
        except InvalidFile as error:
            faults += error.diagnostics
            continue
        if cursor is not None:
            case = read_case(cursor, vocabulary, faults)
            if len(faults) == before:
                yield case


def _outcome(case: Case, vocabulary: Vocabulary, as_of: date) -> dict[str, object]:
    if case.scored is not None:
        return _score_outcome(case.scored)
    pack = _pack_of(case, vocabulary)
    plan = compile_plan(pack, pack.profiles["eval"])
    relevance = relevance_map(plan, case.answers, as_of)
    view = View(answers=case.answers, as_of=as_of, hidden=relevance.irrelevant)
    faults: list[Diagnostic] = []
    compiler = rule_compiler(pack, faults)
    if case.rule is not None:
        rule = compiler.compile(case.rule)
        raise_faults(faults)
        assessor = Assessor(
            plan=plan, view=view, evidence=case.evidence, irrelevant=relevance.irrelevant
        )
        return {"findings": [_finding_outcome(each) for each in assessor.findings(rule)]}
    assert case.expression is not None
    node = compiler.expressions.compile(case.expression)
    raise_faults(faults)
    outcome = _expression_outcome(evaluate(node, view))
    if case.wants_relevance:
        outcome["relevance"] = _relevance_outcome(plan, relevance)
    return outcome


def _expression_outcome(evaluation: Evaluation) -> dict[str, object]:
    kind = "causes" if evaluation.truth is Truth.UNKNOWN else "reasons"
    return {"truth": evaluation.truth.value, kind: sorted(evaluation.paths)}


def _relevance_outcome(plan: Plan, relevance: RelevanceMap) -> Mapping[str, str]:
    return {fact: relevance.of(fact).value for fact in plan.vocabulary.facts}


def _finding_outcome(finding: Finding) -> dict[str, object]:
    kind = "causes" if finding.verdict is Verdict.UNDETERMINED else "reasons"
    return {
        "element": finding.element,
        "verdict": finding.verdict.value,
        kind: list(finding.paths),
        "credit": finding.credit and [float(finding.credit.low), float(finding.credit.high)],
    }


def _score_outcome(rules: tuple[ScoredRule, ...]) -> dict[str, object]:
    score = score_of(
        [
            RuleCredits(
                weight=rule.weight,
                credits=[each and Credit(low=each[0], high=each[1]) for each in rule.credits],
                open_list=rule.open_list,
            )
            for rule in rules
        ]
    )
    return {"score": score and score_interval(score)}


def _pack_of(case: Case, vocabulary: Vocabulary) -> RulePack:
    """A pack that holds nothing but the case."""
    profile = Profile(
        id="eval", label="eval", decision="none", rules=None, families=None, place=_NOWHERE
    )
    return RulePack(
        id="eval",
        version="0",
        label="eval",
        families=(),
        parameters=case.parameters,
        evidence_kinds=case.evidence_kinds,
        credits=Credits(),
        decision=DecisionPolicy(),
        conclusion=ConclusionPolicy(at_most=None),
        test_date=None,
        vocabulary=vocabulary,
        rules={},
        conditions={},
        profiles={profile.id: profile},
        sentences=read_sentences(None, []),
        papers=(),
        inherited=frozenset(),
        changes=(),
        digest="",
        place=_NOWHERE,
    )
