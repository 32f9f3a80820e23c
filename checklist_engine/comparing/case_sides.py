"""One of two assessments of a case that are compared, with all that is looked up in it."""

from collections.abc import Mapping

from checklist_engine.conclusion.answers import (
    UNANSWERED,
    AnswerIndex,
    Located,
    answer_index,
)
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import (
    Answer,
    Element,
    Evidence,
    Submission,
    elements_by_path,
    elements_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSide:
    """A case as it was or as it is: `asked` are the paths that the checklist shows."""

    assessment: Assessment
    plan: Plan
    index: AnswerIndex = field(init=False, repr=False)
    elements: Mapping[str, Element] = field(init=False, repr=False)
    asked: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        answers = self.assessment.submission.answers
        made = {
            "index": answer_index(self.plan.vocabulary, answers),
            "elements": elements_by_path(answers),
            "asked": frozenset(row.path for row in self.assessment.sheet),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)

    @property
    def submission(self) -> Submission:
        return self.assessment.submission

    @property
    def located(self) -> Mapping[str, Located]:
        """Every fact, and every field of the elements that are listed, by path."""
        return self.index.located

    def case_words(self) -> Mapping[str, str | None]:
        """What is said of the case itself, and by what it is assessed."""
        case, assessment = self.submission.case, self.assessment
        return {
            "case.id": case.id,
            "case.title": case.title,
            "case.system": case.system,
            "case.department": case.department,
            "case.submitted_on": wareki(case.submitted_on) if case.submitted_on else None,
            "pack": f"{assessment.pack} {assessment.pack_version}",
            "profile": assessment.profile,
        }

    def answer(self, path: str) -> Answer | None:
        """The answer at a path; None, too, where there is no such path."""
        return self.located[path].answer if path in self.located else None

    def answer_words(self, path: str) -> str:
        """The answer in words; of an unanswered one, the reason that was given."""
        if self.answer(path) is not None:
            return self.index.words(path)
        reason = self.submission.answers.reasons.get(path)
        return f"{UNANSWERED}（{reason}）" if reason else UNANSWERED

    def chosen(self, path: str) -> tuple[str, ...]:
        """The labels of the codes that are chosen; of another answer, none."""
        answer = self.answer(path)
        if not isinstance(answer, frozenset):
            return ()
        return self.index.entries(self.located[path].fact, answer) or ()

    def elements_at(self, path: str) -> Mapping[str, Element]:
        """The elements of the list at a path, by their own paths."""
        return {each.path: each for each in elements_of(self.answer(path))}

    def element_name(self, path: str) -> str:
        """What a person calls an element."""
        element = self.elements[path]
        return element.name or element.key

    def element_words(self, path: str, element: Element) -> str:
        """What is said of an element of the list at `path`, but for its key and its name."""
        shape = self.located[path].fact.shape
        assert shape is not None
        said = [
            f"{each.label}：{self.index.words(f'{element.path}.{name}')}"
            for name, each in shape.fields.items()
            if name in element.values and name not in (shape.key, shape.name)
        ]
        return "／".join(said) or "（記号及び名称のほかは記入なし）"

    def place_of_element(self, path: str, element: Element) -> Place | None:
        """Where an element begins."""
        shape = self.located[path].fact.shape
        assert shape is not None
        return self.submission.answers.places.get(f"{element.path}.{shape.key}")

    def asks_for_element(self, path: str, element: str) -> bool:
        """Whether an element, or something of it, is asked for."""
        return path in self.asked or any(each.startswith(f"{element}.") for each in self.asked)

    def record_words(self, record: Evidence) -> str:
        """A record of proof: what it is, of whom and when, and what it is a proof of."""
        about = [
            record.issued_by,
            record.issued_on and f"{wareki(record.issued_on)}付け",
            record.valid_until and f"{wareki(record.valid_until)}まで有効",
        ]
        listed = "、".join(each for each in about if each)
        title = f"「{record.title}」" if record.title else ""
        supported = "、".join(self._supported(path) for path in record.supports)
        kind = self.plan.evidence_kinds[record.kind].label
        return f"{kind}{title}{f'（{listed}）' if listed else ''}：{supported}"

    def _supported(self, path: str) -> str:
        if path in self.located:
            return self.located[path].label
        return self.element_name(path) if path in self.elements else path
