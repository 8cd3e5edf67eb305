"""The codebook screen: its tags, what edits them, what comes from files."""
