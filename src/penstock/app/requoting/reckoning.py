"""Many offers reckoned at once: on all processors, and each only once."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from penstock.app.streams.studio.studio import EnergyStudio
from penstock.streams.ncv_03_solar_storage.ports import OfferAsked, OfferMade, UnusableInputError

# Fewer are done before another process has started.
_WORTH_PROCESSES = 12
_AT_ONCE = 8


@dataclass(frozen=True, kw_only=True)
class ReckonedStudio(EnergyStudio):
    """A studio that has reckoned many offers already.

    Args:
        made: What came of each, be it a sentence that says why nothing did.
    """

    made: Mapping[OfferAsked, OfferMade | str]

    def offered(self, asked: OfferAsked) -> OfferMade:
        """Return an offer, reckoned before or now.

        Raises:
            UnusableInputError: What it is made of does not go together.
        """
        found = self.made.get(asked)
        if isinstance(found, str):
            raise UnusableInputError(found)
        return found or EnergyStudio(folder=self.folder).offered(asked)


def reckoned(
    studio: EnergyStudio, wanted: Sequence[OfferAsked], *, processes: int | None = None
) -> ReckonedStudio:
    """Return a studio that has reckoned all offers that are wanted.

    Args:
        studio: What reckons one.
        wanted: The offers.
        processes: How many share the work; None for one a processor.
    """
    count = processes or len(os.sched_getaffinity(0))
    if count == 1 or len(wanted) < _WORTH_PROCESSES:
        found = [_one(studio, each) for each in wanted]
    else:
        # What was forked would share the database's connections.
        with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
            studios = [studio] * len(wanted)
            found = list(pool.map(_one, studios, wanted, chunksize=_AT_ONCE))
    return ReckonedStudio(folder=studio.folder, made=dict(zip(wanted, found, strict=True)))


def _one(studio: EnergyStudio, asked: OfferAsked) -> OfferMade | str:
    try:
        return studio.offered(asked)
    except UnusableInputError as error:
        return str(error)
