"""The codebook screen: showing tags, editing them, reading and writing codebook files."""
