"""Which diptych this is, as exports, logs and the command line tell it."""


def own_version() -> str:
    """The version of the distribution; "unknown" in a checkout that was never installed."""
    # It costs more than the rest of what its callers import, and few of them come this far.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("diptych")
    except PackageNotFoundError:
        return "unknown"
