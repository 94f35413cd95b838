"""The operating model: two zones with gates between them, services across, bodies above."""

from penstock.architecture.drawing.operating_model.picture import operating_model

__all__ = ["operating_model"]
