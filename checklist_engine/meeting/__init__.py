"""Meeting: the cases of one meeting together."""
