"""Loader: Documents → model. JSON Schema first, then what a schema cannot say; names are not resolved here."""
