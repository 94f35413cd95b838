"""The same pictures as flowcharts, for those who paste Mermaid into their documents."""

from penstock.architecture.drawing.flowcharts.overviews import (
    capabilities_flowchart,
    enterprise_flowchart,
    matrix_flowchart,
    operating_model_flowchart,
)
from penstock.architecture.drawing.flowcharts.streams import stream_flowchart

__all__ = [
    "capabilities_flowchart",
    "enterprise_flowchart",
    "matrix_flowchart",
    "operating_model_flowchart",
    "stream_flowchart",
]
