"""The commands of `penstock solar`."""
