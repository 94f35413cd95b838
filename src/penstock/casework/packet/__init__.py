"""Packets of documents: what is required, what is there, and all of it as one PDF."""

from penstock.casework.packet.packets import (
    Cover,
    Drawing,
    Packet,
    Part,
    Required,
    Table,
    completeness,
    lacking,
)
from penstock.casework.packet.pages import pages_of
from penstock.casework.packet.ports import Typesetter

__all__ = [
    "Cover",
    "Drawing",
    "Packet",
    "Part",
    "Required",
    "Table",
    "Typesetter",
    "completeness",
    "lacking",
    "pages_of",
]
