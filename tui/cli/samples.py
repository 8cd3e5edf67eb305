"""Where the two sample articles are: in a checkout's `data/articles`, or inside `tui`."""

from pathlib import Path

from annotations.errors import DiptychError

INSTALLED = Path(__file__).parent.parent / "samples"
CHECKOUT = Path(__file__).parent.parent.parent / "data" / "articles"


def sample_articles() -> list[Path]:
    """The paths of the sample articles, by name."""
    for folder in (INSTALLED, CHECKOUT):
        if folder.is_dir():
            return sorted(folder.glob("*.txt"))
    raise DiptychError("The sample articles are missing; name the articles you want to read.")
