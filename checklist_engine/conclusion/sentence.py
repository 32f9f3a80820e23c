"""The sentence of a conclusion (結論), from the wording of the pack."""

from collections.abc import Sequence

from checklist_engine.conclusion.filling import fill_arguments
from checklist_engine.model.assessment import Assessment, DraftedCondition
from checklist_engine.model.pack_parts import Sentences
from checklist_engine.model.verdicts import Decision, Route


def concluding(conditions: Sequence[DraftedCondition]) -> tuple[DraftedCondition, ...]:
    """The conditions that a conclusion names."""
    return tuple(each for each in conditions if each.route is Route.CONCLUSION)


def sentence_of(
    decision: Decision, title: str, conditions: Sequence[DraftedCondition], sentences: Sentences
) -> str:
    """The sentence of a decision; conditions stand in it only where it approves with them."""
    match decision:
        case Decision.APPROVE:
            return fill_arguments(sentences.approve, {"title": title})
        case Decision.APPROVE_WITH_CONDITIONS:
            named = [condition.text for condition in concluding(conditions)]
            return fill_arguments(
                sentences.approve_with_conditions,
                {"title": title, "conditions": sentences.between_conditions.join(named)},
            )
        case Decision.REJECT:
            return fill_arguments(sentences.reject, {"title": title})
        case Decision.DEFER:
            return fill_arguments(sentences.defer, {"title": title})


def sentence_after(earlier: Assessment, title: str, sentences: Sentences) -> str:
    """The sentence that refers to an earlier case of the same meeting."""
    case = earlier.submission.case
    return fill_arguments(
        sentences.precedent,
        {"title": title, "item": earlier.item or "", "system": case.system or case.title},
    )
