"""The passages of one tag, article beside article."""
