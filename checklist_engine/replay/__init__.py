"""Replay (再評価): past cases under another pack; what comes out differently is an Impact (影響).

`moves` compares two Plans over columns of codes, for all cases of a batch at once; `fitting` finds the answers
that the other pack does not know; `one_case` says the same of two assessments, and `explaining` in words why,
for the few cases that are shown. `impact` is what comes of it, `page`, `contract` and `web` how it is written;
`errands` hands slices of batches to others, `parcels` is what travels, `machines` finds Dask workers for it.
"""
