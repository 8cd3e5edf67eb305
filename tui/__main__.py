"""Where the program starts: `diptych`, or `python -m tui`."""

import sys
from types import TracebackType

from tui.cli.main import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.excepthook = _unexpected
    sys.exit(run(sys.argv[1:]))


def _unexpected(
    kind: type[BaseException], error: BaseException, place: TracebackType | None
) -> None:
    """Note what nobody foresaw in the log, and say so in one sentence."""
    # No command that goes well pays for it.
    from tui.cli.logs import note_unexpected

    note_unexpected(error)


if __name__ == "__main__":
    main()
