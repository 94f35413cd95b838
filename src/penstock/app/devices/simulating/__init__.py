"""Played homes on a real broker: one process, one connection for each home."""
