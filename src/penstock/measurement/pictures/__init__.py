"""Pictures of how work flows, drawn as SVG from values alone."""
