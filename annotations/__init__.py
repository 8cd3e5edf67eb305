"""The domain: articles, tags, highlights and links, how they are kept and compared and exported.

Nothing here knows of a terminal.
"""
