"""The value stream map: stages as chevrons between the stakeholders at both ends."""

from penstock.architecture.drawing.stream_map.picture import UnknownStreamError, value_stream_map

__all__ = ["UnknownStreamError", "value_stream_map"]
