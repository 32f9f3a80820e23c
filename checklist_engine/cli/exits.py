"""Exit codes: what a script or a colleague can rely on."""

OK = 0
"""Approved (with conditions, too), tests passed, nothing to say against it."""
NEGATIVE = 1
"""Rejected or deferred (of several, the worst), tests failed, something found or different."""
USAGE = 2
"""The command line is wrong."""
INVALID_FILE = 3
"""A file is wrong; nothing was written."""
FAULT_OF_OURS = 4
"""The program is wrong."""

WORDS = (
    (OK, "認める（条件付きを含む）、試験はすべて期待どおり、誤りも違いもない"),
    (
        NEGATIVE,
        "認めない又は継続審議（最も重いもの）、試験や点検などで見つかったもの",
    ),
    (USAGE, "使い方の誤り"),
    (INVALID_FILE, "ファイルの誤り（誤りのあるものは書き出しません）"),
    (FAULT_OF_OURS, "プログラムの誤り"),
)


class UsageFault(Exception):
    """An argument that typer lets pass and that is wrong all the same; `str()` is Japanese."""
