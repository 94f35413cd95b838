"""What a roof can bear, what that yields, and how its modules are wired; pure, after PVWatts v8."""

from penstock.engineering.solar.calendar_year import on_steps
from penstock.engineering.solar.conversion import InverterCurve, ModuleCurve
from penstock.engineering.solar.direct import Array, YieldModel
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.layout import RoofLayout, roof_layout
from penstock.engineering.solar.light import Facing
from penstock.engineering.solar.roof_files import read_roof
from penstock.engineering.solar.uncertainty import degraded_share, exceeded_share
from penstock.engineering.solar.weather import WeatherYear
from penstock.engineering.solar.weather_files import read_weather
from penstock.engineering.solar.yields import HourlyYield, hourly_yield, yearly_kwh

__all__ = [
    "Array",
    "Facing",
    "HourlyYield",
    "InverterCurve",
    "ModuleCurve",
    "RoofLayout",
    "SolarError",
    "WeatherYear",
    "YieldModel",
    "degraded_share",
    "exceeded_share",
    "hourly_yield",
    "on_steps",
    "read_roof",
    "read_weather",
    "roof_layout",
    "yearly_kwh",
]
