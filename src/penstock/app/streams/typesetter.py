"""Packets as PDF, by Typst."""

from pathlib import Path

from penstock.app.pdf import as_pdf
from penstock.app.streams.ports import World
from penstock.casework.packet import Packet, pages_of

TEMPLATE = Path(__file__).parent / "packet.typ"


class TypstTypesetter:
    """Sets packets by Typst, as tagged PDF."""

    def packet(self, packet: Packet) -> bytes:
        """Return a packet as PDF: cover, contents and each part; the same bytes each time.

        Raises:
            NoTypesetterError: What sets it is not installed.
        """
        return as_pdf(TEMPLATE, pages_of(packet))


def typesetter(_: World) -> TypstTypesetter:
    """Return what sets packets."""
    return TypstTypesetter()
