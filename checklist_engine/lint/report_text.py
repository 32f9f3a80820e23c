"""Messages as text: each as a diagnostic is shown, and a line that counts them."""

from collections.abc import Sequence

from checklist_engine.lint.check import Severity
from checklist_engine.lint.message import Message

NOTHING = "問題は見つかりませんでした"


def text_report(messages: Sequence[Message], mended: Sequence[Message] = ()) -> str:
    """What was mended, what is left, and how much of each weight that is."""
    parts = []
    if mended:
        parts.append("\n".join([*map(_mended, mended), f"{len(mended)} 件を直しました"]))
    parts += [*map(str, messages), summary(messages)]
    return "\n\n".join(parts)


def summary(messages: Sequence[Message]) -> str:
    """「誤り 1 件、注意 3 件、参考 2 件」; what there is none of is left out."""
    counts = {
        severity: sum(each.severity is severity for each in messages) for severity in Severity
    }
    return (
        "、".join(f"{severity.label} {count} 件" for severity, count in counts.items() if count)
        or NOTHING
    )


def _mended(message: Message) -> str:
    return f"{message.place}: {message.code} 直しました: {message.message}"


def watch_report(
    before: Sequence[Message],
    messages: Sequence[Message],
    files: Sequence[str],
    *,
    settled: bool,
) -> str:
    """What has become of a pack since `before`, after a change of these files.

    First what there is to say of the file that changed; then (`settled`) what is new elsewhere,
    and how much there is in all.
    """
    if settled:
        new = [each for each in messages if each not in before]
        return "\n\n".join([*map(str, new), f"規則集の全体: {summary(messages)}"])
    about = [each for each in messages if each.place.file in files]
    return "\n\n".join(
        [f"{'、'.join(files)} が変わりました", *map(str, about), f"このファイル: {summary(about)}"]
    )
