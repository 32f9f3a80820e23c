"""The linter: what is well formed and still not what a reviewer means."""
