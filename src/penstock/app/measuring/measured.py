"""The use case of measuring a stream: its records, its log, and the results."""

from dataclasses import dataclass
from datetime import datetime

from penstock.app.measuring.wishes import Wish
from penstock.measurement.metrics.measuring import measure
from penstock.measurement.metrics.results import Result
from penstock.measurement.ports import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A stream, measured.

    Args:
        wish: What was wanted.
        as_of: The moment up to which the log tells.
        visits: How many visits of stages are over in it.
        cases: How many cases it has.
        results: The result of each record, in the order of the records.
        synthetic: That its cases were played, as a sentence; empty where they are not.
    """

    wish: Wish
    as_of: datetime
    visits: int
    cases: int
    results: tuple[Result, ...]
    synthetic: str = ""


def measured(wish: Wish, log: Log) -> Measured:
    """Return a stream's key metrics by what a log tells."""
    visits = log.visits()
    own = visits.filter(visits.stream == wish.stream.id)
    cases = log.cases()
    opened = cases.filter(cases.stream == wish.stream.id)
    return Measured(
        wish=wish,
        as_of=log.as_of,
        visits=int(own.count().to_pyarrow().as_py()),
        cases=int(opened.count().to_pyarrow().as_py()),
        results=measure(wish.records, log, log.about.calendar or wish.calendar),
        synthetic=log.about.synthetic,
    )
