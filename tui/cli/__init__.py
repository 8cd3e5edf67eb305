"""The command line: arguments in, exit codes out. Each module holds one family of commands."""
