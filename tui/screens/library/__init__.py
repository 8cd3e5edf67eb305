"""The library screen: showing articles, editing them, and adding files."""
