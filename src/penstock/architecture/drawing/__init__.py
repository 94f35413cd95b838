"""Our own drawings: deterministic SVG, readable in light and dark, every shape a link."""

from penstock.architecture.drawing.enterprise import enterprise_map
from penstock.architecture.drawing.heat_map import capability_heat_map
from penstock.architecture.drawing.kit.links import Link
from penstock.architecture.drawing.kit.theme import Theme, stylesheet
from penstock.architecture.drawing.matrix import cross_map_matrix
from penstock.architecture.drawing.operating_model import operating_model
from penstock.architecture.drawing.options import Band, Crowd, Measure, Options, no_link
from penstock.architecture.drawing.stream_map import UnknownStreamError, value_stream_map

__all__ = [
    "Band",
    "Crowd",
    "Link",
    "Measure",
    "Options",
    "Theme",
    "UnknownStreamError",
    "capability_heat_map",
    "cross_map_matrix",
    "enterprise_map",
    "no_link",
    "operating_model",
    "stylesheet",
    "value_stream_map",
]
