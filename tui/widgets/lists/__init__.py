"""Lists with a cursor, however long, and short ones that are chosen from."""
