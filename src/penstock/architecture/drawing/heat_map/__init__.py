"""The capability heat map: boxes of level 1, equal tiles of level 2, one measure as colour."""

from penstock.architecture.drawing.heat_map.picture import capability_heat_map

__all__ = ["capability_heat_map"]
