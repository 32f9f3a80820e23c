"""The page of an Impact: totals first, then what rules and conditions do, then cases one by one."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count as counting

from checklist_engine.comparing.page import Block, Heading, Items, Paragraph, Table
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Score
from checklist_engine.model.verdicts import WORST_FIRST, Decision, Verdict
from checklist_engine.replay.batches import CaseName
from checklist_engine.replay.impact import (
    Because,
    ConditionImpact,
    ExplainedVerdict,
    Group,
    Impact,
    MovedCase,
    NamedCondition,
    RuleImpact,
    UnfitCase,
)
from checklist_engine.replay.moves import Sort, Standing
from checklist_engine.reporting.text import score_words

_NONE = "－"
_MOST_ANSWERS = 4
_HEAD = ("項目", "変更前", "変更後")
_MARKS = {True: "▼", False: "△"}
"""Worse, and better, as the order of verdicts has it."""
_OWN_PACKS = "各案件を評価した規則集"
_SORTS = {Sort.BETTER: "問題がなくなった規則がある", Sort.OTHER: "そのほかの変わり方の規則がある"}
"""Sorts of which a sentence cannot be made by adding 「の規則がある」 to the label."""


def impact_page(impact: Impact) -> list[Block]:
    """The page."""
    blocks: list[Block] = [
        Heading(words="再評価　規則を変えたときの、これまでの案件への影響", level=1),
        Paragraph(words=f"変更前　{impact.before or _OWN_PACKS}\n変更後　{impact.after}"),
        Paragraph(words=_total(impact), strong=True),
    ]
    if impact.moved:
        blocks += _decisions(impact)
    blocks += _rules(impact)
    blocks += _conditions(impact.conditions)
    blocks += _unfit(impact)
    for group, count in impact.groups.items():
        blocks += _group(group, count, [each for each in impact.cases if each.group is group])
    return blocks


def _total(impact: Impact) -> str:
    compared = impact.total - impact.unknown
    if not impact.total:
        return "案件がありません"
    if not compared:
        return f"案件 {impact.total} 件は、どれも再評価できません"
    words = (
        f"案件 {compared} 件のうち、{impact.moved} 件の結果が変わります"
        if impact.moved
        else f"案件 {compared} 件の結果は、どれも変わりません"
    )
    if impact.unknown:
        words += f"（ほかに、再評価できない案件が {impact.unknown} 件あります）"
    return words


def _decisions(impact: Impact) -> Iterator[Block]:
    yield Heading(words="案件の数", level=2)
    rows = [(group.label, _cases(count)) for group, count in impact.groups.items()]
    yield Table(head=("変わり方", "案件"), rows=tuple(rows))
    kinds = [
        (f"結論案が{_decision(old)}から{_decision(new)}へ", _cases(count))
        for (old, new), count in sorted(impact.decisions.items(), key=lambda each: -each[1])
    ]
    kinds += [
        (words, _cases(count))
        for words, count in (
            ("暫定でなくなる", impact.firmer),
            ("暫定になる", impact.looser),
            *(
                (_SORTS.get(sort, f"{sort.label}の規則がある"), count)
                for sort, count in impact.sorts.items()
            ),
            ("評点が変わる", impact.scores),
        )
        if count
    ]
    yield Heading(words="内訳（一つの案件を、幾つにも数えます）", level=2)
    yield Table(head=("内容", "案件"), rows=tuple(kinds))


def _rules(impact: Impact) -> Iterator[Block]:
    if impact.rules:
        yield Heading(words=f"規則ごとの影響（{len(impact.rules)}件）", level=2)
        yield Table(
            head=("規則", "書き換え", "結果の変わる案件", "判定の内訳"),
            rows=tuple(map(_rule_row, impact.rules)),
        )
    if impact.general:
        yield Paragraph(words=f"規則のほかの書き換え：{'、'.join(impact.general)}")


def _rule_row(rule: RuleImpact) -> tuple[str, ...]:
    edits = "、".join(edit.label for edit in rule.edits) or "なし（ほかの書き換えによる）"
    sorts = "、".join(f"{sort.label} {count}" for sort, count in rule.sorts.items())
    return f"{rule.rule}　{rule.title}", edits, _cases(rule.cases), sorts or _NONE


def _conditions(conditions: Sequence[ConditionImpact]) -> Iterator[Block]:
    if conditions:
        yield Heading(words=f"条件ごとの影響（{len(conditions)}件）", level=2)
        yield Table(
            head=("条件", "新たに付く案件", "付かなくなる案件"),
            rows=tuple(
                (f"{each.subject}（{each.id}）", _cases(each.gained), _cases(each.lost))
                for each in conditions
            ),
        )


def _unfit(impact: Impact) -> Iterator[Block]:
    if not impact.unfit_count:
        return
    compared = impact.unfit_count - impact.unknown
    kinds = (
        ("変更後の規則集では読めない回答のある案件", compared),
        ("再評価できない案件", impact.unknown),
    )
    heading = "、".join(words for words, count in kinds if count)
    yield Heading(words=f"{heading}（{impact.unfit_count}件）", level=2)
    if compared:
        yield Paragraph(words="読めない回答は、ないものとして再評価しました")
    yield Table(
        head=("案件", "理由", "再評価"),
        rows=tuple(map(_unfit_row, impact.unfit)),
    )
    yield from _rest(impact.unfit_count - len(impact.unfit))


def _unfit_row(case: UnfitCase) -> tuple[str, ...]:
    return _name(case.name), "\n".join(case.reasons), "した" if case.compared else "できない"


def _group(group: Group, count: int, cases: Sequence[MovedCase]) -> Iterator[Block]:
    yield Heading(words=f"{group.label}（{count}件）", level=2)
    if group is Group.SCORE:
        rows = tuple((_name(each.name), *_scores(each)) for each in cases)
        yield Table(head=("案件", "評点（変更前）", "評点（変更後）"), rows=rows)
    else:
        for case in cases:
            yield from _case(case)
    yield from _rest(count - len(cases))


def _rest(count: int) -> Iterator[Block]:
    if count > 0:
        yield Paragraph(words=f"ほか {count} 件（--limit で、示す件数を変えられます）")


def _case(case: MovedCase) -> Iterator[Block]:
    yield Heading(words=_name(case.name), level=3)
    rows = []
    for label, before, after in (
        ("結論案", _stand(case.before), _stand(case.after)),
        ("評点", *_scores(case)),
    ):
        if before != after:
            rows.append((label, before, after))
    if rows:
        yield Table(head=_HEAD, rows=tuple(rows))
    if case.verdicts:
        yield Table(
            head=("規則", "判定（変更前）", "判定（変更後）", "もとになった回答"),
            rows=tuple(map(_verdict_row, case.verdicts)),
        )
    notes = [
        *(_condition_words("付く", each) for each in case.gained),
        *(_condition_words("付かなくなる", each) for each in case.lost),
        *(f"変更後の規則集では読めない回答：{words}" for words in case.unfit),
    ]
    if notes:
        yield Items(entries=tuple(notes))


def _condition_words(how: str, condition: NamedCondition) -> str:
    rules = f"（{'、'.join(condition.rules)}）" if condition.rules else ""
    return f"{how}条件：{condition.subject}{rules}"


def _verdict_row(move: ExplainedVerdict) -> tuple[str, ...]:
    owner = f"（{move.owner}）" if move.owner else ""
    label = f"{move.rule}　{move.title}{owner}［{move.gate.label}］"
    after = _verdict(move.after)
    if move.edits:
        after = f"{after}（{'と'.join(edit.label for edit in move.edits)}が変わった）"
    elif move.before is not None and move.after is not None:
        after = f"{_MARKS[_worse(move.before, move.after)]} {after}"
    return label, _verdict(move.before), after, _answers(move.because)


def _worse(before: Verdict, after: Verdict) -> bool:
    return WORST_FIRST.index(after) < WORST_FIRST.index(before)


def _answers(because: Sequence[Because]) -> str:
    shown = [
        f"{each.label}：{each.answer}{'（証跡なし）' if each.lacks_proof else ''}"
        for each in because[:_MOST_ANSWERS]
    ]
    rest = len(because) - len(shown)
    return "\n".join([*shown, *([f"ほか {rest} 件"] if rest else [])]) or _NONE


def _name(name: CaseName) -> str:
    item = "届出" if name.notified else f"諮問{name.item}" if name.item else None
    place = "　".join(each for each in (name.meeting, item) if each) or name.id
    about = "、".join(each for each in (name.department, wareki(name.as_of)) if each)
    # A name is one line, in a heading too.
    return " ".join(f"{place}　{name.system or name.title}（{about}）".splitlines())


def _scores(case: MovedCase) -> tuple[str, str]:
    """Both scores; where they differ only in what is settled, that as well, and where that is the same when
    rounded, with as many decimals as it takes to tell them apart.
    """
    old, new = case.before.score, case.after.score
    if old is None or new is None or old == new:
        return score_words(old), score_words(new)
    for digits in counting(1):
        for words in (_interval, _with_coverage):
            both = words(old, digits), words(new, digits)
            if both[0] != both[1]:
                return both
    raise AssertionError  # INVARIANT: two scores that are not equal differ in some decimal.


def _interval(score: Score, digits: int) -> str:
    low, high = _points(score.low, digits), _points(score.high, digits)
    return low if low == high else f"{low}～{high}"


def _with_coverage(score: Score, digits: int) -> str:
    return f"{_interval(score, digits)}（確定した割合 {_points(score.coverage, digits)}%）"


def _points(points: Fraction, digits: int) -> str:
    """So many decimals, half up, as scores are printed with one."""
    whole, rest = divmod(int(points * 10**digits + Fraction(1, 2)), 10**digits)
    return f"{whole}.{rest:0{digits}}"


def _stand(standing: Standing) -> str:
    if standing.decision is None:
        return _NONE
    return standing.decision.label + ("（暫定）" if standing.provisional else "")


def _decision(decision: Decision | None) -> str:
    return f"「{decision.label}」" if decision else "（なし）"


def _verdict(verdict: Verdict | None) -> str:
    return _NONE if verdict is None else verdict.label


def _cases(count: int) -> str:
    return f"{count} 件" if count else _NONE
