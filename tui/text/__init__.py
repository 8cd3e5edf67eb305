"""The reading engine: an article's text laid out, moved in, decorated and painted."""
