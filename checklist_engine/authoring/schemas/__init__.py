"""JSON Schemas for editors: the published ones, and what they say once they know a pack."""
