"""Make the files of this folder: a house in Greensboro, North Carolina, in which nobody lives.

In a checkout: `.venv/bin/python examples/energy/make.py`. Everything follows from the formulas
below and from one seed, so the files are the same bytes each time. No reading, temperature or
price in them is anybody's: they look like a house with a heat pump, and are made.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import cos, exp, pi
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from penstock.engineering.usage.espi.values import (
    NO_QUALITY,
    Feed,
    LocalTime,
    MeterReading,
    Readings,
    ReadingType,
    UsagePoint,
)
from penstock.engineering.usage.espi.writing import write_green_button

FOLDER = Path(__file__).resolve().parent
ZONE = ZoneInfo("America/New_York")
YEAR = 2025
SEED = 27401
MONTHS = range(1, 13)
HOUR = timedelta(hours=1)
# The first bill begins in the December before.
FIRST, LAST = date(YEAR - 1, 12, 1), date(YEAR + 1, 1, 1)
# Dollars: a customer charge a month, and a price of each kilowatt-hour. Made up, like all the rest.
CUSTOMER_CHARGE, PRICE_PER_KWH = 14.0, 0.1325
# The utility's network did not answer on a summer evening, and it estimated a winter night itself.
LOST = datetime(YEAR, 7, 19, 15, tzinfo=ZONE), datetime(YEAR, 7, 19, 21, tzinfo=ZONE)
GUESSED = datetime(YEAR, 2, 11, 1, tzinfo=ZONE), datetime(YEAR, 2, 11, 4, tzinfo=ZONE)


def daily_weather(draw: random.Random) -> dict[date, float]:
    """Return mean temperatures of the days in °C: a cosine of the year, and spells that last."""
    means, spell = {}, 0.0
    for number in range((LAST - FIRST).days):
        spell = 0.75 * spell + draw.gauss(0, 2.4)
        season = cos(2 * pi * (number - 48) / 365)
        means[FIRST + timedelta(days=number)] = 15.0 - 10.8 * season + spell
    return means


def hourly_wh(weather: dict[date, float], draw: random.Random) -> Iterator[tuple[datetime, int]]:
    """Yield the beginning of each hour in UTC, and the energy of it in watt-hours."""
    moment = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=ZONE).astimezone(UTC)
    at_home = {day: draw.uniform(0.55, 1.45) for day in weather}
    while (local := moment.astimezone(ZONE)).date() < LAST:
        kw = _kw(local, weather[local.date()], at_home[local.date()])
        yield moment, round(1000 * kw * draw.uniform(0.8, 1.2))
        moment += HOUR


def _kw(local: datetime, mean_c: float, at_home: float) -> float:
    outside_c = mean_c + 4.5 * cos(2 * pi * (local.hour - 16) / 24)
    heating = 0.115 * max(0.0, 15.5 - outside_c)
    cooling = 0.125 * max(0.0, outside_c - 21.0)
    people = 0.8 * _bell(local.hour, 7, 1.4) + 0.9 * _bell(local.hour, 19)
    if local.weekday() > 4:
        people += 0.3 * _bell(local.hour, 12)
    return 0.38 + at_home * people + heating + cooling


def _bell(hour: int, middle: int, width: float = 2.2) -> float:
    return exp(-(((hour - middle) / width) ** 2) / 2)


def green_button(hours: list[tuple[datetime, int]]) -> bytes:
    """Return the hours as a utility would give them: six are lost, three it estimated."""
    year = [each for each in hours if each[0].astimezone(ZONE).year == YEAR]
    kept = [(moment, wh) for moment, wh in year if not LOST[0] <= moment < LOST[1]]
    guessed = [8 if GUESSED[0] <= moment < GUESSED[1] else NO_QUALITY for moment, _ in kept]
    readings = Readings(
        start_s=np.array([int(moment.timestamp()) for moment, _ in kept]),
        duration_s=np.full(len(kept), 3600),
        value=np.array([float(wh) for _, wh in kept]),
        cost=np.full(len(kept), np.nan),
        quality=np.array(guessed),
    )
    kind = ReadingType(unit_code=72, commodity=1, flow=1, accumulation=4, interval_s=3600)
    series = MeterReading(name="Hourly electricity delivered", type=kind, readings=readings)
    point = UsagePoint(name="12 Example Lane, Greensboro", service=0, series=(series,))
    clock = LocalTime(
        offset_s=-18000, daylight_saving_s=3600, start_rule="360E2000", end_rule="B40E2000"
    )
    return write_green_button(Feed(points=(point,), local_time=clock))


def bills(hours: list[tuple[datetime, int]]) -> str:
    """Return twelve bills between meter readings on or about the 12th of each month."""
    reads = [date(FIRST.year, 12, 11), *(date(YEAR, month, 11 + month % 3) for month in MONTHS)]
    used: dict[date, int] = defaultdict(int)
    for moment, wh in hours:
        used[moment.astimezone(ZONE).date()] += wh
    rows = ["start,end,kwh,cost"]
    for start, end in pairwise(reads):
        kwh = round(sum(wh for day, wh in used.items() if start <= day < end) / 1000)
        rows.append(f"{start},{end},{kwh},{CUSTOMER_CHARGE + PRICE_PER_KWH * kwh:.2f}")
    return "\n".join((*rows, ""))


def temperatures(weather: dict[date, float]) -> str:
    """Return the days' mean temperatures, for a look at what the weather does to usage."""
    rows = (f"{day},{mean_c:.1f}" for day, mean_c in weather.items())
    return "\n".join(("date,temperature_c", *rows, ""))


def made() -> dict[str, bytes]:
    """Return the files by their names."""
    draw = random.Random(SEED)
    weather = daily_weather(draw)
    hours = list(hourly_wh(weather, draw))
    return {
        "greensboro-home.xml": green_button(hours),
        "greensboro-bills.csv": bills(hours).encode(),
        "greensboro-temperatures.csv": temperatures(weather).encode(),
    }


if __name__ == "__main__":
    for name, content in made().items():
        (FOLDER / name).write_bytes(content)
