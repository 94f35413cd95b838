"""Gives GLOP homes as JSON, and reads the lowest bills that it finds."""

import json
import random
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from penstock.engineering.storage.batteries import Battery, Coupling
from penstock.engineering.storage.years import SiteYear
from tests.oracles.glop.install import ENVIRONMENT
from tests.unit.engineering.storage.sites import Tariff, home

PROGRAM = Path(__file__).with_name("optimum.py")
Home = tuple[SiteYear, Battery]


def random_home(seed: int) -> Home:
    """Return a home with its battery, drawn from a seed."""
    draw = random.Random(seed)
    cheap = draw.uniform(0.08, 0.30)
    tariff = Tariff(
        cheap=cheap,
        dear=cheap + draw.uniform(0.02, 0.40),
        sell=draw.uniform(0.0, cheap),
        dollars_per_kw=draw.choice((0.0, 0.0, 6.0, 15.0)),
    )
    coupling = draw.choice(tuple(Coupling))
    battery = Battery(
        capacity_kwh=draw.uniform(4.0, 30.0),
        charge_kw=draw.uniform(2.0, 8.0),
        discharge_kw=draw.uniform(2.0, 10.0),
        round_trip_efficiency=draw.uniform(0.75, 0.96),
        min_soc=draw.choice((0.0, 0.1)),
        coupling=coupling,
        inverter_kw=draw.uniform(4.0, 8.0) if coupling is Coupling.DC else None,
        charges_from_grid=draw.random() < 0.5,
        exports=draw.random() < 0.5,
    )
    return home(seed, tariff), battery


def lowest_bills(homes: Sequence[Home]) -> list[tuple[float, float]]:
    """Return each home's lowest bill in dollars, as GLOP finds it, and its seconds of solving."""
    done = subprocess.run(
        [ENVIRONMENT.program("python"), str(PROGRAM)],
        input=json.dumps([_as_json(*each) for each in homes]),
        capture_output=True,
        text=True,
        check=True,
    )
    return [(dollars, seconds) for dollars, seconds in json.loads(done.stdout)]


def _as_json(site: SiteYear, battery: Battery) -> dict[str, Any]:
    return {
        "load": site.load_kwh.tolist(),
        "sun": site.yield_kwh.tolist(),
        "buy": site.buy_dollars_per_kwh.tolist(),
        "sell": site.sell_dollars_per_kwh.tolist(),
        "hours": site.steps.hours,
        "peaks": [
            {"steps": period.steps.tolist(), "price": period.dollars_per_kw}
            for period in site.demand
        ],
        "battery": asdict(battery),
    }
