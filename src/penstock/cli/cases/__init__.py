"""The commands of `penstock case`."""
