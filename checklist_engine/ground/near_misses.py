"""もしかして: the known name that an unknown one was probably meant to be."""

# ruff: noqa: PLC0415

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The closest of `known`, or None where nothing is close.

    >>> nearest("hosting.contry", ["hosting.country", "auth.password"])
    'hosting.country'
    """
    # Loaded for slips only, for it takes its time.
    from difflib import get_close_matches

    candidates = list(known)
    same = [other for other in candidates if other.lower() == name.lower()]
    close = same or get_close_matches(name, candidates, n=1, cutoff=0.7)
    if close:
        return close[0]
    last = [other for other in candidates if other.rpartition(".")[2] == name.rpartition(".")[2]]
    return last[0] if len(last) == 1 and "." in last[0] else None
