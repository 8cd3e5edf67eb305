"""What screens are made of: panes, lists, lines, dialogs. What becomes of a key is the screens'."""
