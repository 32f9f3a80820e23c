"""Reading texts with slots: words, `{{ name | filter }}`, and 〔…〕 (§5)."""

import re

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.model.texts import Filter, Literal, Optional, Segment, Slot, Text

_TOKEN = re.compile(r"\{\{(?P<slot>[^{}]*)\}\}|(?P<mark>[〔〕]|\{\{|\}\}|｛｛|｝｝|\{%|%\}|\{#)")
_NAME = re.compile(r"\.{0,20}[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_MARK_FAULTS = {
    "{{": ("「{{」が閉じていません", "{{ 名前 }} の形で書いてください"),
    "}}": ("対になる「{{」のない「}}」があります", "{{ 名前 }} の形で書いてください"),
    "｛｛": ("差し込みの括弧が全角です", "半角の {{ }} にしてください"),
    "｝｝": ("差し込みの括弧が全角です", "半角の {{ }} にしてください"),
    "{%": ("規則の文に {% … %} は書けません", "使えるのは {{ 名前 }} と 〔…〕 です"),
    "%}": ("規則の文に {% … %} は書けません", "使えるのは {{ 名前 }} と 〔…〕 です"),
    "{#": ("規則の文に {# … #} は書けません", "注釈は、行の終わりに「 # 」で書いてください"),
}


def read_text(cursor: Cursor, faults: list[Diagnostic]) -> Text:
    """The text at `cursor`; faults are E401 and E402."""
    return _Reader(cursor.text, cursor.place, faults).read()


def text_under(cursor: Cursor, key: str, faults: list[Diagnostic]) -> Text | None:
    """The text under `key`, or None where it is left out."""
    return read_text(cursor[key], faults) if key in cursor else None


@dataclass(frozen=True, slots=True)
class _Reader:
    source: str
    place: Place
    faults: list[Diagnostic]

    def read(self) -> Text:
        outside: list[Segment] = []
        inside: list[Segment] | None = None
        position = 0
        for token in _TOKEN.finditer(self.source):
            current = outside if inside is None else inside
            self.add_words(current, self.source[position : token.start()])
            position = token.end()
            if token["slot"] is not None:
                current.append(self.slot(token))
            elif token["mark"] == "〔":
                if inside is not None:
                    self.fault(
                        "E401", token, "〔 〕の中に〔 〕は書けません", "一つにまとめてください"
                    )
                inside = []
            elif token["mark"] == "〕":
                if inside is None:
                    self.fault(
                        "E401",
                        token,
                        "対になる「〔」のない「〕」があります",
                        "「〔」を書き加えてください",
                    )
                else:
                    outside.append(Optional(parts=tuple(inside)))
                inside = None
            else:
                self.fault("E401", token, *_MARK_FAULTS[token["mark"]])
        self.add_words(outside, self.source[position:])
        if inside is not None:
            self.faults.append(
                Diagnostic(
                    code="E401",
                    message="「〔」が閉じていません",
                    hint="「〕」を書き加えてください",
                    place=self.place,
                )
            )
        return Text(parts=tuple(outside), place=self.place)

    def add_words(self, parts: list[Segment], words: str) -> None:
        if words:
            parts.append(Literal(words=words))

    def slot(self, token: re.Match[str]) -> Segment:
        name, bar, written_filter = (part.strip() for part in token["slot"].partition("|"))
        if not _NAME.fullmatch(name):
            self.fault(
                "E401",
                token,
                f"「{name}」は差し込める名前ではありません",
                "事実の id（hosting.country など）、要素の項目（.name など）、"
                "parameter.設定値、条件のパラメータのいずれかを書いてください",
            )
            return Literal(words="")
        chosen: Filter | None = None
        if bar:
            known = {each.value: each for each in Filter}
            chosen = known.get(written_filter)
            if chosen is None:
                near = nearest(written_filter, known)
                self.fault(
                    "E402",
                    token,
                    f"「{written_filter}」というフィルタはありません",
                    f"もしかして「{near}」ですか"
                    if near
                    else f"使えるのは {'、'.join(known)} です",
                )
        return Slot(name=name, filter=chosen, place=self.place_of(token))

    def fault(self, code: str, token: re.Match[str], message: str, hint: str) -> None:
        self.faults.append(
            Diagnostic(code=code, message=message, hint=hint, place=self.place_of(token))
        )

    def place_of(self, token: re.Match[str]) -> Place:
        """The token on its line, where the text stands on one line as it is."""
        first = max(self.place.column - 1, 0)
        quote = self.place.excerpt[first : first + 1] in ('"', "'")
        start = first + quote + token.start()
        if not self.place.excerpt.startswith(token[0], start):
            # Folded or escaped: the text does not stand there as it is read.
            return self.place
        return replace(self.place, column=start + 1, end_column=start + 1 + len(token[0]))
