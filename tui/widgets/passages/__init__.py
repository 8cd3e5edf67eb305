"""The passages of one tag in columns, article beside article."""
