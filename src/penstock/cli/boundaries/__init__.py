"""The commands of `penstock boundary`."""
