"""Ground floor: truth, value types, places in files, diagnostics, errors and wording."""
