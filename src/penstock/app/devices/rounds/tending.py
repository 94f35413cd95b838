"""All that is done for homes by itself, for the cases of one database."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from penstock.app.cases.usecases import Cases
from penstock.app.devices.defects import read_rules
from penstock.app.devices.keeping import devices_of
from penstock.app.devices.rounds.defects import DefectWatch
from penstock.app.devices.rounds.going import Going, Round
from penstock.app.devices.rounds.looking import Lookout
from penstock.app.devices.rounds.program import program_of
from penstock.app.devices.rounds.scheduling import Scheduler
from penstock.app.devices.rounds.updating import Updater


def tending(cases: Cases, *, tell: Callable[[str], None], folder: Path | None = None) -> Going:
    """Return what is done for homes by itself.

    Args:
        cases: The cases that brought them.
        tell: Told what was done, and why nothing can be done now.
        folder: The documents that were named; None for the usual ones.

    Raises:
        NoDevicesError: The store keeps no devices.
    """
    devices = devices_of(cases.store)

    def rounds() -> Sequence[Round]:
        program = program_of(cases)
        return (
            Lookout(program=program, devices=devices),
            Scheduler(program=program, devices=devices),
            Updater(program=program, devices=devices),
            DefectWatch(program=program, devices=devices, rules=partial(read_rules, folder)),
        )

    return Going(rounds=rounds, tell=tell)
