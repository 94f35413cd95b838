"""What makes the ports of the solar stream's first stages, out of a world."""

from typing import TYPE_CHECKING

from penstock.app.streams.consented import BoundaryUsage
from penstock.app.streams.fingerprints import RecordedFingerprints
from penstock.app.streams.studio.studio import EnergyStudio

if TYPE_CHECKING:
    from penstock.app.streams.ports import World


def studio(world: "World") -> EnergyStudio:
    """Return the studio whose tariffs are those of the documents that were named."""
    return EnergyStudio(folder=world.folder)


def fingerprints(_world: "World") -> RecordedFingerprints:
    """Return what tells hashes of items as they are recorded."""
    return RecordedFingerprints()


def usage(world: "World") -> BoundaryUsage:
    """Return what asks the regulated side for use, through the boundary."""
    return BoundaryUsage(cases=world.cases, is_trial=world.is_trial)
