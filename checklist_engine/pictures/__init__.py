"""Pictures (図): inline SVG from plain words and numbers; what they show is decided above."""
