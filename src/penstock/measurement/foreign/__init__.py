"""Logs of other systems: which of their events are which steps of which stages."""
