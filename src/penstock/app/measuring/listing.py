"""Which value streams have key metrics, and how many of them what is recorded can tell."""

from dataclasses import dataclass
from pathlib import Path

from penstock.app.cases.sources import company
from penstock.app.measuring.records import Records, measurable, read_records
from penstock.architecture.exchange.sheets import Sheet
from penstock.architecture.model import ValueStream

_HEADER = ("Stream", "Name", "Key metrics", "Measurable")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredStream:
    """A value stream with the number of its key metrics.

    Args:
        stream_id: Its id.
        name: Its name.
        metrics: How many records of key metrics it has.
        fit: How many of them what is recorded can tell.
    """

    stream_id: str
    name: str
    metrics: int
    fit: int


def listed(folder: Path | None) -> tuple[MeasuredStream, ...]:
    """Return the value streams in the order of the documents.

    Raises:
        NoSuchFolderError: The folder does not exist.
        UnfitFileError: A file of key metrics cannot be followed.
    """
    where, architecture = company(folder)
    records = read_records(where, architecture)
    streams = architecture.all(ValueStream).values()
    return tuple(_counted(each, records) for each in streams)


def _counted(stream: ValueStream, records: Records) -> MeasuredStream:
    own = records.of(stream.id)
    return MeasuredStream(
        stream_id=stream.id, name=stream.name, metrics=len(own), fit=measurable(own)
    )


def stream_sheet(streams: tuple[MeasuredStream, ...]) -> Sheet:
    """Return a row for each stream."""
    rows = tuple((each.stream_id, each.name, each.metrics, each.fit) for each in streams)
    return Sheet("Streams", "A value stream.", _HEADER, rows)


def streams_json(streams: tuple[MeasuredStream, ...]) -> list[dict[str, str | int]]:
    """Return the streams as JSON has them."""
    return [
        {
            "stream": each.stream_id,
            "name": each.name,
            "key_metrics": each.metrics,
            "measurable": each.fit,
        }
        for each in streams
    ]
