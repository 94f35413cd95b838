"""Measuring the cases of a server, for one person after another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from penstock.app.cases.usecases import Cases
from penstock.app.measuring.insights import Insights, require_measurable
from penstock.app.measuring.wishes import NoSuchStreamError
from penstock.architecture.model import ValueStream
from penstock.kernel.sides import Side

if TYPE_CHECKING:
    from penstock.app.measuring.flowing import Named
    from penstock.app.measuring.measured import Measured
    from penstock.measurement.ports import Log


class FutureMomentError(ValueError):
    """Somebody asks as of a moment that lies ahead."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        super().__init__(
            f"{moment.isoformat()} lies ahead, and the log does not tell of it. Ask for an earlier "
            "moment, or leave it out."
        )


@dataclass(frozen=True, kw_only=True)
class Measuring:
    """What a server measures.

    Args:
        insights: The log of its cases.
    """

    insights: Insights

    def metrics(
        self, cases: Cases, stream: str, *, stage: str = "", as_of: datetime | None = None
    ) -> "Measured":
        """Return the key metrics of a stream, or of one stage of it.

        Args:
            cases: The cases, as whoever asks sees them.
            stream: The id of the stream.
            stage: The id of the stage; empty for all.
            as_of: The moment as which the log is told; None for now.

        Raises:
            NoSuchStreamError: There is no such stream or stage.
            NoRecordsError: The stream has no key metrics.
            ClosedError: Whoever asks may not see the cases of its side.
            FutureMomentError: The moment lies ahead.
            NoMeasuringError: What reads logs is not installed.
            BeyondCalendarError: The business calendar does not reach that far.
        """
        wish = self.insights.wish(stream, stage=stage)
        self._require(cases, wish.stream.id, side=wish.side, as_of=as_of)
        if as_of is None:
            return self.insights.measured(wish)
        with self.insights.log(as_of=as_of) as log:
            from penstock.app.measuring.measured import measured  # engines are slow to import

            return measured(wish, log)

    @contextmanager
    def flow(
        self, cases: Cases, stream: str, *, as_of: datetime | None = None
    ) -> Iterator[tuple["Log", "Named"]]:
        """Yield the log of a stream's cases, and the stream with what documents call its stages.

        Raises:
            NoSuchStreamError: There is no such stream.
            ClosedError: Whoever asks may not see the cases of its side.
            FutureMomentError: The moment lies ahead.
            NoMeasuringError: What reads logs is not installed.
        """
        known = cases.models.architecture.all(ValueStream)
        found = known.get(stream) or known.get(stream.upper())
        if found is None:
            raise NoSuchStreamError(stream, what="value stream", known=list(known))
        side = found.side or Side.ENTERPRISE
        self._require(cases, found.id, side=side, as_of=as_of)
        with self.insights.log(as_of=as_of) as log:
            from penstock.app.measuring.flowing import named_stream

            yield log, named_stream(log, found.id, self.insights.kept.folder)

    def _require(self, cases: Cases, stream_id: str, *, side: Side, as_of: datetime | None) -> None:
        require_measurable(cases, side, stream_id)
        if as_of and as_of > cases.now():
            raise FutureMomentError(as_of)
