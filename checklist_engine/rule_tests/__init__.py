"""Rule tests: the cases that a pack brings for its own rules."""
