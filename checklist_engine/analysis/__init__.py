"""Finite domains of the answers that rules read, and what holds over all their combinations."""
