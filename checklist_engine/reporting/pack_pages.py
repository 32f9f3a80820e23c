"""Pages that describe a pack to its readers: a table of contents, then one page a family."""

from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.compiler.expressions import facts_of
from checklist_engine.conclusion.questions import proof_words
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack_parts import Family
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.verdicts import Verdict
from checklist_engine.phrasing.bases import basis_words
from checklist_engine.phrasing.recitation import recite
from checklist_engine.reporting.recital import facts_by_id, period_words, text_with_labels

_NOTE = "このページは `checklist docs` が規則集から作ります。直すときは規則を直してください。"


def pack_pages(plan: Plan) -> Iterator[tuple[str, str]]:
    """(file name, Markdown) of every page of a pack whose every rule is planned."""
    used = [
        family for family in plan.families if any(rule.family == family.id for rule in plan.rules)
    ]
    yield "README.md", _contents(plan, used)
    for family in used:
        yield f"{family.id}.md", _family(plan, family)


def _contents(plan: Plan, families: Sequence[Family]) -> str:
    lines = [
        f"# {plan.pack_label}",
        "",
        _NOTE,
        "",
        f"規則集 `{plan.pack}` {plan.pack_version}。規則 {len(plan.rules)} 件、条件 {len(plan.conditions)} 件。",
        "",
        "| 分野 | 規則 | 必須 | 条件 | 留意 |",
        "|---|---|---|---|---|",
    ]
    for family in families:
        rules = [rule for rule in plan.rules if rule.family == family.id]
        counts = [
            sum(rule.gate.label == label for rule in rules) for label in ("必須", "条件", "留意")
        ]
        cells = [f"[{family.label}]({family.id}.md)", str(len(rules)), *map(str, counts)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _family(plan: Plan, family: Family) -> str:
    lines = [f"# {family.label}", "", _NOTE]
    for rule in plan.rules:
        if rule.family == family.id:
            lines += ["", *_rule(plan, rule)]
    return "\n".join(lines) + "\n"


def _rule(plan: Plan, rule: PlannedRule) -> Iterator[str]:
    facts = facts_by_id(plan)
    yield f"## {rule.id}　{rule.title}"
    yield ""
    yield f"- 区分　{rule.gate.label}（重み {rule.weight}）"
    yield f"- 規則　{recite(rule, plan.vocabulary).sentence()}"
    for proof in rule.proofs:
        wanted = proof_words(proof, plan.evidence_kinds)
        yield f"- 証跡　「{facts[proof.ref.fact].label}」の回答には、{wanted}"
    for basis in rule.basis:
        period = period_words(basis.in_force)
        yield f"- 根拠　{basis_words(basis)}" + (f"（{period}）" if period else "")
    for question in _questions(rule, facts):
        yield f"- 質問　{question}"
    if rule.guidance:
        yield f"- 手引　{rule.guidance}"
    outcome = rule.outcomes.get(Verdict.NOT_MET)
    for use in outcome.uses if outcome else ():
        condition = plan.conditions[use.condition]
        yield f"- 条件　{condition.subject}（{condition.route.label}、{condition.obligation.label}）"


def _questions(rule: PlannedRule, facts: Mapping[str, Fact]) -> Iterator[str]:
    """The rule's own questions, slots shown by their labels; else those of the facts it looks at."""
    outcome = rule.outcomes.get(Verdict.UNDETERMINED)
    own = (outcome.question_first, outcome.question) if outcome else ()
    texts = [text_with_labels(text, facts) for text in own if text is not None]
    read = facts_of(rule.require)
    yield from texts or [
        fact.question for name, fact in facts.items() if name in read and fact.question
    ]
