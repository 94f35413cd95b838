"""What the user's terminal asks for, by its environment."""

import os


def wanted_colour() -> bool | None:
    """Return False when no colour is wanted (https://no-color.org), and None when it depends."""
    return False if os.environ.get("NO_COLOR") else None
