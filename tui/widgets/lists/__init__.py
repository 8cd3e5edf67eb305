"""Lists with a cursor: long ones, of which only the part in view is drawn, and short choices."""
