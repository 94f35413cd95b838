"""Telemetry: read from files and brokers, kept by day, and held against what was expected."""
