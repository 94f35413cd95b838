"""The commands of `penstock telemetry`."""
