"""The compare screen: what is asked for, how one moves in it, what leaves it."""
