"""Gaps cut into meter data: how far estimates are off, and whether they know it.

The house of the examples is always there; two real homes where their files are beside the checkout.
"""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.common.goals import Figure
from penstock.engineering.usage.channels import channels, choose
from penstock.engineering.usage.cleaning.cleaning import cleaned
from penstock.engineering.usage.clocks import zone_of
from penstock.engineering.usage.espi.reading import read_green_button
from penstock.engineering.usage.intervals import Flags, Floats, Intervals

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PENSTOCK_SHARED", ROOT.parent / "shared")) / "data" / "greenbutton"
HOURS = (2, 6, 24, 168)
GAPS = 60
SEED = 5
# Two standard uncertainties hold 95 of 100 errors that are spread normally; these are not quite.
GOAL = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A home whose year is known."""

    name: str
    given: Intervals
    zone: str


def figures(gaps: int = GAPS) -> Iterator[Figure]:
    """Yield the figures of each home: gaps of four lengths, at places drawn by chance."""
    for home in homes():
        for hours in HOURS:
            yield from _figures(home, hours, gaps)


def homes() -> Iterator[Home]:
    """Yield the homes there are."""
    yield _home("the example's home", ROOT / "examples" / "energy" / "greensboro-home.xml")
    for path in sorted(SHARED.glob("*RetailCustomer*.xml")):
        yield _home(path.name.split("_Jan")[0].replace("_", " "), path)


def _home(name: str, path: Path) -> Home:
    feed = read_green_button(path.read_bytes())
    chosen = choose(channels(feed), service="electricity")
    return Home(name=name, given=chosen.intervals, zone=zone_of(feed.local_time))


def _figures(home: Home, hours: int, gaps: int) -> Iterator[Figure]:
    truth = cleaned(home.given, zone=home.zone)
    draw = random.Random(SEED)
    places = [draw.randrange(1000, len(home.given) - 1000) for _ in range(gaps)]
    found = [_errors(home, truth.energy_kwh, truth.estimated, (at, at + hours)) for at in places]
    errors = np.concatenate([each for each, _ in found])
    sigmas = np.concatenate([each for _, each in found])
    inside = float((np.abs(errors) <= 2 * sigmas).mean())
    name = f"{home.name}: {gaps} gaps of {hours} h, of 100 errors within two sigma"
    yield Figure(name=name, value=100 * inside, unit="", at_least=GOAL)
    yield Figure(name="  root mean square error, Wh", value=_rms_wh(errors), unit="")


def _errors(
    home: Home, truth: Floats, guessed: Flags, gap: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Return errors and uncertainties of what stands where a gap was cut."""
    kept = np.ones(len(home.given), dtype=np.bool_)
    kept[slice(*gap)] = False
    clean = cleaned(home.given.chosen(kept), zone=home.zone)
    made = clean.estimated & ~guessed
    return clean.energy_kwh[made] - truth[made], clean.sigma_kwh[made]


def _rms_wh(errors: Floats) -> float:
    return float(np.sqrt(np.mean(errors**2)) * 1000)
