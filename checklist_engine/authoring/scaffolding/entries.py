"""A fact and a condition to begin with."""

from checklist_engine.authoring.scaffolding.flow import flow
from checklist_engine.ground.values import FactType
from checklist_engine.model.gaps import gap

_QUESTIONS = {
    FactType.BOOLEAN: "をしていますか",
    FactType.CHOICE: "は、次のうちどれですか",
    FactType.CHOICES: "は、次のうちどれですか",
    FactType.INTEGER: "は、いくつですか",
    FactType.NUMBER: "は、いくつですか",
    FactType.TEXT: "は、何ですか",
    FactType.DATE: "は、いつですか",
    FactType.LIST: "は、それぞれ何ですか",
}


def fact_lines(name: str, label: str | None, kind: FactType) -> list[str]:
    """The lines of an item of `facts:`, the first of which begins with its `-`."""
    return [
        f"- id: {name}",
        # Words with the name in, for two facts that are still to be worded differ all the same.
        f"  label: {flow(label or gap(f'{name} の名称'))}",
        f"  question: {flow(gap(f'{name} で尋ねること') + _QUESTIONS[kind])}",
        f"  type: {kind.value}",
        *(f"  {line}" for line in _of_type(kind)),
    ]


def _of_type(kind: FactType) -> list[str]:
    match kind:
        case FactType.CHOICE | FactType.CHOICES:
            return [
                "choices:",
                f"  first: {flow(gap('一つ目の選択肢の名称'))}",
                f"  second: {flow(gap('二つ目の選択肢の名称'))}",
            ]
        case FactType.INTEGER | FactType.NUMBER:
            return [f"unit: {flow(gap('単位'))}"]
        case FactType.LIST:
            return [
                "key: id",
                "name: name",
                "fields:",
                "  - id: id",
                "    label: 記号",
                f"    question: {flow(gap('要素') + 'を区別する記号は何ですか')}",
                "    type: text",
                "  - id: name",
                "    label: 名称",
                f"    question: {flow(gap('要素') + 'の名称は何ですか')}",
                "    type: text",
            ]
        case _:
            return []


def condition_lines(name: str, subject: str | None, order: int) -> list[str]:
    """The lines of an entry of conditions.yaml."""
    return [
        f"{name}:",
        f"  subject: {flow(subject or gap('条件の主題'))}",
        "  obligation: implement",
        f"  text: {flow(gap('求めること') + 'を行うこと')}",
        f"  text_open: {flow(gap('確かめること') + 'を確かめ、その結果を審議会に報告すること')}",
        f"  order: {order}",
        "  due: {months: 6}",
        "  route: conclusion",
    ]
