"""Tools that write rule files or say how two packs differ: fmt, new, schema, diff."""
