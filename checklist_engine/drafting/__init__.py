"""Drafting: papers of a meeting from assessments and the templates of their pack."""
