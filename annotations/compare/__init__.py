"""Comparison of articles: counterparts, alignment for scrolling, and the matrix of tags.

This package answers questions about texts and a study's state; it changes neither and displays
nothing.
"""
