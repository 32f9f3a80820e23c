"""Choices as people write them: by the numbers that are printed beside the question, or in words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from checklist_engine.formats.xlsx_cells import CellValue, Number
from checklist_engine.forms.layout import BETWEEN_CHOICES, NONE_CHOSEN, option_words, options_of
from checklist_engine.forms.reading_understood import Said, Unclear, briefly
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.near_misses import nearest

_SEPARATORS = "、,;/・\n"
_BETWEEN = f"{_SEPARATORS} "
_SPLIT = re.compile(f"[{_SEPARATORS}]")
_PRINTED = re.compile(r"\s*([0-9]+)[.):：]?\s+(\S.*)")
_NUMBERED = re.compile(r"([0-9]+)[.):]?\s*(\S.*)?", re.DOTALL)
_MOST_READINGS = 8
# Nobody picks so many options that they fill a page.
_LONGEST_CHOICE = 2_000
# 「1と3」: between numbers these mean both; 「1から3」 and 「1-3」 might mean 2, too, and 「1.3」 may be
# what Excel made of 「1,3」.
_BOTH = re.compile("と|及び|および|&|＆")
_SPAN = re.compile("[0-9] ?([-~〜ー−–.]|から) ?[0-9]")


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen: labels by code as the pack has them now, and by number as the form printed them.

    `printed` is empty where the form has no options beside the question (any more).
    """

    labels: Mapping[str, str]
    printed: Mapping[int, str] = field(default_factory=dict)

    def of_number(self, number: int) -> str | Unclear:
        """The code of a printed number."""
        if not self.printed:
            return Unclear(
                "E344",
                f"番号 {number} がどの選択肢か分かりません（選択肢の欄がないか、空いています）",
                f"選択肢の言葉を、そのまま書いてください（{self.listed()}）",
            )
        if number not in self.printed:
            return Unclear(
                "E344", f"番号 {number} の選択肢はありません", f"選べるのは {self.listed()} です"
            )
        codes = self.of_words(self.printed[number])
        at_its_place = [*self.labels][number - 1 : number]
        if len(codes) > 1 and at_its_place and at_its_place[0] in codes:
            return at_its_place[0]
        if len(codes) != 1:
            return Unclear(
                "E344",
                f"様式を作った後に、選択肢「{self.printed[number]}」が変わりました",
                f"新しい様式に書き直すか、今の選択肢の言葉を書いてください（{self.listed()}）",
            )
        return codes[0]

    def of_words(self, words: str) -> Sequence[str]:
        """The codes that words may mean: the label, else the label in other widths, else the code."""
        exact = [code for code, label in self.labels.items() if label == words]
        if exact:
            return exact
        wanted = plain(words)
        alike = [code for code, label in self.labels.items() if plain(label) == wanted]
        return alike or [code for code in self.labels if code == wanted]

    def words(self, code: str) -> str:
        """A code as the form has it."""
        number = self.number_of(code)
        return self.labels[code] if number is None else option_words(number, self.labels[code])

    def number_of(self, code: str) -> int | None:
        """The printed number of a code."""
        return next((each for each in self.printed if self.of_number(each) == code), None)

    def listed(self) -> str:
        """All options, for a message."""
        return BETWEEN_CHOICES.join(
            f"「{option_words(number, self.labels[code])}」"
            for code, number in options_of(self.labels).items()
        )


def printed_options(text: str) -> Mapping[int, str]:
    r"""The options that are printed in a cell, one a line, among other lines.

    >>> printed_options("（一つ）\n1 日本\n2 日本以外\n該当なし")
    {1: '日本', 2: '日本以外'}
    """
    found: dict[int, str] = {}
    for line in text.split("\n"):
        option = _PRINTED.fullmatch(line)
        if option and int(option[1]) == len(found) + 1:
            found[len(found) + 1] = option[2]
    return found


def plain(text: str) -> str:
    """A text as choices are compared: half-width, with one space where there are blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def read_choice(words: str, options: Options, value: CellValue) -> Said | Unclear:
    """One of the options.

    Args:
        words: what the cell shows.
        options: what may be chosen.
        value: what the cell holds, for numbers that Excel made something else of.
    """
    code = _one(words, options)
    if isinstance(code, Unclear):
        parts = [part for part in _SPLIT.split(_half_width(words)) if part.strip()]
        several = [each for part in parts if isinstance(each := _one(part, options), str)]
        if len(several) > 1 and len(several) == len(parts):
            return Unclear(
                "E344",
                f"一つを選ぶところに、「{briefly(words)}」が書かれています",
                "一つだけ書き、ほかのことは「具体的な内容・対策」に書いてください",
            )
        return _with_date_hint(code, value)
    return Said(code, _shown(words, options.words(code), value, options, code))


def read_choices(words: str, options: Options, value: CellValue) -> Said | Unclear:
    """Any number of the options; none of them is said in words of its own."""
    if plain(words) == NONE_CHOSEN:
        return Said([], None)
    if len(words) > _LONGEST_CHOICE:
        return _not_understood(words, options)
    chosen = _numbers(words, options)
    if chosen is None:
        readings = _readings(words, options)
        if not readings:
            return _with_date_hint(_with_span_hint(words, options), value)
        if len(readings) > 1:
            return Unclear(
                "E344",
                f"「{briefly(words)}」は、二通りに読めます",
                f"番号だけを「{BETWEEN_CHOICES}」で区切って書いてください（{options.listed()}）",
            )
        chosen = [*readings[0]]
    if isinstance(chosen, Unclear):
        return chosen
    codes = [code for code in options.labels if code in chosen]
    shown = BETWEEN_CHOICES.join(options.words(code) for code in codes)
    numbers = BETWEEN_CHOICES.join(str(options.number_of(code)) for code in codes)
    return Said(codes, None if words in (shown, numbers) else shown)


def _one(words: str, options: Options) -> str | Unclear:
    """The code that words mean, alone: a number with its label, a number, a label, a code."""
    text = plain(words)
    for number, label in options.printed.items():
        if text == plain(option_words(number, label)):
            return options.of_number(number)
    codes = options.of_words(words)
    numbered = _NUMBERED.fullmatch(text)
    if numbered and not numbered[2] and len(numbered[1]) < 5:
        code = options.of_number(int(numbered[1]))
        if codes and (isinstance(code, Unclear) or [code] != [*codes]):
            if isinstance(code, Unclear) and len(codes) == 1:
                return codes[0]
            return Unclear(
                "E344",
                f"「{briefly(words)}」が、選択肢の番号か言葉か、決められません",
                f"番号と言葉を両方書いてください（{options.listed()}）",
            )
        return code
    if len(codes) == 1:
        return codes[0]
    if len(codes) > 1:
        return Unclear(
            "E344",
            f"「{briefly(words)}」という選択肢が二つ以上あります",
            f"番号を書いてください（{options.listed()}）",
        )
    if numbered and numbered[2] and len(numbered[1]) < 5:
        return _number_and_label(words, int(numbered[1]), numbered[2], options)
    return _not_understood(words, options)


def _number_and_label(words: str, number: int, label: str, options: Options) -> str | Unclear:
    """「1.日本」 and the like: number and label have to mean the same."""
    codes = options.of_words(label)
    if len(codes) != 1:
        return _not_understood(words, options)
    if not options.printed:
        return codes[0]
    code = options.of_number(number)
    if code == codes[0]:
        return code
    return Unclear(
        "E344",
        f"「{briefly(words)}」は、番号と言葉が合いません",
        f"どちらかだけを書いてください（{options.listed()}）",
    )


def _not_understood(words: str, options: Options) -> Unclear:
    near = nearest(plain(words), options.labels.values()) if options.labels else None
    if not options.labels:
        return Unclear(
            "E344",
            f"「{briefly(words)}」を選べません（選べるものが一つもありません）",
            "先に、一覧を記入するシートに書いてください",
        )
    return Unclear(
        "E344",
        f"「{briefly(words)}」は選択肢にありません",
        f"もしかして「{near}」ですか" if near else f"選べるのは {options.listed()} です",
    )


def _with_span_hint(words: str, options: Options) -> Unclear:
    unclear = _not_understood(words, options)
    if not _SPAN.search(plain(words)):
        return unclear
    hint = f"当てはまる番号を、全て「{BETWEEN_CHOICES}」で区切って書いてください（例: 1、2、3）"
    return Unclear(unclear.code, unclear.message, hint)


def _numbers(words: str, options: Options) -> list[str] | Unclear | None:
    """The codes of numbers, where there is nothing else; None where there is."""
    both = _BOTH.sub(BETWEEN_CHOICES, _half_width(words))
    parts = [part for part in re.split(f"[{_SEPARATORS}\\s]", both) if part]
    if not parts or not all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
        return None
    codes: list[str] = []
    for part in parts:
        code = options.of_number(int(part))
        if isinstance(code, Unclear):
            # A label may be a number that is none of an option.
            [*by_label] = options.of_words(part)
            if len(by_label) != 1:
                return code
            code = by_label[0]
        codes.append(code)
    return codes


def _readings(words: str, options: Options) -> list[frozenset[str]]:
    """The ways in which a text is options one behind the other; of very many, some."""
    names: dict[str, str] = {}
    for code, label in options.labels.items():
        names.setdefault(plain(label), code)
    for number, label in options.printed.items():
        numbered = options.of_number(number)
        if isinstance(numbered, str):
            for name in (option_words(number, label), f"{number}{label}", f"{number}.{label}"):
                names[plain(name)] = numbered
            names[str(number)] = numbered
    for code in options.labels:
        names.setdefault(code, code)
    text = " ".join(_half_width(words).replace("\n", BETWEEN_CHOICES).split())
    # What may have been chosen up to a place in the text, in each way to get there.
    ways: dict[int, set[frozenset[str]]] = {0: {frozenset()}}
    for at in range(len(text)):
        if at not in ways:
            continue
        if text[at] in _BETWEEN:
            _add(ways, at + 1, ways[at])
        for name, code in names.items():
            end = at + len(name)
            if (
                text.startswith(name, at)
                and _ends(text, end)
                and _ends(text, at - 1, backward=True)
            ):
                _add(ways, end, {chosen | {code} for chosen in ways[at]})
    return list(ways.get(len(text), set()))


def _ends(text: str, at: int, *, backward: bool = False) -> bool:
    """Whether a separator stands there, or the text ends; blanks do not count."""
    step = -1 if backward else 1
    while 0 <= at < len(text) and text[at] == " ":
        at += step
    return not 0 <= at < len(text) or text[at] in _SEPARATORS


def _add(ways: dict[int, set[frozenset[str]]], at: int, more: Iterable[frozenset[str]]) -> None:
    """Further ways to a place; more than a few are not needed to see that there are several."""
    known = ways.setdefault(at, set())
    for chosen in more:
        if len(known) < _MOST_READINGS:
            known.add(chosen)


def _shown(words: str, wanted: str, value: CellValue, options: Options, code: str) -> str | None:
    """What was understood, where that is not plain from what stands there."""
    as_it_stands = {wanted, options.labels[code]}
    return None if words in as_it_stands and not isinstance(value, Number) else wanted


def _with_date_hint(unclear: Unclear, value: CellValue) -> Unclear:
    if isinstance(value, str | Number | bool):
        return unclear
    return Unclear(
        unclear.code,
        unclear.message,
        "Excel が番号を日付に変えたようです。「1、3」のように、読点で区切って入力し直してください",
    )


def _half_width(text: str) -> str:
    """Separators and digits half-width, but the marks of Japanese."""
    return unicodedata.normalize("NFKC", text)
