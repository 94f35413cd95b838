"""The commands of `penstock alert`."""
