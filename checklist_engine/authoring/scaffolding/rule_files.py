"""A rule to begin with, and its tests."""

from collections.abc import Iterator, Mapping
from datetime import date

from checklist_engine.authoring.scaffolding.flow import flow
from checklist_engine.authoring.scaffolding.sketch import Sketch
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.gaps import gap
from checklist_engine.model.verdicts import Gate


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRule:
    """What is known of a rule that is to be written.

    `condition` is what failing it asks for, `parameters` what that condition takes (`list` or `text`);
    `as_of` is the day of its tests, where the pack sets none.
    """

    id: str
    title: str | None
    gate: Gate
    sketch: Sketch
    condition: str | None
    parameters: Mapping[str, str]
    as_of: date | None


def rule_text(rule: NewRule) -> str:
    """The rule file."""
    sketch = rule.sketch
    lines = [
        f"id: {rule.id}",
        f"title: {flow(rule.title or gap('規則の題名'))}",
        f"gate: {rule.gate.value}",
        "weight: 1",
        "basis:",
        f"  - {flow({'document': gap('法令又は指針の名称'), 'clause': gap('条項')})}",
        *([f"applies_when: {flow(sketch.applies_when)}"] if sketch.applies_when else []),
        *([f"for_each: {flow(sketch.for_each)}"] if sketch.for_each else []),
        "require:",
        *(f"  {path}: {flow(test)}" for path, test in sketch.require.items()),
        f"guidance: {flow(gap('何を確かめればよいか'))}",
        "outcomes:",
        "  not_met:",
        f"    finding: {flow(gap('満たしていないこと') + 'を確かめられません')}",
        *(f"    {line}" for line in _consequence(rule)),
        "  undetermined:",
        f"    question: {flow(gap('尋ねること') + 'は、どのようにしていますか')}",
    ]
    if sketch.for_each:
        question = gap("要素がまだないときに尋ねること") + "は、どのようにしていますか"
        lines.append(f"    question_first: {flow(question)}")
    return "\n".join(lines) + "\n"


def _consequence(rule: NewRule) -> Iterator[str]:
    if rule.condition is not None:
        words = gap("条件の文に入れる語")
        arguments = {
            name: [words] if kind == "list" else words for name, kind in rule.parameters.items()
        }
        use = {"use": rule.condition}
        yield f"condition: {flow({**use, 'with': arguments} if arguments else use)}"
    elif rule.gate is Gate.ADVISORY:
        yield f"remark: {flow(gap('求めること') + 'を行うこと')}"


def cases_text(rule: NewRule) -> str:
    """The tests of the rule: met, not met, and unanswered."""
    sketch = rule.sketch
    conditions = [rule.condition] if rule.condition else []
    cases = [
        ("満たしている", sketch.met, {"verdict": "met", "conditions": []}),
        ("満たしていない", sketch.not_met, {"verdict": "not_met", "conditions": conditions}),
        ("未回答", sketch.open, {"verdict": "undetermined", "waiting_for": [sketch.waiting_for]}),
    ]
    if sketch.elsewhere is not None:
        cases.append(("当てはまらない", sketch.elsewhere, {"verdict": "not_applicable"}))
    lines = [f"rule: {rule.id}"]
    lines += [f"given: {flow(sketch.given)}"] if sketch.given else []
    lines.append("cases:")
    for name, answers, expect in cases:
        lines += [
            f"  - name: {name}",
            *([f"    as_of: {rule.as_of.isoformat()}"] if rule.as_of else []),
            f"    answers: {flow(answers)}",
            f"    expect: {flow(expect)}",
        ]
    return "\n".join(lines) + "\n"
