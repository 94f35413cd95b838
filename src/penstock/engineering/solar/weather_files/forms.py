"""The forms of weather files: where each keeps its place, its hours and its values."""

from collections.abc import Iterator, Sequence

from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.weather_files.hours import Row, Station

Lines = Sequence[str]
_TMY3 = ("GHI (W/m^2)", "DNI (W/m^2)", "DHI (W/m^2)", "Dry-bulb (C)", "Wspd (m/s)")
_PSM = ("GHI", "DNI", "DHI", "Temperature", "Wind Speed")
# U.S. Department of Energy, "Auxiliary EnergyPlus Programs", fields N9 to N11, N1 and N16.
_EPW = (13, 14, 15, 6, 21)
# W. Marion and K. Urban, "User's Manual for TMY2s", 1995, table 3-2; the last two are in tenths.
_TMY2 = ((17, 21), (23, 27), (29, 33), (67, 71), (95, 98))


def tmy3(lines: Lines) -> tuple[Station, Iterator[Row]]:
    """Return the station and the rows of TMY3; an hour is called by its end, 01:00 to 24:00."""
    head = _cells(lines[0])
    station = Station(
        name=head[1].strip(' "').title(),
        kind="TMY3",
        utc_offset_hours=_number(head[3], "the time zone", 1),
        latitude=_number(head[4], "the latitude", 1),
        longitude=_number(head[5], "the longitude", 1),
        elevation_m=_number(head[6], "the elevation", 1),
    )
    places = _places(lines[1], _TMY3, line=2)

    def rows() -> Iterator[Row]:
        for number, line in enumerate(lines[2:], start=3):
            cells = _row(line, number, at_least=max(places) + 1)
            month, day, _ = _parts(cells[0], "/", 3, number)
            hour, _ = _parts(cells[1], ":", 2, number)
            yield Row(number, month, day, hour - 1, tuple(cells[each] for each in places))

    return station, rows()


def epw(lines: Lines) -> tuple[Station, Iterator[Row]]:
    """Return the station and the rows of EnergyPlus weather; an hour is called 1 to 24."""
    head = _cells(lines[0])
    station = Station(
        name=head[1].strip().title(),
        kind="EPW",
        latitude=_number(head[6], "the latitude", 1),
        longitude=_number(head[7], "the longitude", 1),
        utc_offset_hours=_number(head[8], "the time zone", 1),
        elevation_m=_number(head[9], "the elevation", 1),
    )

    def rows() -> Iterator[Row]:
        for number, line in enumerate(lines[8:], start=9):
            cells = _row(line, number, at_least=max(_EPW) + 1)
            month, day, hour = (_whole(each, number) for each in cells[1:4])
            yield Row(number, month, day, hour - 1, tuple(cells[each] for each in _EPW))

    return station, rows()


def psm(lines: Lines) -> tuple[Station, Iterator[Row]]:
    """Return the station and the rows of NSRDB's PSM, versions 3 and 4."""
    head = dict(zip(_cells(lines[0]), _cells(lines[1]), strict=False))
    city = ", ".join(head.get(each, "-") for each in ("City", "State")).replace("-, -", "")
    station = Station(
        name=city or f"NSRDB {head.get('Location ID', '')}".strip(),
        kind="PSM",
        latitude=_number(head.get("Latitude", ""), "the latitude", 2),
        longitude=_number(head.get("Longitude", ""), "the longitude", 2),
        utc_offset_hours=_number(head.get("Time Zone", ""), "the time zone", 2),
        elevation_m=_number(head.get("Elevation", ""), "the elevation", 2),
    )
    places = _places(lines[2], _PSM, line=3)
    month, day, hour = _places(lines[2], ("Month", "Day", "Hour"), line=3)

    def rows() -> Iterator[Row]:
        for number, line in enumerate(lines[3:], start=4):
            cells = _row(line, number, at_least=max(*places, month, day, hour) + 1)
            of_month, of_day, of_hour = (_whole(cells[each], number) for each in (month, day, hour))
            values = tuple(cells[each] for each in places)
            yield Row(number, of_month, of_day, of_hour, values)

    return station, rows()


def tmy2(lines: Lines) -> tuple[Station, Iterator[Row]]:
    """Return the station and the rows of TMY2; an hour is called by its end, 1 to 24."""
    head = lines[0]
    words = head[33:].split()
    if len(words) != 8 or words[1] not in "NS" or words[4] not in "EW":
        raise SolarError("Line 1 is no head of TMY2: expected time zone, latitude and longitude.")
    zone, _, north, north_minutes, _, east, east_minutes, height = words
    station = Station(
        name=head[7:29].strip().title(),
        kind="TMY2",
        utc_offset_hours=_number(zone, "the time zone", 1),
        latitude=_angle(north, north_minutes, 1 if words[1] == "N" else -1),
        longitude=_angle(east, east_minutes, 1 if words[4] == "E" else -1),
        elevation_m=_number(height, "the elevation", 1),
    )

    def rows() -> Iterator[Row]:
        for number, line in enumerate(lines[1:], start=2):
            month, day, hour = (_whole(line[at : at + 2], number) for at in (3, 5, 7))
            light = tuple(line[begin:end] for begin, end in _TMY2[:3])
            tenths = tuple(_tenths(line[begin:end]) for begin, end in _TMY2[3:])
            yield Row(number, month, day, hour - 1, light + tenths)

    return station, rows()


def _angle(degrees: str, minutes: str, sign: int) -> float:
    return sign * (_number(degrees, "the place", 1) + _number(minutes, "the place", 1) / 60)


def _tenths(cell: str) -> str:
    return f"{cell}e-1"


def _cells(line: str) -> list[str]:
    return line.rstrip("\r\n").split(",")


def _row(line: str, number: int, *, at_least: int) -> list[str]:
    cells = line.split(",")
    if len(cells) < at_least:
        raise SolarError(f"Line {number} has {len(cells)} cells; expected {at_least} at least.")
    return cells


def _places(text: str, names: tuple[str, ...], *, line: int) -> list[int]:
    cells = [each.strip() for each in _cells(text)]
    if missing := [each for each in names if each not in cells]:
        raise SolarError(
            f"Line {line} names no column “{missing[0]}”; expected {', '.join(names)}."
        )
    return [cells.index(each) for each in names]


def _parts(text: str, sign: str, count: int, number: int) -> list[int]:
    parts = text.split(sign)
    if len(parts) != count:
        raise SolarError(f"Line {number}: “{text[:20]}” is no day or hour.")
    return [_whole(each, number) for each in parts]


def _whole(text: str, number: int) -> int:
    try:
        return int(text)
    except ValueError:
        raise SolarError(
            f"Line {number}: “{text.strip()[:20]}” is no month, day or hour; expected a whole "
            "number."
        ) from None


def _number(text: str, what: str, number: int) -> float:
    try:
        return float(text)
    except ValueError:
        raise SolarError(
            f"Line {number}: {what} is “{text.strip()[:20]}”; expected a number."
        ) from None
