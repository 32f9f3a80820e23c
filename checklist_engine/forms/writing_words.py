"""The words of a form: questions, options, answers."""

from decimal import Decimal

from checklist_engine.formats.xlsx_book import CellValue, Role
from checklist_engine.forms.layout import (
    BETWEEN_CHOICES,
    NO,
    NONE_CHOSEN,
    UNANSWERED_PREFIX,
    YES,
    option_words,
)
from checklist_engine.ground.values import FactType
from checklist_engine.questionnaire.questionnaire import Entry, Subject

STILL_ASKING = f"{UNANSWERED_PREFIX}照会中"
"""What every drop-down offers for an answer that cannot be given yet."""


def question_words(subject: Subject) -> str:
    """The question, below its label."""
    label = f"【{subject.label}】"
    return f"{label}\n{subject.question}" if subject.question else label


def guidance_words(subject: Subject) -> str:
    """The guidance, and the proof that rules want."""
    proofs = "\n".join(f"・{proof.words}" for proof in subject.proofs)
    parts = (subject.guidance, f"【必要な証跡】\n{proofs}" if proofs else None)
    return "\n".join(part for part in parts if part)


def printed_options(subject: Subject) -> tuple[str, ...]:
    """The options, each as it is printed and picked."""
    return tuple(
        option_words(number, option.label) for number, option in enumerate(subject.options, start=1)
    )


def picked_words(subject: Subject) -> tuple[str, ...]:
    """What a drop-down offers; nothing where the answer is free."""
    match subject.type:
        case FactType.BOOLEAN:
            return (YES, NO, STILL_ASKING)
        case FactType.CHOICE if subject.options:
            return (*printed_options(subject), STILL_ASKING)
        case FactType.CHOICES:
            return (*printed_options(subject), NONE_CHOSEN, STILL_ASKING)
        case FactType.LIST:
            return (NONE_CHOSEN, STILL_ASKING)
        case _:
            return ()


def options_words(subject: Subject, sheet: str | None) -> str:
    """What can be answered, as it is printed beside the question.

    Args:
        subject: what is asked.
        sheet: the sheet of the list that is asked for, or whose keys are the options.
    """
    match subject.type:
        case FactType.BOOLEAN:
            return f"{YES}／{NO}"
        case FactType.CHOICE if subject.options:
            return "\n".join(["（一つ）", *printed_options(subject)])
        case FactType.CHOICE:
            return f"シート「{sheet}」の記号を一つ"
        case FactType.CHOICES:
            return "\n".join(["（いくつでも。例: 1、3）", *printed_options(subject), NONE_CHOSEN])
        case FactType.LIST:
            return f"シート「{sheet}」に記入（一つもなければ、ここに「{NONE_CHOSEN}」）"
        case FactType.INTEGER:
            return f"整数{_bounds(subject)}"
        case FactType.NUMBER:
            return f"数{_bounds(subject)}"
        case FactType.DATE:
            return "年月日（例: 2021年4月15日）"
        case FactType.TEXT:
            return "文"


def _bounds(subject: Subject) -> str:
    unit = subject.unit or ""
    least = f"{subject.min}{unit}以上" if subject.min is not None else ""
    most = f"{subject.max}{unit}以下" if subject.max is not None else ""
    words = "、".join(each for each in (f"単位: {unit}" if unit else "", least + most) if each)
    return f"（{words}）" if words else ""


def hint(subject: Subject) -> str:
    """What shows when the cell of an answer is chosen."""
    unanswered = f"まだ答えられないときは「{UNANSWERED_PREFIX}理由」と書きます"
    match subject.type:
        case FactType.CHOICES:
            return (
                f"当てはまるものの数字を「{BETWEEN_CHOICES}」で区切って書きます（例: 1、3）。"
                f"どれにも当たらないときは「{NONE_CHOSEN}」です。{unanswered}"
            )
        case FactType.BOOLEAN | FactType.CHOICE:
            return f"一つ選びます。{unanswered}"
        case FactType.LIST:
            return f"表のシートに記入し、ここは空けておきます。一つもないときだけ「{NONE_CHOSEN}」と書きます"
        case FactType.DATE:
            return f"年月日を書きます（例: 2021年4月15日、令和3年4月15日）。{unanswered}"
        case FactType.INTEGER | FactType.NUMBER:
            return f"数字だけを書きます。{unanswered}"
        case FactType.TEXT:
            return unanswered


def answer_words(subject: Subject, entry: Entry) -> CellValue:
    """An answer as the form holds it; None where it is blank, or stands in the table of a list."""
    if entry.answer is None:
        return None if entry.reason is None else UNANSWERED_PREFIX + entry.reason
    codes = [option.code for option in subject.options]
    match entry.answer:
        case bool():
            return YES if entry.answer else NO
        case tuple():
            return None if entry.answer else NONE_CHOSEN
        case frozenset():
            numbers = sorted(codes.index(code) + 1 for code in entry.answer)
            return BETWEEN_CHOICES.join(map(str, numbers)) or NONE_CHOSEN
        case str() if codes:
            return printed_options(subject)[codes.index(entry.answer)]
        case Decimal():
            return entry.answer
        case _:
            return entry.answer


def input_role(subject: Subject) -> Role:
    """The role of the cell that an answer is written in."""
    match subject.type:
        case FactType.INTEGER | FactType.NUMBER:
            return Role.INPUT
        case FactType.DATE:
            return Role.INPUT_DATE
        case _:
            return Role.INPUT_WORDS


def shown_words(value: CellValue) -> str:
    """A value about as wide as it is shown."""
    return "" if value is None else str(value)


def needed_words(subject: Subject) -> str:
    """必須: whether a rule that counts for the decision needs the answer."""
    if subject.gate is None:
        return "－"
    return "必須" if subject.is_required else "任意"
