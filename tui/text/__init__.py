"""The reading engine: lays out an article's text, moves in it, decorates it and paints it."""
