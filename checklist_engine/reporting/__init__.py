"""Reporting: an Assessment as text for a person and as JSON for a program; nothing is evaluated here."""
