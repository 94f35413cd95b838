"""Yields of roofs: how far they are from PVWatts v8, and how long they take beside its peers."""

import json
import random
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from benchmarks.common.goals import Figure
from penstock.engineering.solar.conversion import InverterCurve
from penstock.engineering.solar.direct import Array
from penstock.engineering.solar.layout import roof_layout
from penstock.engineering.solar.light import Facing
from penstock.engineering.solar.roof_files import read_roof
from penstock.engineering.solar.weather import WeatherYear
from penstock.engineering.solar.weather_files import read_weather
from penstock.engineering.solar.yields import hourly_yield, yearly_kwh

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-pysam" / "bin" / "python"
SCRIPT = ROOT / "tests" / "oracles" / "pysam" / "pvwattsv8.py"
SITES = {"Greensboro": "723170TYA.CSV", "Sand Point": "703165TY.csv", "Miami": "12839.tm2"}
ROOFS, PEERS, TURNED, SEED = 500, 20, 100, 11


def figures(roofs: int = ROOFS, peers: int = PEERS, turned: int = TURNED) -> Iterator[Figure]:
    """Yield the figures; each roof has one plane, so that all three compute the same."""
    cases = [_drawn(random.Random(SEED + number)) for number in range(max(roofs, turned))]
    weather, first_s = _timed_weather()
    yield Figure(name="Read a weather year, its sun and its sky, once", value=first_s, unit="s")
    begun = process_time()
    yearly_kwh(weather, [_system(each) for each in cases[:roofs]])
    ours_ms = (process_time() - begun) / roofs * 1000
    name = f"a roof's year, of {roofs} under one weather"
    yield Figure(name=name, value=ours_ms, unit="ms", at_most=5.0)
    theirs_ms = _model_chain_ms(weather, cases[:peers])
    yield Figure(name="  the same in pvlib's ModelChain (PVWatts)", value=theirs_ms, unit="ms")
    yield Figure(
        name="  ModelChain's time over ours", value=theirs_ms / ours_ms, unit="x", at_least=10
    )
    yield from _layouts()
    if PYTHON.exists():
        yield from _against_pysam(weather, cases[:turned])


def _timed_weather() -> tuple[WeatherYear, float]:
    data = (_data() / SITES["Greensboro"]).read_bytes()
    begun = process_time()
    weather = read_weather(data, name="Greensboro")
    yearly_kwh(weather, [_system({"power_kw": 4, "tilt": 20, "azimuth": 180, "dc_ac_ratio": 1.2})])
    return weather, process_time() - begun


def _data() -> Path:
    import pvlib

    return Path(pvlib.__file__).parent / "data"


def _drawn(draw: random.Random) -> dict[str, float]:
    return {
        "power_kw": 4.0,
        "tilt": draw.uniform(0, 60),
        "azimuth": draw.uniform(0, 360),
        "dc_ac_ratio": 1.2,
    }


def _system(case: dict[str, float]) -> tuple[list[Array], InverterCurve]:
    facing = Facing(tilt_degrees=case["tilt"], azimuth_degrees=case["azimuth"])
    array = Array(name="roof", power_kw=case["power_kw"], facing=facing)
    return [array], InverterCurve(power_kw=case["power_kw"] / case["dc_ac_ratio"])


def _layouts() -> Iterator[Figure]:
    from penstock.engineering.solar.equipment import Module

    file = read_roof((ROOT / "examples" / "energy" / "roof.json").read_bytes())
    assert isinstance(file.module, Module)
    begun = process_time()
    for _ in range(5):
        roof_layout(file.roof, file.module)
    took_s = (process_time() - begun) / 5
    yield Figure(name="a roof of four planes laid out", value=took_s * 1000, unit="ms")


def _against_pysam(weather: WeatherYear, cases: list[dict[str, float]]) -> Iterator[Figure]:
    south = {"power_kw": 4.0, "tilt": 20.0, "azimuth": 180.0, "dc_ac_ratio": 1.2}
    for name, file in SITES.items():
        path = _data() / file
        year = read_weather(path.read_bytes(), name=file)
        (theirs,) = _pysam(path, [south])["kwh"]
        off = abs(hourly_yield(year, *_system(south)).year_kwh / theirs - 1)
        yield Figure(
            name=f"{name}: off PVWatts v8, in a million", value=off * 1e6, unit="", at_most=5_000
        )
    answer = _pysam(_data() / SITES["Greensboro"], cases)
    yield Figure(
        name="  a roof's year in PySAM", value=answer["cpu_s"] / len(cases) * 1000, unit="ms"
    )
    off_each = np.abs(yearly_kwh(weather, list(map(_system, cases))) / answer["kwh"] - 1) * 1e6
    name = f"{len(cases)} orientations: off PVWatts v8"
    yield Figure(
        name=f"{name} in the mean, in a million", value=off_each.mean(), unit="", at_most=3_000
    )
    yield Figure(
        name=f"{name} at worst, in a million", value=off_each.max(), unit="", at_most=6_000
    )


def _pysam(weather: Path, systems: list[dict[str, float]]) -> Any:
    done = subprocess.run(
        [str(PYTHON), str(SCRIPT)],
        input=json.dumps({"weather": str(weather), "systems": systems}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def _model_chain_ms(weather: WeatherYear, cases: list[dict[str, float]]) -> float:
    """Return what a year takes in pvlib as its own documentation has it."""
    import pandas as pd
    from pvlib.location import Location
    from pvlib.modelchain import ModelChain
    from pvlib.pvsystem import Array as Modules
    from pvlib.pvsystem import FixedMount, PVSystem
    from pvlib.temperature import TEMPERATURE_MODEL_PARAMETERS

    place = Location(weather.latitude, weather.longitude, altitude=weather.elevation_m)
    hours = pd.date_range("1990-01-01 05:30", periods=8760, freq="h", tz="UTC")
    columns = {
        "ghi": weather.ghi_w_m2,
        "dni": weather.dni_w_m2,
        "dhi": weather.dhi_w_m2,
        "temp_air": weather.air_c,
        "wind_speed": weather.wind_m_s,
    }
    frame = pd.DataFrame(columns, index=hours)
    begun = process_time()
    for case in cases:
        modules = Modules(
            FixedMount(case["tilt"], case["azimuth"]),
            module_parameters={"pdc0": 4000.0, "gamma_pdc": -0.0037},
            temperature_model_parameters=TEMPERATURE_MODEL_PARAMETERS["sapm"][
                "close_mount_glass_glass"
            ],
        )
        system = PVSystem(arrays=[modules], inverter_parameters={"pdc0": 3472.2})
        with warnings.catch_warnings(action="ignore"):
            ModelChain.with_pvwatts(system, place).run_model(frame)
    return (process_time() - begun) / len(cases) * 1000
