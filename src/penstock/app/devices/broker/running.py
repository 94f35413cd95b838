"""A broker as a program: it says where it is, and ends when it is told to."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from penstock.app.devices.broker.certificates import AUTHORITY
from penstock.app.devices.broker.serving import CERTIFICATES, BrokerPlace, serve
from penstock.app.devices.stopping import told_to_stop


def run(place: BrokerPlace, *, tell: Callable[[str], None], began: Callable[[str], None]) -> None:
    """Be a broker until the program is told to end.

    Args:
        place: Where.
        tell: Told in a sentence what is odd.
        began: Told in sentences where clients may come, once they may.

    Raises:
        ServingError: The port is taken, or the certificate cannot be read.
        UserError: The file of users cannot be read.
    """
    with suppress(KeyboardInterrupt):
        asyncio.run(_until_told(place, tell=tell, began=began))


def address_file(folder: Path) -> Path:
    """Return where a broker says at which address it listens, for programs of its machine."""
    return folder / "address"


async def _until_told(
    place: BrokerPlace, *, tell: Callable[[str], None], began: Callable[[str], None]
) -> None:
    def say(port: int) -> None:
        address_file(place.folder).write_text(place.address(port), encoding="utf-8")
        began(f"The broker listens at {place.address(port)}")
        if place.is_secret and place.certificate is None:
            began(f"Clients trust {place.folder / CERTIFICATES / AUTHORITY}")

    await serve(place, tell=tell, began=say, until=told_to_stop())
