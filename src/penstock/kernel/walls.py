"""Moments as a clock on the wall tells them, without a zone: which moments they are."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


class NoSuchHourError(ValueError):
    """A clock on the wall never tells a time, because clocks are put forward over it."""

    def __init__(self, wall: datetime, zone: ZoneInfo) -> None:
        self.wall = wall
        super().__init__(
            f"{wall:%Y-%m-%d %H:%M} never comes in {zone.key}: clocks are put forward over it. "
            "Take a time before or after that hour."
        )


def moment_on_wall(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment at which a clock on the wall tells a time, in UTC.

    Of an hour that comes twice, when clocks are put back, it is the first.

    Args:
        wall: What the clock tells; without a zone.
        zone: Where it hangs.

    Raises:
        NoSuchHourError: It never tells that.
    """
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != wall:
        raise NoSuchHourError(wall, zone)
    return moment
