"""The subcommands of `penstock allocation`."""
