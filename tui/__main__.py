"""Where the program starts: `diptych`, or `python -m tui`."""

import signal
import sys
from types import TracebackType

from tui import collector


def main() -> None:
    """Run the command line and leave with its exit code.

    The collector rests: commands are over before there is garbage, and the reader wakes it.
    """
    collector.pause()
    # Else the shell has ctrl+c ignored, as for what it runs behind others.
    is_heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_heeded:
        # There is nothing to be put in order yet.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Only now, as importing makes most of what is made at all.
    from tui.cli.main import run

    sys.excepthook = _unexpected
    if is_heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    code = run(sys.argv[1:])
    if is_heeded:
        # All is done, and said.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Python looks through all when it ends, which takes a command a sixth of its time.
    collector.settle()
    sys.exit(code)


def _unexpected(
    kind: type[BaseException], error: BaseException, place: TracebackType | None
) -> None:
    """Note what nobody foresaw in the log, and say so in one sentence."""
    # No command that goes well pays for it.
    from tui.cli.logs import note_unexpected

    note_unexpected(error)


if __name__ == "__main__":
    main()
