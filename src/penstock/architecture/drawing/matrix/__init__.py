"""The picture of a cross-map: a circle on a solid cell for primary, a ring for supporting."""

from penstock.architecture.drawing.matrix.picture import cross_map_matrix

__all__ = ["cross_map_matrix"]
