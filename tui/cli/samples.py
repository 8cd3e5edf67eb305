"""Where the two sample articles are: in a checkout's `data/articles`, or inside `tui`."""

from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import DiptychError

if TYPE_CHECKING:
    from tui.cli.metadata import Metadata

INSTALLED = Path(__file__).parent.parent / "samples"
CHECKOUT = Path(__file__).parent.parent.parent / "data" / "articles"


def sample_articles() -> list[Path]:
    """The paths of the sample articles, by name."""
    return sorted(_folder().glob("*.txt"))


def about_samples() -> "Metadata":
    """The metadata of the samples: their outlets and their event."""
    # Imported late: the samples are opened only once.
    from tui.cli.metadata import Metadata

    return Metadata.read(str(_folder() / "articles.csv"))


def _folder() -> Path:
    for folder in (INSTALLED, CHECKOUT):
        if folder.is_dir():
            return folder
    raise DiptychError("The sample articles are missing; name the articles you want to read.")
