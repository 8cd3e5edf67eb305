"""diptych in a terminal: its command line, its reader, and the engine that a text is read by."""
