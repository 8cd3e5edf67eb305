"""When Python looks for garbage: not while the program starts or ends, nor among what it opened.

Starting and opening a study make objects that stay. Looking through them over and over would take a
fifth of the time to the first frame, and later hold up a key.
"""

import gc


def pause() -> None:
    """Look for no garbage until `resume`."""
    gc.disable()


def resume() -> None:
    """Look for garbage again, but not among what is there now, if it was paused."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def end() -> None:
    """Have nothing looked through on the way out: the system takes all of it back at once.

    Else Python does so whenever it ends, which takes a command a sixth of its time.
    """
    gc.freeze()
