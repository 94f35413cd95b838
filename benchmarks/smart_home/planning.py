"""Scheduling installations: the planner that all streams share, on the same two weeks."""

from collections.abc import Iterator

from benchmarks.casework import appointments
from benchmarks.common.goals import Figure
from benchmarks.smart_home.passing import Size


def figures(_size: Size) -> Iterator[Figure]:
    """Yield the figures of 200 jobs, 20 technicians and 10 days, whatever the size."""
    yield from appointments.figures()
