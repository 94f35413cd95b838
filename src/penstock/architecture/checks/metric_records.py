"""What is written down of key metrics beside the documents, as checks need it."""

from collections.abc import Mapping
from dataclasses import field

from penstock.kernel.making import checked_dataclass


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class WrittenMetric:
    """The record of a key metric.

    Args:
        name: What it is called.
        stream_id: Its value stream.
        stage_id: The stage whose table names it; empty for an indicator of the stream.
        stages: Stages between whose moments it measures.
        items: Information items that it takes numbers from.
        owner: The role that owns it; empty where the documents say it.
        counts_business_time: Whether it counts business hours or days.
        place: The file and line of the record.
    """

    name: str
    stream_id: str
    stage_id: str = ""
    stages: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    owner: str = ""
    counts_business_time: bool = False
    place: str


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class WrittenMetrics:
    """All records beside a folder of documents.

    Args:
        metrics: Each record, by stream, in the order of the files.
        faults: What cannot be followed, in sentences that begin with the file and line.
        has_calendar: Whether a business calendar lies beside the documents.
    """

    metrics: Mapping[str, tuple[WrittenMetric, ...]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    has_calendar: bool = False
