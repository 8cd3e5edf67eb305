"""What makes the program start fast and keeps pauses short: imports and garbage collection."""
