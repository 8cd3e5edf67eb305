"""diptych in a terminal: its command line, its reader, and its reading engine."""
