"""Where the program starts: `diptych`, or `python -m tui`."""

import signal
import sys
from types import TracebackType

from tui.startup import collector


def main() -> None:
    """Run the command line and leave with its exit code.

    Garbage collection is off: commands end before there is garbage, and the reader turns it on.
    """
    collector.pause()
    # Otherwise the shell has set ctrl+c to be ignored, as it does for background jobs.
    is_heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_heeded:
        # There is nothing to clean up yet.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Imported only now, with the collector paused, as importing creates most of the objects.
    from tui.cli.main import run

    sys.excepthook = _unexpected
    if is_heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    code = run(sys.argv[1:])
    if is_heeded:
        # Everything is done and reported.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Python would scan all objects at exit, which takes a sixth of a command's time.
    collector.settle()
    sys.exit(code)


def _unexpected(
    kind: type[BaseException], error: BaseException, place: TracebackType | None
) -> None:
    """Log an unexpected error, and say so in one sentence."""
    # Imported late: commands that succeed do not need it.
    from tui.cli.logs import note_unexpected

    note_unexpected(error)


if __name__ == "__main__":
    main()
