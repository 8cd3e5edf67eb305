"""Articles in lists: how one is drawn, found and put in order."""
