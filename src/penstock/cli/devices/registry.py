"""What the commands about homes share: the homes, and what is refused of them in one sentence."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from penstock.cli.cases.desk import REFUSED, Desk

if TYPE_CHECKING:
    from penstock.app.devices.homes import Homes
    from penstock.casework.device.identity import DeviceId


@contextmanager
def homes_at(desk: Desk, *, create: bool = False) -> Iterator["Homes"]:
    """Yield the homes of a database as whoever acts may see them."""
    from penstock.app.devices.allowing import NotAllowedError
    from penstock.app.devices.homes import NotKeptForError, homes_of
    from penstock.casework.device.commands import UnfitCommandError
    from penstock.casework.device.identity import UnfitNameError
    from penstock.casework.device.ports import StaleEntryError
    from penstock.casework.device.registry import RegistryError

    with desk.cases(create=create) as cases:
        try:
            yield homes_of(cases)
        except (NotAllowedError, StaleEntryError, RegistryError) as error:
            click.echo(f"penstock: {error}", err=True)
            sys.exit(REFUSED)
        except (NotKeptForError, UnfitCommandError, UnfitNameError) as error:
            raise click.UsageError(str(error)) from error


def device_named(_context: click.Context, option: click.Parameter, said: str) -> "DeviceId":
    """Return the device that is written as HOME/DEVICE.

    Raises:
        BadParameter: It is not written so.
    """
    from penstock.casework.device.identity import UnfitNameError, device_id

    try:
        return device_id(said)
    except UnfitNameError as error:
        raise click.BadParameter(
            f"{error} A device is written HOME/DEVICE.", param=option
        ) from error
