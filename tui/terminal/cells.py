"""How many cells of a terminal characters take."""

from rich.cells import cell_len


def is_narrow(text: str) -> bool:
    """Whether each character takes one cell; terminals disagree about the width of others."""
    return text.isascii() or all(cell_len(character) == 1 for character in set(text))
