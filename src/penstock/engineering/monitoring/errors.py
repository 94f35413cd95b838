"""What cannot be the readings of a system, or the system."""


class MonitoringError(ValueError):
    """Readings or a system make no sense; the text says which and what was expected."""
