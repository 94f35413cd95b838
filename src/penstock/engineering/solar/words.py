"""How people call a direction."""

_NAMES = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def facing_words(azimuth_degrees: float) -> str:
    """Return the nearest of eight directions.

    Example:
        >>> facing_words(170.0)
        'south'
    """
    return _NAMES[round(azimuth_degrees / 45) % 8]
