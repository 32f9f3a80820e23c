"""尋ねる言葉のない事実

何か
規則が見る事実のうち、`question` がなく、それを待つ規則にも自分の質問（`outcomes` の `undetermined` の `question`、
一覧であれば `question_first`）がないものを知らせます。

なぜ
回答を待つ間は、質問票で担当課に尋ねます。尋ねる言葉がどこにもないと、「「点検」について、記入してください」としか
尋ねられず、担当課は何を答えればよいか分かりません。

悪い例
    # facts/log.yaml
    facts:
      - {id: log.checked, label: 点検, type: boolean}
    # log/log-001.yaml
    require: {log.checked: true}

良い例
    # facts/log.yaml
    facts:
      - {id: log.checked, label: 点検, question: 操作の記録を定期に点検していますか, type: boolean}
    # log/log-001.yaml
    require: {log.checked: true}
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.mentions import mentions, relevance_expressions, rule_mentions
from checklist_engine.lint.own_files import own_facts
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.rules import ForEach, Rule
from checklist_engine.model.verdicts import Verdict

CODE = "W523"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    asked_by = _asked_by(pack)
    for fact in own_facts(pack):
        if fact.question is None and fact.full_id in asked_by:
            yield Problem(
                place=fact.place,
                message=f"「{fact.label}」に question がなく、規則 {asked_by[fact.full_id]} にも質問がないので、"
                f"「「{fact.label}」について、記入してください」としか尋ねられません",
                hint="question に、担当課への尋ね方を書いてください",
            )


def _asked_by(pack: LintedPack) -> Mapping[str, str]:
    """The facts that are asked in their own words, and the first rule that waits for each."""
    vocabulary = pack.pack.vocabulary
    needs = _relevance(vocabulary)
    asked_by: dict[str, str] = {}
    for rule in pack.pack.rules.values():
        waiting = list(_waited_for(rule, vocabulary))
        while waiting:
            name = waiting.pop()
            if name not in asked_by:
                asked_by[name] = rule.id
                # A fact that is not asked yet lets those be asked that its relevance waits for.
                waiting += needs.get(name, ())
    return asked_by


def _waited_for(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    """What a rule waits for without a question of its own."""
    outcome = rule.outcomes.get(Verdict.UNDETERMINED)
    has_question = outcome is not None and outcome.question is not None
    has_first = outcome is not None and outcome.question_first is not None
    for each in rule_mentions(rule, vocabulary):
        if each.fact is None:
            continue
        about_list = isinstance(each.by, ForEach)
        if not (has_first if about_list else has_question):
            yield each.fact.full_id
        # Whether an open list is complete is asked before its elements are.
        closing = each.fact.shape.closed_by if each.fact.shape else None
        if closing is not None and not (has_first if about_list else has_question):
            yield closing


def _relevance(vocabulary: Vocabulary) -> Mapping[str, Sequence[str]]:
    """What the relevance of each fact and field looks at."""
    needs: dict[str, list[str]] = defaultdict(list)
    for fact, (expression, around) in relevance_expressions(vocabulary):
        found = mentions(expression, vocabulary, around)
        needs[fact.full_id] += [each.fact.full_id for each in found if each.fact]
    return needs
