"""Weather years in the forms in which they are handed around: TMY3, TMY2, EPW and NSRDB PSM."""

from penstock.engineering.solar.weather_files.reading import MOST_BYTES, read_weather, station_in

__all__ = ["MOST_BYTES", "read_weather", "station_in"]
