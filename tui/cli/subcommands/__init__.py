"""The subcommands. Each module holds one family of them, and is imported when one is called."""
