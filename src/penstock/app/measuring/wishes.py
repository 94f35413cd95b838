"""What somebody wants to be measured: a stream, or a stage of it, and its key metrics."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from penstock.app.cases.sources import Source, company
from penstock.app.measuring.records import Records, read_records
from penstock.architecture.model import Architecture, Stage, ValueStream
from penstock.governance.service_levels.calendars import Calendar
from penstock.kernel.sides import Side
from penstock.measurement.metrics.records import MetricRecord


class NoSuchStreamError(LookupError):
    """Words name no value stream, or none of its stages."""

    def __init__(self, words: str, *, what: str, known: list[str]) -> None:
        self.words = words
        near = get_close_matches(words.upper(), known, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        super().__init__(f"There is no {what} “{words}”.{hint}")


class NoRecordsError(LookupError):
    """A stream has no records of key metrics."""

    def __init__(self, stream_id: str, *, folder: Path) -> None:
        super().__init__(
            f"{stream_id} has no key metrics: there is no performance/key-metrics/{stream_id}.toml "
            f"in {folder}. docs/how-to/measure-a-stream.md tells what to write there."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to be measured.

    Args:
        folder: The folder of the documents.
        stream: The value stream.
        stages: Its stages, in order.
        records: The key metrics.
        calendar: Whose hours and days count; None where none lies beside the documents.
    """

    folder: Path
    stream: ValueStream
    stages: tuple[Stage, ...]
    records: tuple[MetricRecord, ...]
    calendar: Calendar | None

    @property
    def side(self) -> Side:
        """Whose the stream is; of one that says none, both sides may look."""
        return self.stream.side or Side.ENTERPRISE


def wished(words: str, *, stage: str | None, folder: Path | None) -> Wish:
    """Return what is to be measured.

    Args:
        words: The id of the stream.
        stage: The id of the stage whose key metrics alone are wanted; None for all.
        folder: The documents; None for those that lie here, or else the reference company's.

    Raises:
        NoSuchStreamError: There is no such stream, or stage.
        NoRecordsError: The stream has no key metrics.
        UnfitFileError: A file of key metrics cannot be followed.
        CalendarError: The calendar beside the documents cannot be read.
    """
    where, architecture = company(folder)
    stream = _stream(words, architecture)
    stages = architecture.stages_of(stream.id)
    known = read_records(where, architecture)
    records = _records(known, stream, where)
    if stage:
        stages = (_stage(stage, stages),)
        records = tuple(each for each in records if each.stage_id == stages[0].id)
    return Wish(
        folder=where,
        stream=stream,
        stages=stages,
        records=records,
        calendar=Source(where).calendar(),
    )


def every_wish(folder: Path | None) -> Iterator[Wish]:
    """Yield all streams that have key metrics, to be measured whole.

    Raises:
        UnfitFileError: A file of key metrics cannot be followed.
        CalendarError: The calendar beside the documents cannot be read.
    """
    where, architecture = company(folder)
    known, calendar = read_records(where, architecture), Source(where).calendar()
    for stream in architecture.all(ValueStream).values():
        if records := known.of(stream.id):
            yield Wish(
                folder=where,
                stream=stream,
                stages=architecture.stages_of(stream.id),
                records=records,
                calendar=calendar,
            )


def every_record(folder: Path | None) -> tuple[MetricRecord, ...]:
    """Return the key metrics of all streams.

    Raises:
        UnfitFileError: A file of key metrics cannot be followed.
    """
    return _every(read_records(*company(folder)))


def _every(known: Records) -> tuple[MetricRecord, ...]:
    return tuple(each for several in known.by_stream.values() for each in several)


def _stream(words: str, architecture: Architecture) -> ValueStream:
    streams = architecture.all(ValueStream)
    found = streams.get(words) or streams.get(words.upper())
    if found is None:
        raise NoSuchStreamError(words, what="value stream", known=list(streams))
    return found


def _stage(words: str, stages: tuple[Stage, ...]) -> Stage:
    known = {each.id: each for each in stages}
    found = known.get(words) or known.get(words.upper())
    if found is None:
        raise NoSuchStreamError(words, what="stage", known=list(known))
    return found


def _records(records: Records, stream: ValueStream, folder: Path) -> tuple[MetricRecord, ...]:
    found = records.of(stream.id)
    if not found:
        raise NoRecordsError(stream.id, folder=folder)
    return found
