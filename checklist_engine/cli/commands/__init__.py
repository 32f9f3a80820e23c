"""Commands: one a file, found by looking the folder up. Each imports what it needs when it runs."""
