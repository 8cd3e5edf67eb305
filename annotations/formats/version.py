"""The version of diptych, as exports, logs and the command line report it."""

OWN_VERSION = "0.1.0"
"""The version of the distribution; a test keeps it equal to that in pyproject.toml.

Reading it from the installed distribution would cost more than everything else that the modules
using it import.
"""
