"""Evidence records of a submission (§5, §8)."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.values import FactType, Misfit, typed
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.submission import Answer, Answers, Evidence, elements_of


def read_evidence(cursor: Cursor, faults: list[Diagnostic]) -> Evidence:
    """One record, its dates read; kind and paths are not looked up yet."""
    return Evidence(
        id=cursor["id"].text,
        kind=cursor["kind"].text,
        title=cursor.get_text("title"),
        issued_by=cursor.get_text("issued_by"),
        issued_on=read_date(cursor, "issued_on", faults),
        valid_until=read_date(cursor, "valid_until", faults),
        supports=tuple(normalized(item.text) for item in cursor["supports"].items()),
    )


def read_date(cursor: Cursor, key: str, faults: list[Diagnostic]) -> date | None:
    """The date under `key`; None where it is left out or (with a fault, E308) none."""
    if key not in cursor:
        return None
    value = typed(cursor[key].value, FactType.DATE, None)
    if isinstance(value, Misfit):
        faults.append(cursor[key].fault("E308", value.message, value.hint))
        return None
    return value if isinstance(value, date) else None


def check_evidence(
    records: Iterable[Cursor],
    vocabulary: Vocabulary,
    answers: Answers,
    kinds: Mapping[str, EvidenceKind],
    faults: list[Diagnostic],
) -> None:
    """Faults (E306, E307) of records: the same id twice, unknown kinds, paths that name nothing."""
    known = list(support_paths(vocabulary, answers))
    seen: set[str] = set()
    for record in records:
        name = record["id"].text
        if name in seen:
            faults.append(
                record["id"].fault(
                    "E306", f"証跡「{name}」が二度書かれています", "別の id にしてください"
                )
            )
        seen.add(name)
        kind = record["kind"]
        if kind.text not in kinds:
            near = nearest(kind.text, kinds)
            faults.append(
                kind.fault(
                    "E306",
                    f"証跡の種類「{kind.text}」は規則集にありません",
                    f"もしかして「{near}」（{kinds[near].label}）ですか"
                    if near
                    else f"使えるのは {'、'.join(kinds)} です",
                )
            )
        for path in record["supports"].items():
            if normalized(path.text) not in known:
                near = nearest(path.text, known)
                faults.append(
                    path.fault(
                        "E307",
                        f"証跡が裏付ける「{path.text}」という回答はありません",
                        f"もしかして「{near}」ですか"
                        if near
                        else "hosting.country のような質問のID、parties[sys/aws] のような一覧の行、"
                        "又は parties[sys/aws].country のような行の一つの欄を書いてください",
                    )
                )


def normalized(path: str) -> str:
    """A path as paths are compared: the keys in it are texts, and texts are NFC (§2)."""
    return unicodedata.normalize("NFC", path)


def support_paths(vocabulary: Vocabulary, answers: Answers) -> Iterator[str]:
    """Every path that a record may support: facts, elements, and their fields."""
    for fact in vocabulary.facts.values():
        yield fact.id
        yield from _element_paths(fact, answers.values.get(fact.id))


def _element_paths(fact: Fact, answer: Answer | None) -> Iterator[str]:
    for element in elements_of(answer):
        yield element.path
        assert fact.shape is not None
        for field in fact.shape.fields.values():
            yield f"{element.path}.{field.id}"
            yield from _element_paths(field, element.values.get(field.id))
