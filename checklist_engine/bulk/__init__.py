"""Bulk: one Plan over many submissions at once, as Python integers whose bit *i* is submission *i*.

    columns = encode(plan.vocabulary, [(submission, as_of), …])
    columns = encode_contents(plan.vocabulary, [(json, as_of), …], careful)     # the same from JSON, faster
    stored = to_bytes(columns)                      # for an archive; from_bytes(stored) reads it back
    columns = from_bytes(stored, whole=True)        # the same, and no byte has changed
    before = evaluate(plan, columns)                # rulings={row: [ruling, …]} where there are any
    after = evaluate(edited, columns, earlier=before)   # rules that mean the same are not run again
    changes = changed(before, after)

Bit (and row) *i* is `columns.cases[i]`; rows stand grouped by the length of their lists, not as they came:
`columns.order[i]` is the place of row *i* in what was encoded. `rows_of(plane)` names the rows of an
integer. `from_bytes` reads of facts and lists only what is asked for, when it is: rules over a few facts of a
file in memory (`mmap`) read few of its bytes. Many files of some thousand submissions each serve as well as a
large one. What there is to read:

- `BulkResult.rules[id].has[verdict]`, `.worst[verdict]`: rows with such a finding, or with that verdict
  of the rule; `.findings(id, row)`: element, verdict and credit of each finding of one submission;
- `BulkResult.decisions[decision]`, `.provisional`, `.conditions[id]`, `.score(row)`, `.scores()`
  (all of them, or those of a `family`);
- `Changes.rules`, `.decisions`, `.provisional`, `.gained`, `.lost`: what comes out otherwise, as planes;
  `changed_rules(before, after)`: only the rows where a rule finds something else;
  `changed_scores(before, after)`: those with another score.

`evaluate(plan, columns, only={id, …})` runs these rules alone (no decision then). What was read or
built once for some columns stays with them, so that the next evaluation is faster.

Everything agrees with `evaluator` and `conclusion` exactly; decision 12 says how.
"""

from checklist_engine.bulk.changes import (
    Changes,
    RuleChange,
    changed,
    changed_rules,
    changed_scores,
)
from checklist_engine.bulk.columns import Columns, rows_of
from checklist_engine.bulk.encoding import encode
from checklist_engine.bulk.evaluation import BulkResult, RuleResult, evaluate
from checklist_engine.bulk.importing import encode_contents
from checklist_engine.bulk.stored import UnreadableColumns, from_bytes, to_bytes

__all__ = [
    "BulkResult",
    "Changes",
    "Columns",
    "RuleChange",
    "RuleResult",
    "UnreadableColumns",
    "changed",
    "changed_rules",
    "changed_scores",
    "encode",
    "encode_contents",
    "evaluate",
    "from_bytes",
    "rows_of",
    "to_bytes",
]
