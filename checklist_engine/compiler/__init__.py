"""Compiler: a pack's rules, as one profile sees them, to a Plan; every name and type is checked here."""
