"""Use cases: one job a file; the only place that knows folder names."""
