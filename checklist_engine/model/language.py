"""The version of the rule language; engine and packs have versions of their own."""

LANGUAGE = 1
"""The version that this engine reads (`language:` in pack.yaml)."""
