"""Comparing: two packs, or two submissions, by what they mean; the parts of `checklist diff`."""
