"""The reader screen: panes side by side, the lines around them, the side bar and the session."""
