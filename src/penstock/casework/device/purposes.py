"""What homes may let their devices' data be used for."""

PURPOSES = ("functionality", "analytics", "marketing", "der_program")
"""Consents to them are stamped on what is kept, each on its own."""
