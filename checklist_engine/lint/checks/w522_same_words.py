"""同じ言葉の事実、同じ言葉の選択肢

何か
二つの事実（又は同じ一覧の二つの項目）の `label` や `question` が同じもの、一つの事実の二つの選択肢の言葉が
同じものを知らせます。全角と半角、空白の違いだけのものも、同じとみなします。

なぜ
様式や質問票には、事実の id でなく言葉が印刷されます。同じ言葉が二つあると、記入する人にはどちらがどちらか
分かりません。ほかの事実を写して書いたときに、言葉を直し忘れたものと思われます。

悪い例
    facts:
      - {id: auth.staff_mfa, label: 多要素認証, question: 多要素認証を使いますか, type: boolean}
      - {id: auth.admin_mfa, label: 多要素認証, question: 多要素認証を使いますか, type: boolean}

良い例
    facts:
      - {id: auth.staff_mfa, label: 職員の多要素認証, question: 職員は多要素認証を使いますか, type: boolean}
      - {id: auth.admin_mfa, label: 管理者の多要素認証, question: 管理者は多要素認証を使いますか, type: boolean}
"""

import unicodedata
from collections.abc import Iterable, Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.own_files import is_own, value_place
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.facts import Fact

CODE = "W522"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    yield from _among(pack.pack.vocabulary.facts.values(), pack)


def _among(facts: Iterable[Fact], pack: LintedPack) -> Iterator[Problem]:
    """Among facts that stand side by side: those of the form, or the fields of one list."""
    labels: dict[str, Fact] = {}
    questions: dict[str, Fact] = {}
    for fact in facts:
        same = labels.setdefault(_folded(fact.label), fact)
        if same is not fact:
            yield from _twice(fact, same, "label", fact.label, pack)
        if fact.question:
            same = questions.setdefault(_folded(fact.question), fact)
            if same is not fact:
                yield from _twice(fact, same, "question", fact.question, pack)
        yield from _choices(fact, pack)
        if fact.shape is not None:
            yield from _among(fact.shape.fields.values(), pack)


def _twice(fact: Fact, same: Fact, key: str, words: str, pack: LintedPack) -> Iterator[Problem]:
    # The one that can be mended here, where the other stands in a pack below.
    at = fact if is_own(fact.place, pack) else same
    other = same if at is fact else fact
    if is_own(at.place, pack):
        yield Problem(
            place=value_place(at, pack, key),
            message=f"{key} の「{words}」は、「{other.id}」（{other.place}）と同じです",
            hint="記入する人に違いが分かる言葉にしてください",
        )


def _choices(fact: Fact, pack: LintedPack) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for code, label in (fact.choices or {}).items():
        first = seen.setdefault(_folded(label), code)
        if first != code and is_own(fact.place, pack):
            yield Problem(
                place=value_place(fact, pack, "choices", code),
                message=f"選択肢「{code}」の言葉「{label}」は、「{first}」と同じです",
                hint="記入する人に違いが分かる言葉にするか、一つにまとめてください",
            )


def _folded(words: str) -> str:
    """Words without what an eye passes over."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())
