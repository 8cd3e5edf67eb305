"""The forms in which a study is exported, and the form that a file name asks for."""

from pathlib import PurePath
from typing import Literal, get_args

Form = Literal["json", "csv", "links"]
"""Everything as JSON, the highlights as CSV, the links as CSV."""

FORMS: tuple[Form, ...] = get_args(Form)

_LINKS = "links.csv"
"""The ending of the names of files that hold links."""

_ENDINGS = ("", ".json", ".csv")


def has_form(name: str) -> bool:
    """Whether an export to a file of this name has the form that the name's suffix suggests."""
    return PurePath(name).suffix.lower() in _ENDINGS


def form_of(name: str) -> Form:
    """The form of an export into a file of this name."""
    folded = name.lower()
    if folded.endswith(_LINKS):
        return "links"
    return "csv" if folded.endswith(".csv") else "json"
