"""The Word templates, and in `source` the programs that build them."""
