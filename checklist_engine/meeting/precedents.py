"""Precedents (先例): a case that is approved under the same conditions refers to the earlier one (§7)."""

from collections.abc import Sequence

from checklist_engine.conclusion.sentence import concluding, sentence_after
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.pack_parts import Sentences
from checklist_engine.model.verdicts import Decision


def with_precedents(
    assessments: Sequence[Assessment], sentences: Sequence[Sentences]
) -> tuple[Assessment, ...]:
    """The assessments of a meeting, in the order of its agenda, with references to earlier ones.

    `sentences` are the wordings of their plans. The earliest case never refers, so no reference
    leads to another.
    """
    first: dict[tuple[tuple[str, str], ...], Assessment] = {}
    result = []
    for assessment, wording in zip(assessments, sentences, strict=True):
        key = tuple((each.id, each.text) for each in concluding(assessment.conditions))
        referable = (
            assessment.decision is Decision.APPROVE_WITH_CONDITIONS and assessment.item is not None
        )
        if not referable or not key:
            result.append(assessment)
        elif key in first:
            title = assessment.submission.case.title
            result.append(
                replace(
                    assessment,
                    conclusion=sentence_after(first[key], title, wording),
                    precedent=first[key].item,
                )
            )
        else:
            first[key] = assessment
            result.append(assessment)
    return tuple(result)
