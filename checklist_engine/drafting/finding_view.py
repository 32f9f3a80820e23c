"""Findings (確認結果), points at issue (論点), claims and rulings as templates see them."""

from collections.abc import Iterator, Sequence

from checklist_engine.drafting.dossier import Dossier, View, claim_words
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Finding, RuleFindings
from checklist_engine.model.verdicts import Gate, Verdict

_AT_ISSUE = (Verdict.NOT_MET, Verdict.UNPROVEN, Verdict.UNDETERMINED)


def finding_views(dossier: Dossier) -> Iterator[View]:
    """All of them but what is out of scope without a ruling."""
    for rule, finding in dossier.findings():
        if finding.verdict is not Verdict.NOT_APPLICABLE or finding.ruling is not None:
            yield {
                "rule": rule.rule,
                "title": rule.title,
                "gate": rule.gate.label,
                "element": dossier.element_name(finding.element),
                "verdict": finding.verdict.label,
                "machine_verdict": finding.machine_verdict.label,
                "is_ruled": finding.ruling is not None,
                "text": finding_words(dossier, rule, finding),
                "basis": dossier.basis([rule.rule]),
            }


def issue_views(dossier: Dossier) -> Iterator[View]:
    """What the council has to talk about, the gravest first."""
    found = [
        (rule, finding) for rule, finding in dossier.findings() if finding.verdict in _AT_ISSUE
    ]
    gates = list(Gate)
    found.sort(key=lambda each: gates.index(each[0].gate))
    for number, (rule, finding) in enumerate(found, start=1):
        yield {
            "number": number,
            "rule": rule.rule,
            "title": rule.title,
            "gate": rule.gate.label,
            "element": dossier.element_name(finding.element),
            "verdict": finding.verdict.label,
            "text": finding_words(dossier, rule, finding),
            "basis": dossier.basis([rule.rule]),
            "claim": claim_words(dossier.claims(rule.rule, finding.element)),
        }


def finding_words(dossier: Dossier, rule: RuleFindings, finding: Finding) -> str:
    """What a rule says about a finding; where it has no words of its own, what the finding waits for."""
    if finding.text:
        return finding.text
    if finding.verdict is Verdict.UNPROVEN:
        said = [
            f"{_quoted(dossier, [path])}を{_said(dossier, path)}とする回答"
            for path in finding.lacking_proof
        ]
        return f"{'及び'.join(said)}を裏付ける資料が確かめられていません"
    if finding.open_list:
        return "一覧が全て記入されたかどうかが分からないので、判定できません"
    if finding.verdict is Verdict.UNDETERMINED:
        return f"{_quoted(dossier, finding.paths)}の回答がないので、判定できません"
    return f"「{rule.title}」を満たしていません" if finding.verdict is Verdict.NOT_MET else ""


def claim_views(dossier: Dossier) -> Iterator[View]:
    """What the department asks for."""
    titles = {rule.rule: rule.title for rule in dossier.assessment.rules}
    for each in dossier.assessment.submission.claims:
        yield {
            "rule": each.rule,
            "title": titles.get(each.rule, ""),
            "kind": each.kind.label,
            "element": dossier.element_name(each.element),
            "reason": each.reason,
        }


def ruling_views(dossier: Dossier) -> Iterator[View]:
    """What was ruled, and what came of it."""
    for each in dossier.assessment.rulings:
        yield {
            "id": each.ruling.id,
            "rule": each.ruling.rule,
            "verdict": each.ruling.verdict.label,
            "status": each.status.label,
            "authority": each.ruling.authority,
            "reason": each.ruling.reason,
            "on": wareki(each.ruling.on),
            "expires": wareki(each.ruling.expires) if each.ruling.expires else "",
        }


def _quoted(dossier: Dossier, paths: Sequence[str]) -> str:
    return "".join(f"「{dossier.label(path)}」" for path in paths)


def _said(dossier: Dossier, path: str) -> str:
    return f"「{dossier.words(path)}」"
