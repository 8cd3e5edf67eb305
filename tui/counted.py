"""How many of something there are, in words, for messages."""


def counted(number: int, thing: str) -> str:
    """A number of things whose plural ends in s: `1 highlight`, `2 highlights`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
