"""Clearing what no case needs any more: ended timers, and contents that nothing refers to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from penstock.app.cases.usecases import Cases
from penstock.casework.checklist.held import HeldReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftovers:
    """What is left over, or was.

    Args:
        timers: How many timers fired or were cancelled.
        contents: How many contents no log refers to, those that were never whole among them.
        size_bytes: How large they are together.
        are_shared: Whether contents were left, as other databases may refer to them.
    """

    timers: int
    contents: int
    size_bytes: int
    are_shared: bool


def leftovers(cases: Cases, *, before: datetime) -> Leftovers:
    """Return what was left over before a moment; nothing is changed."""
    contents = _unreferenced(cases, before=before)
    return Leftovers(
        timers=cases.store.ended_timers(before=before),
        contents=len(contents),
        size_bytes=sum(contents.values()),
        are_shared=cases.blobs.are_shared,
    )


def cleared(cases: Cases, *, before: datetime) -> Leftovers:
    """Clear what was left over before a moment, and return it; the log stays as it is.

    A content that somebody hands in meanwhile stays.
    """
    gone = [
        size_bytes
        for name, size_bytes in _unreferenced(cases, before=before).items()
        if cases.blobs.forget(name, before=before)
    ]
    return Leftovers(
        timers=cases.store.forget_ended_timers(before=before),
        contents=len(gone),
        size_bytes=sum(gone),
        are_shared=cases.blobs.are_shared,
    )


def _unreferenced(cases: Cases, *, before: datetime) -> Mapping[str, int]:
    """Return the sizes in bytes of contents that nothing refers to, by their names."""
    if cases.blobs.are_shared:
        return {}
    # Contents first: what is recorded after that was handed in again, and is young.
    sizes = {each.name: each.size_bytes for each in cases.blobs.kept(before=before)}
    for digest in cases.store.recorded() if sizes else ():
        sizes.pop(digest, None)
    # What came from the field and no case could take is in no log.
    for held in cases.store.records.latest(HeldReport) if sizes else ():
        sizes.pop(held.photo_sha256, None)
    return sizes
