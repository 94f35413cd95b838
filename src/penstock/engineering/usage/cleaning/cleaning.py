"""The whole of cleaning: tidy, lay on steps, judge, estimate."""

import numpy as np

from penstock.engineering.usage.cleaning.filling import filled
from penstock.engineering.usage.cleaning.gridding import laid
from penstock.engineering.usage.cleaning.judging import judged
from penstock.engineering.usage.cleaning.tidying import tidied
from penstock.engineering.usage.cleaning.values import CleanUsage
from penstock.engineering.usage.espi.codes import Flow
from penstock.engineering.usage.intervals import Intervals


def cleaned(given: Intervals, *, zone: str, flow: Flow = Flow.DELIVERED) -> CleanUsage:
    """Return intervals of at most an hour as a gapless load on equal steps of whole local days.

    What was measured stays as it is; everything else carries the method it was estimated by and a
    standard uncertainty. Edges of the first and last day that the file does not reach are
    estimated too, and flagged.

    Args:
        given: Intervals as a file has them.
        zone: The place's time zone by its IANA name.
        flow: Which way they were metered; only net ones may be negative.

    Raises:
        UsageError: The intervals are too long, too few or contradict each other.
    """
    ordered, found = tidied(given, zone)
    grid, noticed = laid(ordered, zone)
    found += noticed
    found += judged(grid, flow)
    sigma, done = filled(grid)
    return CleanUsage(
        zone=zone,
        minutes=grid.minutes,
        start_s=grid.start_s,
        energy_kwh=np.ascontiguousarray(grid.energy),
        method=grid.method,
        sigma_kwh=sigma,
        findings=(*found, *done),
    )
