"""The library screen: its articles, what edits them, how files come in."""
