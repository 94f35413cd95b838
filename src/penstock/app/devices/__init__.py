"""Devices in homes: their broker, what they say, and what they are told."""
