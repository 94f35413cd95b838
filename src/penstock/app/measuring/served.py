"""Measuring the cases of a server, for one person after another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from penstock.app.cases.usecases import Cases
from penstock.app.measuring.insights import Insights, require_measurable
from penstock.app.measuring.wishes import NoSuchStreamError
from penstock.architecture.model import ValueStream
from penstock.kernel.sides import Side

if TYPE_CHECKING:
    from penstock.app.measuring.flowing import Flow, Named
    from penstock.app.measuring.measured import Measured
    from penstock.measurement.ports import Log


_Found = TypeVar("_Found")


class FutureMomentError(ValueError):
    """Somebody asks as of a moment that lies ahead."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        super().__init__(
            f"{moment.isoformat()} lies ahead, and the log does not tell of it. Ask for an earlier "
            "moment, or leave it out."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Generic[_Found]):
    """What a log answers of a stream.

    Args:
        found: The answer.
        stream: The stream, with what documents call its stages.
        as_of: The moment up to which the log tells.
        synthetic: That its cases were played, as a sentence; empty where they are not.
    """

    found: _Found
    stream: "Named"
    as_of: datetime
    synthetic: str


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
        return self.insights.measured(wish, as_of=as_of)

    def flow(self, cases: Cases, stream: str, *, as_of: datetime | None = None) -> "Told[Flow]":
        """Return how cases flow through a stream.

        Raises:
            NoSuchStreamError: There is no such stream.
            ClosedError: Whoever asks may not see the cases of its side.
            FutureMomentError: The moment lies ahead.
            NoMeasuringError: What reads logs is not installed.
        """
        return self._asked(cases, stream, _flow, as_of=as_of)

    def told(
        self,
        cases: Cases,
        stream: str,
        answer: Callable[..., _Found],
        *,
        as_of: datetime | None = None,
        **more: object,
    ) -> "Told[_Found]":
        """Return what the log of a stream's cases answers.

        Args:
            cases: The cases, as whoever asks sees them.
            stream: The id of the stream.
            answer: Finds the answer for a log and the id of a stream; a function of a module.
            as_of: The moment as which the log is told; None for now.
            more: What else the answer is told, by name.

        Raises:
            NoSuchStreamError: There is no such stream.
            ClosedError: Whoever asks may not see the cases of its side.
            FutureMomentError: The moment lies ahead.
            NoMeasuringError: What reads logs is not installed.
        """
        return self._asked(cases, stream, partial(_of_stream, answer, more), as_of=as_of)

    def _asked(
        self,
        cases: Cases,
        stream: str,
        answer: "Callable[[Log, Named], _Found]",
        *,
        as_of: datetime | None,
    ) -> "Told[_Found]":
        known = cases.models.architecture.all(ValueStream)
        found = known.get(stream) or known.get(stream.upper())
        if found is None:
            raise NoSuchStreamError(stream, what="value stream", known=list(known))
        side = found.side or Side.ENTERPRISE
        self._require(cases, found.id, side=side, as_of=as_of)
        told = partial(_told, found.id, self.insights.kept.folder, answer)
        return self.insights.ask(("told", found.id, repr(answer)), told, as_of=as_of)

    def _require(self, cases: Cases, stream_id: str, *, side: Side, as_of: datetime | None) -> None:
        require_measurable(cases, side, stream_id)
        if as_of and as_of > cases.now():
            raise FutureMomentError(as_of)


def _told(
    stream_id: str, folder: Path | None, answer: "Callable[[Log, Named], _Found]", log: "Log"
) -> Told[_Found]:
    from penstock.app.measuring.flowing import named_stream  # engines are slow to import

    stream = named_stream(log, stream_id, folder)
    return Told(
        found=answer(log, stream), stream=stream, as_of=log.as_of, synthetic=log.about.synthetic
    )


def _of_stream(
    answer: Callable[..., _Found], more: Mapping[str, object], log: "Log", stream: "Named"
) -> _Found:
    return answer(log, stream.stream_id, **more)


def _flow(log: "Log", stream: "Named") -> "Flow":
    from penstock.app.measuring.flowing import flow_of  # engines are slow to import

    return flow_of(log, stream)
