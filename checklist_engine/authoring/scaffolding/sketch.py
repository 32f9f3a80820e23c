"""Sketches: how a rule to begin with looks at a fact, and answers that decide it either way."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import ceil, floor

from checklist_engine.authoring.scaffolding.asking import Asking, Relevance
from checklist_engine.authoring.scaffolding.refused import Refused
from checklist_engine.authoring.scaffolding.scene import BELOW, FIRST, element_of
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact, ListShape
from checklist_engine.model.gaps import gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """The expressions of a rule, and answers to test it with.

    `given` holds in every case; with `open` answers the rule waits for `waiting_for`, with those
    `elsewhere` (None: there are none) it does not apply.
    """

    require: Mapping[str, object]
    met: Mapping[str, object]
    not_met: Mapping[str, object]
    waiting_for: str
    open: Mapping[str, object] = field(default_factory=dict)
    given: Mapping[str, object] = field(default_factory=dict)
    elsewhere: Mapping[str, object] | None = None
    applies_when: object = None
    for_each: Mapping[str, object] | None = None


def yes_or_no(path: str, asking: Asking) -> Sketch:
    """The sketch for a boolean fact that is only about to be."""
    return _of_fact(path, asking, {path: True}, good=True, bad=False)


def sketch_of(path: str, relevance: Relevance, day: date) -> Sketch:
    """A sketch for a fact, or for a field of the elements of a list.

    Args:
        path: the id of a fact that there is, or of a list and its field (`parties.access`).
        relevance: when the facts of the pack are asked.
        day: the day on which the rule is tested.

    Raises:
        Refused: no answer to this fact would be a failing one, or it lies too deep.
    """
    around, inside = next(
        (fact, each)
        for fact in relevance.pack.vocabulary.facts.values()
        for each in fact.with_fields()
        if each.full_id == path
    )
    if inside is not around:
        return _of_field(around, inside, relevance, day)
    asking = relevance.of_fact(around, None, day)
    shape = around.shape
    if shape is None:
        test, good, bad = _test(around, day)
        return _of_fact(path, asking, {path: test}, good=good, bad=bad)
    listed = [{shape.key: FIRST}]
    sketch = _of_fact(path, asking, {"some": {"in": path}}, good=listed, bad=[])
    return replace(sketch, given={**sketch.given, **_closing(shape)})


def _of_fact(
    path: str, asking: Asking, require: Mapping[str, object], *, good: object, bad: object
) -> Sketch:
    return Sketch(
        require=require,
        met={path: good},
        not_met={path: bad},
        waiting_for=path,
        given=asking.asked.answers,
        elsewhere=asking.elsewhere.answers if asking.elsewhere else None,
        applies_when=asking.applies_when,
    )


def _of_field(around: Fact, inside: Fact, relevance: Relevance, day: date) -> Sketch:
    shape = around.shape
    if shape is None or inside.id not in shape.fields or inside.shape is not None:
        raise Refused(
            f"「{inside.full_id}」は一覧の中の一覧にあるので、ひな形を作れません。"
            "一覧の項目か、別の事実を指定してください"
        )
    if inside.id == shape.key:
        raise Refused(
            f"「{inside.full_id}」は要素を区別する記号なので、規則で確かめることはありません。"
            "別の項目を指定してください"
        )
    test, good, bad = _test(inside, day)
    asking = relevance.of_fact(around, inside, day)
    scene = asking.asked

    def elements(answer: Mapping[str, object]) -> Mapping[str, object]:
        return {around.id: [element_of(shape, scene, answer)]}

    way = FIRST if scene.tier in (None, 1) else f"{FIRST}/{BELOW}"
    return Sketch(
        require={f".{inside.id}": test},
        met=elements({inside.id: good}),
        not_met=elements({inside.id: bad}),
        waiting_for=f"{around.id}[{way}].{inside.id}",
        open=elements({}),
        given={**scene.answers, **_closing(shape)},
        elsewhere=asking.elsewhere.answers if asking.elsewhere else None,
        applies_when=asking.applies_when,
        for_each={"in": around.id, **({"where": asking.where} if asking.where else {})},
    )


def _closing(shape: ListShape) -> Mapping[str, object]:
    return {shape.closed_by: True} if shape.closed_by else {}


def _test(fact: Fact, day: date) -> tuple[object, object, object]:
    """A test of a fact that is no list, an answer that passes it and one that fails."""
    match fact.type:
        case FactType.BOOLEAN:
            return True, True, False
        case FactType.CHOICE:
            first, second = _two_codes(fact)
            return first, first, second
        case FactType.CHOICES:
            code = next(iter(fact.choices or {}))
            return {"includes": code}, [code], []
        case FactType.INTEGER | FactType.NUMBER:
            good, bad = _either_side(fact)
            return {"at_least": good}, good, bad
        case FactType.DATE:
            long_ago = day.replace(year=day.year - 2, day=1)
            return {"within_months": 12}, day, long_ago
        case FactType.TEXT | FactType.LIST:
            wanted = gap("求める文")
            return wanted, wanted, "ほかの文"


def _two_codes(fact: Fact) -> tuple[str, str]:
    if fact.key_of is not None:
        raise Refused(
            f"「{fact.full_id}」は一覧「{fact.key_of}」の記号から選ぶ事実なので、ひな形を作れません。"
            "別の事実を指定してください"
        )
    codes = list(fact.choices or {})
    if len(codes) < 2:
        raise Refused(
            f"「{fact.full_id}」の選択肢は一つだけなので、満たさない回答がありません。"
            "先に選択肢を加えるか、別の事実を指定してください"
        )
    return codes[0], codes[1]


def _either_side(fact: Fact) -> tuple[int | Decimal, int | Decimal]:
    """A number that the fact can hold, and a smaller one."""
    low, high = fact.min, fact.max
    if fact.type is FactType.INTEGER:
        low = None if low is None else ceil(low)
        high = None if high is None else floor(high)
    if low is None:
        return (1, 0) if high is None else (high, high - 1)
    if high is not None and high <= low:
        raise Refused(
            f"「{fact.full_id}」の回答は一つの数だけなので、満たさない回答がありません。"
            "先に min と max を直すか、別の事実を指定してください"
        )
    return (low + 1 if high is None else min(low + 1, high)), low
