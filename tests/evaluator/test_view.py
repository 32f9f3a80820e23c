"""What an expression sees of the answers."""

from datetime import date

import pytest

from checklist_engine.evaluator.view import Scope, View, path_of, paths_of
from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef
from checklist_engine.model.submission import Answers, Element

INNER = Element(
    path="parties[a/b].sites[l]", key="l", name=None, tier=1, values={"id": "l", "abroad": True}
)
OUTER = Element(path="parties[a/b]", key="b", name="乙", tier=2, values={"id": "b", "safe": False})
SCOPE: Scope = (INNER, OUTER)
VIEW = View(answers=Answers(values={"used": True, "days": 0}), as_of=date(2021, 4, 15))

USED = FactRef(fact="used")
ABROAD = FieldRef(up=0, field="abroad", fact="parties.sites.abroad")
SAFE = FieldRef(up=1, field="safe", fact="parties.safe")


@pytest.mark.parametrize(
    ("ref", "answer"),
    [
        (USED, True),
        (FactRef(fact="days"), 0),
        (FactRef(fact="plan"), None),
        (ABROAD, True),
        (SAFE, False),
        (FieldRef(up=1, field="risky", fact="parties.risky"), None),
        (TierRef(up=0), 1),
        (TierRef(up=1), 2),
    ],
)
def test_an_answer_is_found_where_the_reference_points(ref: Ref, answer: object) -> None:
    found = VIEW.answer(ref, SCOPE)
    assert found == answer
    assert type(found) is type(answer)


def test_paths_are_printed_with_the_keys_on_the_way() -> None:
    assert path_of(USED, ()) == "used"
    assert path_of(ABROAD, SCOPE) == "parties[a/b].sites[l].abroad"
    assert path_of(SAFE, SCOPE) == "parties[a/b].safe"
    assert paths_of(SAFE, SCOPE) == {"parties[a/b].safe"}


def test_a_tier_that_nobody_answers_has_no_path() -> None:
    assert paths_of(TierRef(up=0), SCOPE) == frozenset()


def test_a_hidden_answer_is_as_good_as_none() -> None:
    hiding = VIEW.without({"used", "parties[a/b].safe"})
    assert hiding.answer(USED, ()) is None
    assert hiding.answer(SAFE, SCOPE) is None
    assert hiding.answer(ABROAD, SCOPE) is True
    assert hiding.answer(FactRef(fact="days"), ()) == 0


def test_hiding_adds_to_what_is_hidden_and_changes_no_other_view() -> None:
    once = VIEW.without({"used"})
    twice = once.without({"days"})
    assert twice.answer(USED, ()) is None
    assert once.answer(FactRef(fact="days"), ()) == 0
    assert VIEW.answer(USED, ()) is True


def test_a_field_of_another_element_stays_to_be_seen() -> None:
    hiding = VIEW.without({"parties[a].safe", "safe"})
    assert hiding.answer(SAFE, SCOPE) is False
