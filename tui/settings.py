"""The settings: what a user may set in one TOML file, and the coder's name for annotations."""

import re
from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from typing import Annotated, Any, Literal

import msgspec

from annotations.errors import DiptychError, reason_of

THEMES = (
    "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe",
    "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox",
    "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark",
    "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
"""Textual's themes, listed here for code that does not import Textual."""

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
    """The settings file is unreadable or invalid; the message names the file and what is wrong."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The values in the settings file, or the usual ones.

    `measure` is the longest row of text in cells. `keys` maps the ids of actions to the keys that
    replace their usual ones; the table of actions defines which ids and keys there are.
    `monochrome` is "auto" where the terminal and `NO_COLOR` decide. `theme` is one of Textual's
    names, or empty for the usual one.
    """

    coder: str = ""
    theme: str = ""
    measure: Measure = 66
    monochrome: Literal["auto", "on", "off"] = "auto"
    keys: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


def read_settings(path: Path) -> Settings:
    """The settings in a file, or the usual ones if there is no such file.

    Raises `WrongSettings` when it cannot be read, or a setting is unknown or wrong.
    """
    try:
        written = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise WrongSettings(
            f"The settings in {path} cannot be read: {reason_of(error)}. "
            "Mend that, or move it away."
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _wrong(path, "this is not UTF-8", line) from error
    return _Written(written, path).settings()


def _wrong(path: Path, what: str, line: int | None) -> WrongSettings:
    """The error for a problem in the settings file, with what can be done about it."""
    place, it = (f"{path}, line {line}", "the line") if line else (str(path), "it")
    return WrongSettings(
        f"{place}: {what}. Mend {it}, or write the usual settings over the file: "
        f"diptych settings --output {quote(str(path))} --force"
    )


class _Written:
    """Parses the text of a settings file, and locates errors in it."""

    def __init__(self, written: str, path: Path) -> None:
        self._written = written
        self._path = path

    def settings(self) -> Settings:
        """The settings in the text. Raises `WrongSettings`."""
        given = self._parsed()
        for name in given:
            if name not in Settings.__struct_fields__:
                known = ", ".join(Settings.__struct_fields__)
                raise self._wrong(f"there is no setting {name!r}; there are {known}", name)
        if isinstance(given.get("keys"), dict):
            keys = {action: self._listed(action, own) for action, own in given["keys"].items()}
            given = {**given, "keys": keys}
        try:
            return msgspec.convert(given, Settings)
        except msgspec.ValidationError as error:
            key = str(error).rpartition("`$.")[2].rstrip("`")
            raise self._wrong(f"the setting {key!r} takes {TAKES[key]}", key) from error

    def _parsed(self) -> dict[str, Any]:
        # Most users have no settings file, and importing the parser takes milliseconds.
        import tomllib

        try:
            return tomllib.loads(self._written)
        except tomllib.TOMLDecodeError as error:
            reason, _, place = str(error).rstrip(")").partition(" (at ")
            at_line = re.match(r"line (\d+)", place)
            line = int(at_line[1]) if at_line else len(self._written.splitlines())
            raise _wrong(self._path, f"this is not valid TOML: {reason}", line) from error

    def _listed(self, action: str, keys: object) -> tuple[str, ...]:
        """The keys of an action; a single key need not be in a list."""
        match keys:
            case str():
                return (keys,)
            case list() if all(isinstance(key, str) for key in keys):
                return tuple(keys)
            case dict():  # what TOML makes of studying.quit without quotes
                within = next(iter(keys), "…")
                raise self._wrong(
                    f'an action stands in quotes, such as "{action}.{within}" = ["f5"]', action
                )
        raise self._wrong(
            f'the keys of {action!r} are a list of names in quotes, such as ["f5"]', action
        )

    def _wrong(self, what: str, name: str) -> WrongSettings:
        begins = re.compile(rf"""\s*\[?["']?{re.escape(name)}["']?\s*[\].=]""")
        lines = enumerate(self._written.splitlines(), 1)
        return _wrong(self._path, what, next((n for n, line in lines if begins.match(line)), None))


def nearest(name: str, names: Iterable[str]) -> str:
    """Up to three names that may have been meant, as the middle of a sentence; empty for none."""
    # Imported late: only needed for a wrong name.
    from difflib import get_close_matches

    known = list(names)
    held = [each for each in known if name and name in each]
    near = (held or get_close_matches(name, known))[:3]
    return f"; near it: {', '.join(near)}" if near else ""


def coder_name(option: str | None, settings: Settings) -> str:
    """The coder's name: the option (or `DIPTYCH_CODER`), else the setting, else the login name."""
    for name in (option or "", settings.coder):
        if name.strip():
            return " ".join(name.split())
    # Imported late: not needed if a name is given.
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        return "reader"
