"""What goes wrong with usage data, as a sentence."""


class UsageError(ValueError):
    """Usage data cannot be read, or cannot answer what is asked of it."""
