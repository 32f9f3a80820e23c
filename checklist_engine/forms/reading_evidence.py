"""The sheets 証跡 and 申出, and the column 根拠資料, which names the records of the first."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from checklist_engine.formats.xlsx_cells import cell_words
from checklist_engine.forms.layout import (
    CLAIM_WORDS,
    ClaimColumn,
    EvidenceColumn,
    can_stand_among_others,
    kind_words,
)
from checklist_engine.forms.reading_choices import plain
from checklist_engine.forms.reading_ledger import Ledger
from checklist_engine.forms.reading_lists import Cited
from checklist_engine.forms.reading_tables import Row, check_merged, tables_with, trimmed
from checklist_engine.forms.reading_understood import Said, Unclear, briefly
from checklist_engine.forms.reading_values import read_day, read_text
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.rules import Rule

_EVIDENCE_COLUMNS: Mapping[str, str] = {
    "title": EvidenceColumn.TITLE,
    "issued_by": EvidenceColumn.ISSUED_BY,
    "issued_on": EvidenceColumn.ISSUED_ON,
    "valid_until": EvidenceColumn.VALID_UNTIL,
}
_DAYS = ("issued_on", "valid_until")
_OWN_WORDS = ("No.", "入力状況")
_BETWEEN = re.compile(r"[、，,;；・/／\s]+")
_LIKE_A_SYMBOL = re.compile("[A-Z]{1,3}-?[0-9]{1,4}")


@dataclass(slots=True, kw_only=True)
class Record:
    """A record of 証跡 or 申出: its values as a submission file has them, and where each stands."""

    place: Place
    values: dict[str, object] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def put(self, key: str, value: object, place: Place) -> None:
        """Add a value."""
        self.values[key], self.places[key] = value, place


def read_records(kinds: Mapping[str, EvidenceKind], ledger: Ledger) -> list[Record]:
    """The rows of 証跡; what each supports may still be said elsewhere."""
    records: dict[str, Record] = {}
    wanted = [EvidenceColumn.ID, EvidenceColumn.KIND]
    for table in tables_with(ledger, wanted):
        words = _columns_of(EvidenceColumn)
        check_merged(table, EvidenceColumn.ID, dict(zip(words, words, strict=True)), ledger)
        for row in table.rows():
            if _is_blank(row, words):
                continue
            record = _record(row, kinds, ledger)
            symbol = record.values.get("id")
            if not isinstance(symbol, str):
                continue
            if symbol not in records:
                records[symbol] = record
            elif records[symbol].values != record.values:
                first = records[symbol].place.cell
                ledger.fault(
                    "E346",
                    row.place(EvidenceColumn.ID),
                    f"証跡の記号「{symbol}」が、違う内容で二つあります（一つ目は {first}）",
                    "別の記号にしてください",
                )
    return list(records.values())


def _record(row: Row, kinds: Mapping[str, EvidenceKind], ledger: Ledger) -> Record:
    record = Record(place=row.place(EvidenceColumn.ID))
    symbol = row.text(EvidenceColumn.ID)
    if ledger.refused(row[EvidenceColumn.ID], record.place, EvidenceColumn.ID):
        symbol = ""
    elif symbol:
        record.put("id", symbol, record.place)
    else:
        ledger.fault(
            "E346",
            record.place,
            "証跡の行に、記号がありません",
            "E1 のような、ほかと重ならない記号を書いてください",
        )
    _read_kind(row, kinds, record, ledger)
    for key, word in _EVIDENCE_COLUMNS.items():
        _read_part(row, key, word, record, ledger)
    value = row[EvidenceColumn.SUPPORTS]
    place = row.place(EvidenceColumn.SUPPORTS)
    if not ledger.refused(value, place, EvidenceColumn.SUPPORTS) and value is not None:
        paths = [trimmed(line) for line in cell_words(value).split("\n")]
        record.put("supports", [path for path in paths if path], place)
    for word, column, text in row.others([*_columns_of(EvidenceColumn), *_OWN_WORDS]):
        where = row.table.workbook.place(row.table.sheet, row.number, column)
        ledger.keep(
            where,
            symbol or f"{row.table.sheet.name} {row.number}行目",
            f"{word or '見出しのない列'}: {text}",
            "様式にない列の言葉を、覚えに残しました",
        )
    return record


def _read_kind(row: Row, kinds: Mapping[str, EvidenceKind], record: Record, ledger: Ledger) -> None:
    place, words = row.place(EvidenceColumn.KIND), row.text(EvidenceColumn.KIND)
    if ledger.refused(row[EvidenceColumn.KIND], place, EvidenceColumn.KIND):
        return
    by_words = kind_words(kinds)
    wanted = plain(words)
    found = [name for name, each in by_words.items() if plain(each) == wanted]
    found = found or [name for name in kinds if name == wanted]
    if len(found) == 1:
        record.put("kind", found[0], place)
        if words not in (by_words[found[0]], found[0]):
            ledger.read_as(place, words, by_words[found[0]])
        return
    near = nearest(wanted, by_words.values()) if wanted else None
    ledger.fault(
        "E346",
        place,
        f"証跡の種類「{briefly(words)}」はありません" if words else "証跡の種類が書かれていません",
        f"もしかして「{near}」ですか"
        if near
        else f"選べるのは {'、'.join(by_words.values())} です",
    )


def _read_part(row: Row, key: str, word: str, record: Record, ledger: Ledger) -> None:
    place, value = row.place(word), row[word]
    read = read_day(value) if key in _DAYS else read_text(value)
    if isinstance(read, Unclear):
        ledger.unclear(read, place, word)
    elif isinstance(read, Said) and read.raw is not None:
        if read.words is not None and value is not None:
            ledger.read_as(place, cell_words(value), read.words)
        record.put(key, read.raw, place)


def add_citations(records: Sequence[Record], cited: Sequence[Cited], ledger: Ledger) -> None:
    """Add what 根拠資料 says to what the records support; other words of it become notes."""
    by_symbol = {str(record.values["id"]): record for record in records}
    for each in cited:
        symbols, rest = _symbols(each.words, by_symbol)
        for symbol in symbols:
            _add_support(by_symbol[symbol], each)
        unknown = [
            word for word in rest if _LIKE_A_SYMBOL.fullmatch(unicodedata.normalize("NFKC", word))
        ]
        for word in unknown:
            near = nearest(word, by_symbol)
            ledger.fault(
                "E346",
                each.place,
                f"記号「{word}」の証跡が、証跡の表にありません",
                f"もしかして「{near}」ですか"
                if near
                else "証跡のシートに、その記号の行を書き加えてください",
            )
        if rest and not unknown:
            ledger.keep(
                each.place,
                each.path,
                f"根拠資料: {each.words}",
                "根拠資料の言葉を、覚えに残しました。証跡として数えるには、証跡のシートに一行書き、その記号をここに書いてください",
            )
    for record in records:
        if not record.values.get("supports"):
            ledger.fault(
                "E346",
                record.place,
                f"証跡「{record.values['id']}」が、どの回答を裏付けるか書かれていません",
                "チェックリストの根拠資料に、この記号を書いてください",
            )


def _add_support(record: Record, cited: Cited) -> None:
    supports = record.values.setdefault("supports", [])
    assert isinstance(supports, list)
    record.places.setdefault("supports", cited.place)
    if cited.path not in supports:
        supports.append(cited.path)


def _symbols(words: str, known: Collection[str]) -> tuple[list[str], list[str]]:
    """(the symbols of records in 根拠資料, the other words)."""
    if words in known:
        return [words], []
    symbols: list[str] = []
    rest: list[str] = []
    by_plain = {
        plain(symbol).casefold(): symbol for symbol in known if can_stand_among_others(symbol)
    }
    for word in filter(None, _BETWEEN.split(words)):
        found = word if word in known else by_plain.get(plain(word).casefold())
        (rest if found is None else symbols).append(word if found is None else found)
    return symbols, rest


def read_claims(rules: Mapping[str, Rule], ledger: Ledger) -> list[Record]:
    """The rows of 申出; what may be claimed is checked where submissions are."""
    claims: list[Record] = []
    wanted = [ClaimColumn.RULE, ClaimColumn.KIND, ClaimColumn.REASON]
    for table in tables_with(ledger, wanted):
        words = _columns_of(ClaimColumn)
        check_merged(table, ClaimColumn.RULE, dict(zip(words, words, strict=True)), ledger)
        for row in table.rows():
            if not _is_blank(row, words):
                claim = _claim(row, rules, ledger)
                if claim is not None:
                    claims.append(claim)
    return claims


def _claim(row: Row, rules: Mapping[str, Rule], ledger: Ledger) -> Record | None:
    claim = Record(place=row.place(ClaimColumn.RULE))
    before = len(ledger.faults)
    for word in _columns_of(ClaimColumn):
        value = row[word]
        if not ledger.refused(value, row.place(word), word) and (
            value is None and word != ClaimColumn.ELEMENT
        ):
            ledger.fault(
                "E348",
                row.place(word),
                f"申出の行に、「{word}」が書かれていません",
                "書き加えるか、要らない行なら内容を消してください",
            )
    if len(ledger.faults) > before:
        return None
    written = row.text(ClaimColumn.RULE)
    name = plain(written).split(" ")[0]
    claim.put("rule", written if written in rules else name, row.place(ClaimColumn.RULE))
    if element := row.text(ClaimColumn.ELEMENT):
        claim.put("element", element, row.place(ClaimColumn.ELEMENT))
    words = row.text(ClaimColumn.KIND)
    kinds = [
        kind for kind, label in CLAIM_WORDS.items() if plain(words) in (plain(label), kind.value)
    ]
    if not kinds:
        ledger.fault(
            "E348",
            row.place(ClaimColumn.KIND),
            f"申出の種類「{briefly(words)}」はありません",
            f"選べるのは {'、'.join(CLAIM_WORDS.values())} です",
        )
        return None
    claim.put("claim", kinds[0].value, row.place(ClaimColumn.KIND))
    value = row[ClaimColumn.REASON]
    assert value is not None
    claim.put("reason", cell_words(value), row.place(ClaimColumn.REASON))
    for word, column, text in row.others([*_columns_of(ClaimColumn), *_OWN_WORDS]):
        where = row.table.workbook.place(row.table.sheet, row.number, column)
        ledger.keep(
            where,
            name,
            f"{word or '見出しのない列'}: {text}",
            "様式にない列の言葉を、覚えに残しました",
        )
    return claim


def _columns_of(columns: type) -> list[str]:
    """The header words of a sheet."""
    return [word for name, word in vars(columns).items() if name.isupper()]


def _is_blank(row: Row, words: Sequence[str]) -> bool:
    return all(row[word] is None for word in words)
