"""The settings: what a reader may set in one TOML file, and whose name goes on what is made."""

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from annotations.errors import DiptychError

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
    try:
        return msgspec.convert(given, Settings)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at ")
        key = place.strip("`").removeprefix("$.") or "settings"
        reason = reason[:1].lower() + reason[1:]
        raise WrongSettings(f"{path}: the setting {key!r} is wrong: {reason}.") from error


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
