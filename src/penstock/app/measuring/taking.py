"""Taking facts out of what was recorded in cases, by the metric records that name it."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Any

from penstock.delivery.events import CaseOpened
from penstock.delivery.ports import Logged
from penstock.delivery.recordings import Recording, recordings
from penstock.kernel.terms import key_of
from penstock.measurement.metrics.facts import (
    Fact,
    RecordedItem,
    TakenBack,
    facts_of,
    items_of,
)
from penstock.measurement.metrics.records import MetricRecord

Wanted = dict[tuple[str, str], list[tuple[MetricRecord, str]]]


def _nothing(digest: str) -> bytes:
    raise LookupError(f"No record names an item, and {digest} was asked for.")


@dataclass(frozen=True)
class Taking:
    """Takes facts out of what was recorded.

    Args:
        records: The key metrics; those whose numbers come from items are looked at.
        content: Returns what was recorded, by its hash.
    """

    records: Sequence[MetricRecord] = ()
    content: Callable[[str], bytes] = _nothing

    @cached_property
    def fingerprint(self) -> str:
        """What changes with anything that facts follow from; empty where no record names an item.

        The documents may say a metric's meaning or target anew, and its facts stay.
        """
        told = sorted(
            repr((each.stream_id, each.name, each.kind, each.source))
            for each in self.records
            if items_of(each)
        )
        return sha256("\n".join(told).encode()).hexdigest() if told else ""

    def facts(self, log: Sequence[Logged], seqs: Collection[int]) -> Iterator[Fact]:
        """Yield the facts that a case's log tells of since some events.

        Args:
            log: The case's events, from its opening.
            seqs: The numbers of the events that are new.

        Raises:
            DamagedContentError: What was recorded is gone, or is no longer what it was.
        """
        for one, named in self._wanted_of(log):
            if one.known_by in seqs:
                recorded = self._recorded(one, log)
                for record, term in named:
                    yield from facts_of(record, term, recorded)

    def taken_back(self, log: Sequence[Logged], seqs: Collection[int]) -> Iterator[TakenBack]:
        """Yield the versions with facts that some events of a case took back or made void."""
        case_id = _opened(log).case_id if self._wanted and _is_told(log) else ""
        for one, named in self._wanted_of(log):
            for term in dict.fromkeys(term for _, term in named):
                yield from _gone(one, term, case_id, seqs)

    def _wanted_of(
        self, log: Sequence[Logged]
    ) -> Iterator[tuple[Recording, list[tuple[MetricRecord, str]]]]:
        """Yield what was recorded as an item that a record of the case's stream names."""
        if not self._wanted or not _is_told(log):
            return
        stream_id = _opened(log).stream_id
        for one in recordings(log):
            if named := self._wanted.get((stream_id, key_of(one.item))):
                yield one, named

    def _recorded(self, one: Recording, log: Sequence[Logged]) -> RecordedItem:
        opened = _opened(log)
        return RecordedItem(
            stream_id=opened.stream_id,
            stage_id=one.stage_id,
            case_id=opened.case_id,
            version=one.number,
            at=one.at,
            known_at=one.known_at,
            content=_read(self.content(one.sha256)),
        )

    @cached_property
    def _wanted(self) -> Wanted:
        wanted: Wanted = {}
        for record in self.records:
            for term in items_of(record):
                wanted.setdefault((record.stream_id, key_of(term)), []).append((record, term))
        return wanted


def _gone(one: Recording, term: str, case_id: str, seqs: Collection[int]) -> Iterator[TakenBack]:
    """Yield that a version was taken back, or made void, by one of some events."""
    ends = (
        (one.taken_back_by, one.taken_back_at, False),
        (one.superseded_by, one.superseded_at, True),
    )
    for by, at, is_void in ends:
        if by in seqs and at:
            yield TakenBack(case_id=case_id, item=term, version=one.number, at=at, is_void=is_void)


def _is_told(log: Sequence[Logged]) -> bool:
    """Tell whether a log begins with the opening of its case."""
    return bool(log) and isinstance(log[0].event, CaseOpened)


def _opened(log: Sequence[Logged]) -> CaseOpened:
    opened = log[0].event
    assert isinstance(opened, CaseOpened)
    return opened


def _read(content: bytes) -> Any:
    """Return what a content says; None where it says no JSON, such as a picture or a letter."""
    try:
        return json.loads(content, parse_float=Decimal)
    except (ValueError, RecursionError):
        return None
