"""The tables of an archive: the one SQLite schema, and the triggers that let it only grow."""

import re

APPLICATION = 0x63686B6C
"""`application_id` of the file: the letters chkl."""
VERSION = 1
"""`user_version` of the file: raised when a reader of the older one could go wrong."""
_DERIVED = re.compile(
    r"CREATE (TABLE derived_\w+ ?\(|(UNIQUE )?INDEX derived_\w+ ON derived_\w+ ?\()"
)
"""Tables that can be made anew from the others, and that nobody has to understand: by their names."""

TABLES = (
    """CREATE TABLE blob (
  number INTEGER PRIMARY KEY,
  digest BLOB NOT NULL,
  size INTEGER NOT NULL,
  seal INTEGER NOT NULL,
  content BLOB NOT NULL
)""",
    """CREATE TABLE entry (
  number INTEGER PRIMARY KEY,
  subject BLOB NOT NULL,
  record BLOB NOT NULL,
  chain BLOB NOT NULL
)""",
    "CREATE UNIQUE INDEX blob_by_digest ON blob (digest)",
    "CREATE INDEX entry_by_subject ON entry (subject, number)",
)


def _only_grows(table: str) -> tuple[str, ...]:
    """Rows are neither changed nor taken away, and follow one another without gaps.

    The last trigger is needed beside the others: INSERT OR REPLACE takes a row away unasked.
    """
    return (
        f"""CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table} BEGIN
  SELECT RAISE(ABORT, 'an archive only grows');
END""",
        f"""CREATE TRIGGER {table}_never_goes BEFORE DELETE ON {table} BEGIN
  SELECT RAISE(ABORT, 'an archive only grows');
END""",
        f"""CREATE TRIGGER {table}_follows BEFORE INSERT ON {table}
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM {table}) BEGIN
  SELECT RAISE(ABORT, 'an archive only grows');
END""",  # noqa: S608 - the names of our own two tables
    )


STATEMENTS = (*TABLES, *_only_grows("blob"), *_only_grows("entry"))
"""What makes an empty file an archive."""


def is_schema(found: frozenset[str]) -> bool:
    """Whether these are the statements of an archive, all of them and no other.

    Tables and indexes that are derived, and named so, may stand beside them.
    """
    own = frozenset(statement for statement in found if not _is_derived(statement))
    return own == frozenset(STATEMENTS)


def _is_derived(statement: str) -> bool:
    return _DERIVED.match(statement) is not None
