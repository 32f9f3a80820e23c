"""One spelling of a letter: が is one character, whoever typed it and on whichever machine."""

import re
from unicodedata import normalize

# NFC takes these characters of names for spellings of others, which to those who bear them they are not.
_NAMES = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")


def composed(text: str) -> str:
    r"""The text with letters and their marks in one character each; characters of names (U+FA19) stay.

    A Mac has letters and marks apart in the names of files, and so has what is copied out of some
    PDFs. Answers, keys and digests are made of NFC, which comes after this.

    >>> composed("か\u3099")
    'が'
    """
    made = normalize("NFC", text)
    if made == text or not _NAMES.search(text):
        return made
    return "".join(
        part if at % 2 else normalize("NFC", part) for at, part in enumerate(_NAMES.split(text))
    )
