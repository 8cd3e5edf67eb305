"""Which diptych this is, as exports, logs and the command line tell it."""

OWN_VERSION = "0.1.0"
"""The version of the distribution, held equal to pyproject.toml's by a test.

Asking the installed distribution for it would cost more than all else that its askers import.
"""
