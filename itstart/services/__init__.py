"""Use cases as functions: (actor, thing, plain values). They never commit: the request does."""
