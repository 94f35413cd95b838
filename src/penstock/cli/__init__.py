"""The command line: translates words and flags into use cases and decides nothing."""
