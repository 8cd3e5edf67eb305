"""What the actions of `tui.actions` do: one function an action, each given the reader."""
