"""The compare screen: its question, navigation in it, and export from it."""
