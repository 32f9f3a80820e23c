"""Evaluator: Plan × answers → truths, findings, score. It never raises, and has no clock."""
