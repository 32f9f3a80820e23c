"""公用文の書き方

何か
「公用文作成の考え方」（令和4年1月 文化審議会建議）と違う書き方のうち、よくあるものを知らせます。
「下さい」（補助の言い方）、「出来る」、「致します」、「の為」、「予め」、「等々」、「，」などです。
「及び」と「および」のように、規則集の中で漢字と仮名が混ざっているつなぎの言葉も知らせます。

なぜ
規則の文は、そのまま質問票や結論の文書になります。市の文書として出せる書き方にそろえておけば、後で直さずに済みます。

悪い例
    question: 委託先の名称を教えて下さい。出来るだけ詳しく書いて下さい
    remark: 名簿，記録及び契約書または仕様書を予め確認する為に保管すること

良い例
    question: 委託先の名称は何ですか
    guidance: できるだけ詳しく書いてください
    remark: 名簿、記録及び契約書又は仕様書をあらかじめ確認するために保管すること
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.texts import ReadText, texts_of

CODE = "W511"
SEVERITY = Severity.WARNING

_WRITTEN: tuple[tuple[str, str], ...] = (
    ("(?:(?<=[てで])|(?<=[ご御]確認)|(?<=[ご御]記入)|(?<=[ご御]提出))下さい", "ください"),
    ("出来(?=る|な[いかく]|た|て|ま[すせし]|ず|れ|そう)", "でき"),
    ("致し(?=ま[すせし])", "いたし"),
    ("頂(?=[いき](?:ま[すせし]|た|て))", "いただ"),
    ("(?<=[のるたいな])為(?=[に、。]|$)", "ため"),
    ("(?<=[るたい])事(?=[はがをにもで、。]|$)", "こと"),
    ("予め", "あらかじめ"),
    ("(?:^|(?<=[。、]))但し", "ただし"),
    ("(?:^|(?<=[。、]))従って(?=、)", "したがって"),
    ("(?:^|(?<=[。、]))尚(?=、)", "なお"),
    ("等々", "など"),
    ("(?<![0-9０-９])，|，(?![0-9０-９])", "、"),
)
"""What is not written so in official texts, and how it is written."""
_SUSPECT = re.compile(
    "下さい|出来|致し|頂[いき]|為|事(?:[はがをにもで、。]|$)|予め|但し|従って|尚|等々|，"
)
"""A part of everything that is wrong: most texts have none, and need no longer look."""
_RIGHT: Mapping[str, str] = {f"w{at}": right for at, (_, right) in enumerate(_WRITTEN)}
_JOINING: Mapping[str, str] = {
    "および": "及び",
    "または": "又は",
    "ならびに": "並びに",
    "もしくは": "若しくは",
}
"""Words that join others, as official texts write them; kana are wrong beside them only."""
_KANA = re.compile("|".join(_JOINING))


def of_text(text: ReadText, _: LintedPack) -> Iterator[Problem]:
    for found in _wrong().finditer(text.words) if _SUSPECT.search(text.words) else ():
        yield Problem(
            place=text.at(found),
            message=f"「{found[0]}」は、公用文では「{_RIGHT[str(found.lastgroup)]}」と書きます",
            hint="公用文の書き方（公用文作成の考え方）に直してください",
        )


@cache
def _wrong() -> re.Pattern[str]:
    """Everything that is wrong; few runs come to need it, and it takes its time to make."""
    return re.compile("|".join(f"(?P<w{at}>{wrong})" for at, (wrong, _) in enumerate(_WRITTEN)))


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    texts = [document.text for document in pack.documents.values()]
    mixed = {
        kana: kanji
        for kana, kanji in _JOINING.items()
        if any(kana in text for text in texts) and any(kanji in text for text in texts)
    }
    for document in pack.documents.values() if mixed else ():
        if any(kana in document.text for kana in mixed):
            for text in texts_of(document, pack):
                yield from _mixed(text, mixed)


def _mixed(text: ReadText, mixed: Mapping[str, str]) -> Iterator[Problem]:
    for found in _KANA.finditer(text.words):
        if found[0] in mixed:
            yield Problem(
                place=text.at(found),
                message=f"「{found[0]}」と「{mixed[found[0]]}」が、規則集の中で混ざっています",
                hint=f"公用文の書き方の「{mixed[found[0]]}」にそろえてください",
            )
