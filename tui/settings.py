"""The settings: what a reader may set in one TOML file, and whose name goes on what is made."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from annotations.errors import DiptychError

THEMES = (
    "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe",
    "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox",
    "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark",
    "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
"""Textual's themes, told here to those who do not import it."""

TAKES = {
    "coder": "a name, or nothing for the login name",
    "theme": (
        f"one of {', '.join(THEMES)}, or nothing for the usual one; "
        "what was chosen last in the reader goes before it"
    ),
    "measure": "a number from 40 to 75: the longest row of text in cells",
    "monochrome": '"auto", where the terminal and NO_COLOR decide, or "on" or "off"',
    "keys": 'a table of actions and keys, such as "studying.help" = ["f1", "?"]',
}
"""What each setting takes, in words."""

Measure = Annotated[int, msgspec.Meta(ge=40, le=75)]


class WrongSettings(DiptychError):
    """The settings file says something that cannot be; the sentence names file and key."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the settings file says, or what is usual.

    `measure` is the longest row of text in cells. `keys` gives actions, by id, the keys that
    replace their usual ones; which ids and keys there are is known to the table of actions.
    `monochrome` is "auto" where the terminal and `NO_COLOR` decide. `theme` is one of Textual's
    names, or empty for the usual one.
    """

    coder: str = ""
    theme: str = ""
    measure: Measure = 66
    monochrome: Literal["auto", "on", "off"] = "auto"
    keys: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


def read_settings(path: Path) -> Settings:
    """The settings in a file, or the usual ones when there is no such file.

    Raises `WrongSettings` when it cannot be read, or a setting is unknown or wrong.
    """
    try:
        written = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSettings(f"The settings in {path} cannot be read: {error}.") from error
    return _valid(_parsed(written, path), path)


def _parsed(written: str, path: Path) -> dict[str, Any]:
    # Most readers have no settings file, and the parser costs milliseconds of every start.
    import tomllib

    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise WrongSettings(f"The settings in {path} are not valid TOML: {error}.") from error


def _valid(given: dict[str, Any], path: Path) -> Settings:
    for name in given:
        if name not in Settings.__struct_fields__:
            known = ", ".join(Settings.__struct_fields__)
            raise WrongSettings(f"{path}: there is no setting {name!r}; there are {known}.")
    if isinstance(given.get("keys"), dict):
        keys = {action: _listed(action, own, path) for action, own in given["keys"].items()}
        given = {**given, "keys": keys}
    try:
        return msgspec.convert(given, Settings)
    except msgspec.ValidationError as error:
        key = str(error).rpartition("`$.")[2].rstrip("`")
        raise WrongSettings(f"{path}: the setting {key!r} takes {TAKES[key]}.") from error


def _listed(action: str, keys: object, path: Path) -> tuple[str, ...]:
    """The keys of an action; one may stand without its list."""
    match keys:
        case str():
            return (keys,)
        case list() if all(isinstance(key, str) for key in keys):
            return tuple(keys)
        case dict():  # what TOML makes of studying.quit without quotes
            within = next(iter(keys), "…")
            raise WrongSettings(
                f'{path}: an action stands in quotes, such as "{action}.{within}" = ["f5"].'
            )
    raise WrongSettings(
        f'{path}: the keys of {action!r} are a list of names in quotes, such as ["f5"].'
    )


def nearest(name: str, names: Iterable[str]) -> str:
    """Up to three names that may have been meant, as the middle of a sentence; empty for none."""
    # Only who has written a wrong name needs it.
    from difflib import get_close_matches

    known = list(names)
    held = [each for each in known if name and name in each]
    near = (held or get_close_matches(name, known))[:3]
    return f"; near it: {', '.join(near)}" if near else ""


def coder_name(option: str | None, settings: Settings) -> str:
    """Who annotates: the option (or `DIPTYCH_CODER`), else the setting, else the login name."""
    for name in (option or "", settings.coder):
        if name.strip():
            return " ".join(name.split())
    # Who has a name there does without.
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        return "reader"
