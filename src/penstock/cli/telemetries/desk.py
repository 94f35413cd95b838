"""What the commands of `penstock telemetry` share: the site, and errors as one sentence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from penstock.app.energy.extra import NoEnergyPackagesError, require_energy
from penstock.cli.arguments import NOT_FOUND

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _zone(_context: click.Context, option: click.Parameter, said: str | None) -> str | None:
    try:
        return said if said is None else ZoneInfo(said).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise click.BadParameter(
            f"there is no time zone “{said}”; write one such as America/New_York.", param=option
        ) from error


serial_option = click.option(
    "--serial", "serials", multiple=True, metavar="NUMBER", help="A device of the site; again."
)
zone_option = click.option(
    "--zone", callback=_zone, help="Of times that name none, such as America/New_York."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@contextmanager
def wrong_telemetry() -> Iterator[None]:
    """Turn what is wrong with telemetry, a system or a broker into one sentence and a code."""
    from penstock.app.telemetry.broker import BrokerError, NoMqttError

    try:
        require_energy("numpy")
        yield
    except FileNotFoundError as error:
        click.echo(f"penstock: There is no {error.filename}.", err=True)
        raise click.exceptions.Exit(NOT_FOUND) from error
    except (NoEnergyPackagesError, NoMqttError, BrokerError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}.") from error
