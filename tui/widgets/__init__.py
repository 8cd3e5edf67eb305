"""The parts of screens: panes, lists, lines, dialogs. What keys do is up to the screens."""
