"""The reader screen: panes side by side, the lines and the side bar round them, its memory."""
