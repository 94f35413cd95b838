"""What the commands of `penstock devices` share: a broker's folder, and errors as one sentence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def folder_option(command: _Command) -> _Command:
    """Add `--folder FOLDER`: where a broker keeps its users and what it has to remember."""
    return click.option(
        "--folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("broker"),
        show_default=True,
        help="Where the broker keeps users, certificates and what must survive a stop.",
    )(command)


@contextmanager
def wrong_broker() -> Iterator[None]:
    """Turn what is wrong with a broker or its users into one sentence and a code."""
    from penstock.app.devices.broker.journal import BusyJournalError
    from penstock.app.devices.broker.serving import ServingError
    from penstock.app.devices.broker.users import UserError
    from penstock.app.telemetry.broker import BrokerError, NoMqttError

    try:
        yield
    except (
        BusyJournalError,
        ServingError,
        UserError,
        BrokerError,
        NoMqttError,
        ValueError,
    ) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{error.filename or error}: {error.strerror}.") from error
