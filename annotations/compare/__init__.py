"""Comparison of articles: counterparts, what lies opposite what, and the matrix of tags.

It answers questions about texts and a study's state; it changes neither and shows nothing.
"""
