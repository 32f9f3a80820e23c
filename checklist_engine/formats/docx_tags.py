"""The tags of a Word template, and what is wrong with them before it is filled (E417, E418)."""

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from checklist_engine.formats.docx_package import WORD, WordFile
from checklist_engine.formats.docx_paragraphs import Paragraph, paragraphs_of
from checklist_engine.formats.template_sandbox import FULL_WIDTH
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
OPENING = re.compile(r"\{\{|\{%|\{#")
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# What nobody writes in a paper, and somebody does who means a tag: { { x } }, {case.title}.
_ALMOST = re.compile(r"\{\s+[{%]|[}%]\s+\}|(?<!\{)\{\s*[a-z_][\w.]*\s*\}(?!\})")
_SMART = re.compile("[‘’“”]")
_STATEMENT = re.compile(
    r"\{%(?P<unit>p|tr)?(?P<dash>[-+]?)\s*(?P<name>\w+)?(?P<rest>.*?)%\}", re.DOTALL
)
_CLOSES = {"endfor": "for", "endif": "if"}
_BETWEEN = {"else", "elif"}
_STATEMENTS = ("for", "endfor", "if", "elif", "else", "endif", "set")
_UNITS = {"p": "{%p … %}", "tr": "{%tr … %}", "": "{% … %}"}
_USE = "使えるのは {% for %}、{% if %}、{% elif %}、{% else %}、{% set … = … %} と、その終わりです"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag as written, on its paragraph."""

    text: str
    start: int
    paragraph: Paragraph

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.start + len(self.text)

    def fault(self, code: str, message: str, hint: str) -> Diagnostic:
        return self.paragraph.fault(code, message, hint, self.span)


def tags_of(paragraphs: Sequence[Paragraph]) -> list[Tag]:
    """All tags, in the order of the story."""
    return [
        Tag(text=found[0], start=found.start(), paragraph=each)
        for each in paragraphs
        for found in TAG.finditer(each.text)
    ]


def tag_faults(word: WordFile) -> Iterator[Diagnostic]:
    """What is wrong with the tags of a template as they are written."""
    for name, story in word.stories.items():
        paragraphs = paragraphs_of(word, name)
        for each in paragraphs:
            yield from _faults_in(each)
        tags = tags_of(paragraphs)
        if tags and "notes" in name.rpartition("/")[2]:
            message, hint = "脚注と文末脚注では、ひな形の言葉を使えません", "本文に書いてください"
            yield tags[0].fault("E418", message, hint)
        yield from _hidden_faults(word, story)
        yield from _Blocks().faults(tags)
        yield from _lost_words(paragraphs)


def _faults_in(paragraph: Paragraph) -> Iterator[Diagnostic]:
    text = paragraph.text
    for found in FULL_WIDTH.finditer(text):
        yield paragraph.fault(
            "E417",
            f"ひな形の括弧「{found[0]}」が全角です",
            "半角の {{ }} や {% %} にしてください",
            found.span(),
        )
    inside = [False] * len(text)
    for tag in TAG.finditer(text):
        inside[tag.start() : tag.end()] = [True] * len(tag[0])
        yield from _faults_of(paragraph, tag)
    for half in _HALF.finditer(text):
        if not any(inside[half.start() : half.end()]):
            yield paragraph.fault(
                "E418",
                f"ひな形の「{half[0]}」に、対になる括弧がありません",
                "{{ と }}、{% と %} は、一つの段落の中で対にしてください",
                half.span(),
            )
    for almost in _ALMOST.finditer(text):
        if not any(inside[almost.start() : almost.end()]):
            yield paragraph.fault(
                "E418",
                f"「{almost[0]}」は、ひな形の言葉にならず、そのまま文書に残ります",
                "{{ と }}、{% と %} は、間を空けずに、括弧を二つ（又は括弧と %）続けて書いてください",
                almost.span(),
            )


def _faults_of(paragraph: Paragraph, tag: re.Match[str]) -> Iterator[Diagnostic]:
    def fault(message: str, hint: str) -> Diagnostic:
        return paragraph.fault("E418", message, hint, tag.span())

    for quote in _SMART.finditer(tag[0]):
        start = tag.start() + quote.start()
        yield paragraph.fault(
            "E417",
            f"ひな形の引用符「{quote[0]}」が、まっすぐな引用符ではありません",
            '半角の " にしてください（Word の「オートコレクト」が置き換えることがあります）',
            (start, start + 1),
        )
    if tag[0].startswith(("{{-", "{%-", "{#-", "{{+", "{%+")) or tag[0][-3:-2] in ("-", "+"):
        yield fault("空白を詰める「-」は、Word のひな形では使えません", "「-」を消してください")
    if re.match(r"\{\{(p|tr|tc|r)\s", tag[0]):
        yield fault("{{p }} や {{r }} は使えません", "{{ 言葉 }} とだけ書いてください")
    if paragraph.is_drawn:
        yield fault(
            "図形やテキストボックスの中では、ひな形の言葉を使えません",
            "枠の付いた表か、段落に書いてください",
        )
    if len(set(paragraph.parents[slice(*tag.span())])) > 1:
        yield fault(
            "ひな形の言葉の途中に、リンクなどの境目があります",
            "リンクを削除し、言葉を書き直してください",
        )
    if tag[0].startswith("{%"):
        yield from (fault(*words) for words in _statement_slips(tag[0]))


def _statement_slips(tag: str) -> Iterator[tuple[str, str]]:
    """A command that a template for Word cannot have, as a message and a hint."""
    found = _STATEMENT.match(tag)
    name = found["name"] if found else None
    if found is None or not name:
        yield "ひな形の命令の書き方が正しくありません", _USE
    elif name not in _STATEMENTS:
        near = nearest(name, _STATEMENTS)
        yield (
            f"ひな形の「{name}」という命令は、Word のひな形では使えません",
            f"もしかして「{near}」ですか" if near else _USE,
        )
    elif name == "set" and "=" not in found["rest"]:
        yield "終わりのある set は使えません", "{% set 名前 = 値 %} と書いてください"


def _hidden_faults(word: WordFile, story: ET.Element) -> Iterator[Diagnostic]:
    """Tags where no words of the paper are: in the alternative text of a picture, in a field."""
    for element in story.iter():
        texts = list(element.attrib.values())
        if element.tag != f"{WORD}t":
            texts.append(element.text or "")
        for text in texts:
            if OPENING.search(text):
                yield Diagnostic(
                    code="E418",
                    message=f"ひな形の言葉「{text[:40]}」が、文でないところ（図の説明、フィールドなど）にあります",
                    hint="段落か表に書いてください",
                    place=Place(file=word.file),
                )


@dataclass(slots=True)
class _Blocks:
    """Commands that begin and end something, matched: both of one kind, at the same height."""

    open: list[tuple[Tag, str, str]] = field(default_factory=list)

    def faults(self, tags: Sequence[Tag]) -> Iterator[Diagnostic]:
        for tag in tags:
            found = _STATEMENT.match(tag.text)
            name = found["name"] if found else None
            if found is None or name not in _STATEMENTS:
                continue
            unit = found["unit"] or ""
            if name in ("for", "if"):
                self.open.append((tag, name, unit))
            elif name != "set":
                yield from self._matched(tag, name, unit)
        for tag, name, unit in self.open:
            message = f"ひな形の「{name}」に、終わりの「end{name}」がありません"
            yield tag.fault("E418", message, f"終わりに {{%{unit} end{name} %}} を書いてください")

    def _matched(self, tag: Tag, name: str, unit: str) -> Iterator[Diagnostic]:
        begun = self.open[-1] if self.open else None
        wanted = _CLOSES.get(name)
        if begun is None or (wanted is not None and begun[1] != wanted):
            message = f"ひな形の「{name}」に、初めの「{wanted or 'if'}」がありません"
            yield tag.fault("E418", message, "命令の初めと終わりの対を確かめてください")
            return
        first, kind, first_unit = begun
        if first_unit != unit:
            message = (
                f"ひな形の「{kind}」は {_UNITS[first_unit]} で始まり、"
                f"「{name}」は {_UNITS[unit]} になっています"
            )
            yield tag.fault("E418", message, "初めと終わりを、同じ書き方にそろえてください")
        elif not _together(first.paragraph, tag.paragraph, unit):
            message = f"ひな形の「{kind}」と「{name}」が、別の{_HEIGHTS[unit]}にあります"
            yield tag.fault("E418", message, _HEIGHT_HINTS[unit])
        if wanted is not None:
            self.open.pop()


_HEIGHTS = {"p": "欄", "tr": "表", "": "段落"}
_HEIGHT_HINTS = {
    "p": "{%p … %} は、初めと終わりを同じ欄（又は表の外）に書いてください",
    "tr": "{%tr … %} は、初めと終わりを同じ表に書いてください",
    "": "段落をまたぐときは {%p … %}、表の行をまたぐときは {%tr … %} と書いてください",
}


def _together(first: Paragraph, last: Paragraph, unit: str) -> bool:
    match unit:
        case "p":
            return first.box == last.box
        case "tr":
            return 0 < first.table == last.table
        case _:
            return first.number == last.number


def _lost_words(paragraphs: Sequence[Paragraph]) -> Iterator[Diagnostic]:
    """A paragraph of `{%p %}`, and a row of `{%tr %}`, is taken away whole, with all that stands in it."""
    rows: dict[int, list[Paragraph]] = {}
    for each in paragraphs:
        rows.setdefault(each.row, []).append(each)
    for each in paragraphs:
        for tag in TAG.finditer(each.text):
            found = _STATEMENT.match(tag[0])
            unit = found["unit"] if found else None
            if unit == "p":
                others, what = each.text.replace(tag[0], "", 1), "段落"
            elif unit == "tr":
                row = rows[each.row] if each.row else [each]
                others, what = "".join(one.text for one in row).replace(tag[0], "", 1), "表の行"
            else:
                continue
            if others.strip():
                yield each.fault(
                    "E418",
                    f"「{tag[0]}」のある{what}に、ほかの言葉があります",
                    f"この{what}は文書に残らないので、命令だけを書いてください",
                    tag.span(),
                )
            if unit == "tr" and not each.row:
                hint = "表の外では {%p … %} と書いてください"
                yield each.fault("E418", f"「{tag[0]}」が表の外にあります", hint, tag.span())
