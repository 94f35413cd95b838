"""The commands of `penstock measure`."""
