"""The subcommands of `penstock storage`."""
