"""Asking the boundary inside the daily work: nothing is answered before it is on record."""

from penstock.app.guarding.asker import Asker
from penstock.app.guarding.guard import Guard

__all__ = ["Asker", "Guard"]
