"""Lists of tags: their rows, filter and tree."""
