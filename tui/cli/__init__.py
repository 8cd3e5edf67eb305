"""The command line: arguments in, exit codes out; the reader where no subcommand is named."""
