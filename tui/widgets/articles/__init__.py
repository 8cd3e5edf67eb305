"""Lists of articles: their rows, filter and order."""
