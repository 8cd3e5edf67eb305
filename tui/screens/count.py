"""The dialogs of `tui.screens.ask` by the name they had first."""

from tui.screens.ask import AskLine as AskLine
from tui.screens.ask import Confirm as Confirm
