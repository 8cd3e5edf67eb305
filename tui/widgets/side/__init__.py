"""The side bar: lists of highlights, tags, links and hits."""
