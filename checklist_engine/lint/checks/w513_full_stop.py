"""終わりの句点

何か
題名、指摘（finding）、条件の文（text、text_open）、留意事項（remark）のうち、「。」で終わるものを知らせます。
`--fix` で消せます。

なぜ
これらの文は、「…については、認める。ただし、{条件}。」のように、文書の中につながれます。自分の「。」があると、
「。。」になったり、途中で文が切れたりします。

悪い例
    text: 記録を残すこと。

良い例
    text: 記録を残すこと
"""

import re
from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.texts import ReadText, Role

CODE = "W513"
SEVERITY = Severity.WARNING

_ROLES = frozenset({Role.TITLE, Role.FINDING, Role.CONDITION, Role.REMARK})
_STOP = re.compile(r"。+(?=\s*$)")
_WRITTEN_STOP = re.compile(r"。+(?=[\"']?\s*$)")


def of_text(text: ReadText, _: LintedPack) -> Iterator[Problem]:
    found = _STOP.search(text.words) if text.role in _ROLES else None
    if found:
        yield Problem(
            place=text.at(found),
            message=f"{text.role.value}「{text.key}」が「。」で終わっています",
            hint="文書の中につながれる文なので、終わりの「。」を消してください",
            edits=text.edits(lambda source: _WRITTEN_STOP.sub("", source)),
        )
