"""The matrix of tags against articles: its lines, its cells, the bars below it."""
