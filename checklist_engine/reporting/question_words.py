"""An open question in words: how it is answered, and what hangs on the answer."""

from collections.abc import Iterable, Iterator

from checklist_engine.conclusion.conditions import draft_open_condition
from checklist_engine.conclusion.filling import fill_arguments
from checklist_engine.ground.values import FactType
from checklist_engine.inquiry.ask import OpenQuestion
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan, PlannedRule, PlannedUse
from checklist_engine.model.texts import Literal, Text
from checklist_engine.model.verdicts import Gate, Route

_WAYS = {
    FactType.CHOICE: "一つ選びます",
    FactType.CHOICES: "当たるものを全て選びます。どれにも当たらないときは「該当なし」（[]）です",
    FactType.DATE: "日付",
    FactType.TEXT: "文",
    FactType.LIST: "一件ずつ書きます。一件もないときは「該当なし」（[]）です",
}
_MOST_RULES = 3
_LEFT_OPEN = "…"


def way_to_answer(fact: Fact) -> str:
    """How a fact is answered: 「整数（桁）。0以上」."""
    match fact.type:
        case FactType.BOOLEAN:
            return "「はい」（true）又は「いいえ」（false）"
        case FactType.INTEGER | FactType.NUMBER:
            name = "整数" if fact.type is FactType.INTEGER else "数"
            return "。".join(
                filter(None, (f"{name}（{fact.unit}）" if fact.unit else name, _range(fact)))
            )
        case _:
            return _WAYS[fact.type]


def _range(fact: Fact) -> str:
    ends = ((fact.min, "以上"), (fact.max, "以下"))
    return "".join(f"{end}{word}" for end, word in ends if end is not None)


def rules_words(question: OpenQuestion, plan: Plan) -> str:
    """The rules that hang on an answer, those that count most first: 「cloud-001 国内に置くこと［必須］」."""
    known = {rule.id: rule for rule in plan.rules}
    rules = sorted((known[name] for name in question.rules), key=_weight)
    named = [f"{rule.id} {rule.title}［{rule.gate.label}］" for rule in rules[:_MOST_RULES]]
    further = len(rules) - len(named)
    return "、".join(named) + (f" ほか{further}件" if further else "")


def _weight(rule: PlannedRule) -> int:
    return list(Gate).index(rule.gate)


def subjects(names: Iterable[str], plan: Plan) -> str:
    """Conditions by their subjects."""
    return "、".join(subject_of(name, plan) for name in names)


def subject_of(name: str, plan: Plan) -> str:
    """The subject of a condition, the one on what is open among them."""
    known = plan.conditions.get(name)
    return known.subject if known else draft_open_condition(plan, ()).subject


def route_of(name: str, plan: Plan) -> Route:
    """Where a condition goes, as long as a conclusion has room for it."""
    known = plan.conditions.get(name)
    return known.route if known else Route.CONCLUSION


def condition_words(name: str, plan: Plan) -> str:
    """The text of a condition that is not drafted, with … for what hangs on answers."""
    open_points = draft_open_condition(plan, ())
    if name == open_points.id:
        return f"{_LEFT_OPEN}{open_points.text}"
    condition = plan.conditions[name]
    arguments = {
        parameter: _argument(name, parameter, plan, is_list=kind == "list")
        for parameter, kind in condition.parameters.items()
    }
    return fill_arguments(condition.text, arguments)


def _argument(name: str, parameter: str, plan: Plan, *, is_list: bool) -> str | tuple[str, ...]:
    said = {_said(use, parameter) for use in _uses(name, plan)}
    [words] = said if len(said) == 1 else [None]
    if words is None:
        return (_LEFT_OPEN,) if is_list else _LEFT_OPEN
    return words


def _uses(name: str, plan: Plan) -> Iterator[PlannedUse]:
    for rule in plan.rules:
        for outcome in rule.outcomes.values():
            yield from (use for use in outcome.uses if use.condition == name)


def _said(use: PlannedUse, parameter: str) -> str | tuple[str, ...] | None:
    """What a use fills a parameter with, where that hangs on no answer."""
    argument = use.arguments.get(parameter, ())
    if isinstance(argument, Text):
        return _words(argument)
    entries = [_words(each) if isinstance(each, Text) else None for each in argument]
    return None if None in entries else tuple(each for each in entries if each is not None)


def _words(text: Text) -> str | None:
    if all(isinstance(part, Literal) for part in text.parts):
        return "".join(part.words for part in text.parts if isinstance(part, Literal))
    return None
