"""Counterparts: the passages of other articles that say most nearly the same."""
