"""`checklist new`: rules, facts, conditions and packs to begin with, whose tests pass at once."""
