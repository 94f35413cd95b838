"""Weather years, roofs and modules that tests of solar share."""

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pvlib

from penstock.engineering.solar.conversion import InverterCurve
from penstock.engineering.solar.direct import Array
from penstock.engineering.solar.equipment import Inverter, Module
from penstock.engineering.solar.light import Facing
from penstock.engineering.solar.roofs import Pathway, Plane, Roof, plane_of
from penstock.engineering.solar.setbacks import RULES
from penstock.engineering.solar.weather import WeatherYear
from penstock.engineering.solar.weather_files import read_weather

ROOT = Path(__file__).resolve().parents[4]
DATA = Path(pvlib.__file__).parent / "data"
REFERENCE: dict[str, Any] = json.loads(
    (ROOT / "tests" / "reference" / "solar" / "pvwattsv8.json").read_text(encoding="utf-8")
)
EXAMPLE_ROOF = ROOT / "examples" / "energy" / "roof.json"
MODULE = Module(
    name="Test 400",
    power_w=400,
    length_m=1.722,
    width_m=1.134,
    voc_v=37.1,
    isc_a=13.7,
    vmp_v=31.0,
    imp_a=12.9,
    voc_per_c=-0.0026,
    power_per_c=-0.0034,
)
INVERTER = Inverter(
    name="Test 10",
    power_kw=10,
    efficiency=0.975,
    highest_v=600,
    mppt_low_v=120,
    mppt_high_v=500,
    inputs=3,
    most_a=15,
    most_isc_a=20,
)


@lru_cache(maxsize=3)
def weather(name: str = "greensboro") -> WeatherYear:
    """Return one of the weather years that pvlib ships."""
    file = REFERENCE["files"][name]
    return read_weather((DATA / file).read_bytes(), name=file)


def made_up_weather(**changed: Any) -> WeatherYear:
    """Return a year without light, wind or heat, but for what is given."""
    nothing = np.zeros(8760)
    usual: dict[str, Any] = {
        "name": "Made up",
        "source": "made up",
        "latitude": 36.0,
        "longitude": -75.0,
        "elevation_m": 0.0,
        "utc_offset_hours": -5.0,
        "ghi_w_m2": nothing,
        "dni_w_m2": nothing,
        "dhi_w_m2": nothing,
        "air_c": nothing + 10,
        "wind_m_s": nothing + 2,
    }
    return WeatherYear(**(usual | changed))


def array(tilt: float, azimuth: float, power_kw: float = 4.0, name: str = "roof") -> Array:
    """Return modules that look somewhere."""
    return Array(
        name=name,
        power_kw=power_kw,
        facing=Facing(tilt_degrees=tilt, azimuth_degrees=azimuth),
    )


def system(case: dict[str, float]) -> tuple[list[Array], InverterCurve]:
    """Return a case of the reference as our functions take it."""
    power_kw = case["power_kw"]
    inverter = InverterCurve(power_kw=power_kw / case["dc_ac_ratio"])
    return [array(case["tilt"], case["azimuth"], power_kw)], inverter


def rectangle(width: float, height: float, **changed: Any) -> Plane:
    """Return a plane of four right angles that looks south."""
    facing = changed.pop("facing", Facing(tilt_degrees=26.0, azimuth_degrees=180.0))
    corners = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    pathway = changed.pop("pathway", Pathway.BEST)
    plane = plane_of(changed.pop("name", "south"), facing, corners, **changed)
    return replace(plane, pathway=pathway)


def roof(*planes: Plane, **changed: Any) -> Roof:
    """Return a roof under the model code."""
    usual: dict[str, Any] = {
        "name": "Test",
        "latitude": 36.0,
        "longitude": -80.0,
        "zone": "America/New_York",
        "rule": RULES["IRC 2021"],
    }
    return Roof(planes=planes, **(usual | changed))
