"""The commands of `penstock service-level`."""
