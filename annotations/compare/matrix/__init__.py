"""The matrix: tags against articles, outlets or events, and the figures of a study."""
