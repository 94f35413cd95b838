"""What those who enter people see of everybody, and what they end: sessions, tokens, accounts."""

from penstock.app.administering.administering import Administering
from penstock.app.administering.people import Person

__all__ = ["Administering", "Person"]
