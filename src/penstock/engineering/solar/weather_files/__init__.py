"""Weather years in the forms in which they are handed around: TMY3, TMY2, EPW and NSRDB PSM."""

from penstock.engineering.solar.weather_files.reading import read_weather

__all__ = ["read_weather"]
