"""Formats: bytes to Documents (plain data with a place for every value), and JSON Schema checks."""
