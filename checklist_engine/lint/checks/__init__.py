"""One check a file: its docstring is its page, its code is never renumbered."""
