"""The port by which a packet becomes a file."""

from typing import Protocol

from penstock.casework.packet.packets import Packet


class Typesetter(Protocol):
    """Sets packets as PDF."""

    def packet(self, packet: Packet) -> bytes:
        """Return a packet as PDF: cover, contents and each part; the same bytes each time.

        Raises:
            ValueError: A drawing of it cannot be set.
        """
        ...
