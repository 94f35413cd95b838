"""Clocks: which zone a file means, and what the clock on the wall shows at each step."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np

from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.values import LocalTime
from penstock.engineering.usage.intervals import Integers, local

# ESPI codes the rules of North America since 2007 so: second Sunday of March, first of November.
_DAYLIGHT_SAVING = ("360e2000", "b40e2000")
_ZONES = {
    -14400: "America/Halifax",
    -18000: "America/New_York",
    -21600: "America/Chicago",
    -25200: "America/Denver",
    -28800: "America/Los_Angeles",
    -32400: "America/Anchorage",
}
_ZONES_WITHOUT = {
    -14400: "America/Puerto_Rico",
    -18000: "America/Panama",
    -21600: "America/Regina",
    -25200: "America/Phoenix",
    -36000: "Pacific/Honolulu",
    0: "UTC",
}


def zone_of(clock: LocalTime | None) -> str:
    """Return the IANA name of the zone that a file's LocalTimeParameters describe.

    A file of a place with North America's daylight saving whose offset is positive is taken to
    count hours behind UTC, as some utilities do.

    Raises:
        UsageError: The file describes no zone, or none that is known.
    """
    if clock is None:
        raise UsageError(
            "The file does not say in which time zone the meter is (no LocalTimeParameters). Name "
            "it, such as: --zone America/New_York"
        )
    rules = (clock.start_rule.lower(), clock.end_rule.lower())
    saving = clock.daylight_saving_s == 3600 and rules == _DAYLIGHT_SAVING
    offset_s = -abs(clock.offset_s) if saving else clock.offset_s
    found = (_ZONES if saving else _ZONES_WITHOUT).get(offset_s)
    if found is None or (not saving and clock.daylight_saving_s):
        raise UsageError(
            f"The file's clock is {clock.offset_s / 3600:+g} h from UTC with daylight saving by "
            f"the rules {clock.start_rule} and {clock.end_rule}, which is no zone known here. Name "
            "the zone, such as: --zone America/New_York"
        )
    return found


def wall_clock(moments_s: Integers, zone: str) -> tuple[Integers, Integers]:
    """Return what a wall's clock shows at moments: days since 1970, and minutes of the day."""
    first, last = local(int(moments_s.min()), zone).year, local(int(moments_s.max()), zone).year
    changes_s, minutes = _changes(first, last, zone)
    ahead = minutes[np.searchsorted(changes_s, moments_s, side="right") - 1]
    shown = moments_s // 60 + ahead
    return shown // 1440, shown % 1440


@lru_cache(maxsize=64)
def _changes(first_year: int, last_year: int, zone: str) -> tuple[Integers, Integers]:
    """Return when clocks change from one year to another, and minutes ahead of UTC from then on."""
    began = int(datetime(first_year - 1, 12, 30, tzinfo=UTC).timestamp())
    ended = int(datetime(last_year + 1, 1, 3, tzinfo=UTC).timestamp())
    found = [(began, _ahead(began, zone))]
    for day_s in range(began, ended, 86400):
        # Most days need one look, those of a change a closer one.
        if _ahead(day_s + 86400, zone) != found[-1][1]:
            quarters = range(day_s, day_s + 86401, 900)
            changed = next(at for at in quarters if _ahead(at, zone) != found[-1][1])
            found.append((changed, _ahead(changed, zone)))
    table = np.array(found, dtype=np.int64)
    return table[:, 0], table[:, 1]


def _ahead(moment_s: int, zone: str) -> int:
    return int((local(moment_s, zone).utcoffset() or timedelta()) / timedelta(minutes=1))


def midnight_s(day: int, zone: str) -> int:
    """Return the moment at which a day begins at a place; days count from 1970."""
    guess = np.arange(day * 86400 - 86400, day * 86400 + 86400 + 1, 900, dtype=np.int64)
    days, _ = wall_clock(guess, zone)
    return int(guess[np.searchsorted(days, day, side="left")])
