"""The side bar: highlights, tags, links and hits, each in a list of its own."""
