"""The forms in which a study is exported, and which of them the name of a file asks for."""

from pathlib import PurePath
from typing import Literal, get_args

Form = Literal["json", "csv", "links"]
"""All there is as JSON, the highlights as CSV, the links as CSV."""

FORMS: tuple[Form, ...] = get_args(Form)

_LINKS = "links.csv"
"""What the names of tables of links end in."""

_ENDINGS = ("", ".json", ".csv")


def has_form(name: str) -> bool:
    """Whether an export into a file of this name is what somebody who reads the name expects."""
    return PurePath(name).suffix.lower() in _ENDINGS


def form_of(name: str) -> Form:
    """The form of an export into a file of this name."""
    folded = name.lower()
    if folded.endswith(_LINKS):
        return "links"
    return "csv" if folded.endswith(".csv") else "json"
