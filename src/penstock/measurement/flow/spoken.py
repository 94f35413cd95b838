"""Times and shares as people say them."""

_SECOND_US = 1_000_000
_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def spoken(us: int) -> str:
    """Return a time in its largest unit of which it has one, with a decimal below ten: `2.5 days`.

    Rounded half up; of less than half a second it is `no time`.
    """
    if us < 0:
        return f"minus {spoken(-us)}"
    for unit, seconds in _UNITS:
        tenths = (us * 10 + seconds * _SECOND_US // 2) // (seconds * _SECOND_US)
        if tenths >= 10 or unit == "second":
            return _counted(tenths, unit) if us * 2 >= _SECOND_US else "no time"
    raise AssertionError("seconds are the last unit")


def spoken_share(part: int, whole: int) -> str:
    """Return a share in whole percent, rounded half up; `0 %` and `100 %` are exact."""
    percent = (part * 200 + whole) // (2 * whole)
    if part and not percent:
        return "less than 1 %"
    if part != whole and percent == 100:
        return "more than 99 %"
    return f"{percent} %"


def _counted(tenths: int, unit: str) -> str:
    if tenths >= 100:
        whole = (tenths + 5) // 10
        return f"{whole:,} {unit}s"
    whole, part = divmod(tenths, 10)
    number = f"{whole}.{part}" if part else f"{whole}"
    return f"{number} {unit}" if tenths == 10 else f"{number} {unit}s"
