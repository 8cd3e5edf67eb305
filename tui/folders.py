"""Where diptych keeps things: the user's data, config and state folders, by the system's rules.

This only builds paths; a folder is created when something is written into it.
"""

import os
import sys
from pathlib import Path

import msgspec

from annotations.errors import DiptychError
from tui.paths import is_begun


class Folders(msgspec.Struct, frozen=True):
    """The three folders of one user. Set `XDG_DATA_HOME` and its like to move them."""

    data: Path
    config: Path
    state: Path

    @property
    def study(self) -> Path:
        """The default study, used when none is named."""
        return self.data / "study.json"

    @property
    def samples(self) -> Path:
        """The study of the two sample articles, separate from the user's own."""
        return self.data / "samples.json"

    @property
    def settings(self) -> Path:
        """The settings file, which need not exist."""
        return self.config / "settings.toml"

    @property
    def logs(self) -> Path:
        """The folder of the logs."""
        return self.state / "log"

    @property
    def refuge(self) -> Path:
        """The folder for studies that could not be saved in their place."""
        return self.state / "unsaved"

    @property
    def last_study(self) -> Path:
        """The file that remembers which study was open last."""
        return self.state / "last-study"


def users_folders() -> Folders:
    """The folders of the user who runs diptych."""
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and home.startswith("/"):
        return Folders(
            data=_folder("XDG_DATA_HOME", home, ".local/share"),
            config=_folder("XDG_CONFIG_HOME", home, ".config"),
            state=_folder("XDG_STATE_HOME", home, ".local/state"),
        )
    # It knows other systems too, but importing it takes a tenth of a command's time.
    from platformdirs import PlatformDirs

    found = PlatformDirs("diptych", appauthor=False)
    return Folders(
        data=Path(found.user_data_dir),
        config=Path(found.user_config_dir),
        state=Path(found.user_state_dir),
    )


def _folder(variable: str, home: str, usual: str) -> Path:
    """The folder according to the XDG specification, which ignores relative paths."""
    named = os.environ.get(variable, "")
    return Path(named if named.startswith("/") else f"{home}/{usual}", "diptych")


def remembered_study(folders: Folders) -> Path | None:
    """The study that was open last, or None if nothing is left of it."""
    try:
        study = Path(folders.last_study.read_text(encoding="utf-8").rstrip("\n"))
        is_study = is_begun(study) and not study.is_dir()
    except (OSError, UnicodeDecodeError, DiptychError):
        return None
    return study if is_study else None


def remember_study(folders: Folders, study: Path) -> None:
    """Record that this study was open last, if the state folder can be written."""
    try:
        folders.state.mkdir(parents=True, exist_ok=True)
        folders.last_study.write_text(f"{study.absolute()}\n", encoding="utf-8")
    except (OSError, UnicodeEncodeError):
        return
