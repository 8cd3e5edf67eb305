"""Tags in lists: how one is drawn, found, and stands below others."""
