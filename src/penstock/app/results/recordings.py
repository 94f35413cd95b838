"""The versions of a case's items: when each was recorded, by whom, and what it was made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from penstock.delivery.events import ActDone, ItemRead, ItemRecorded, ModelMigrated
from penstock.delivery.ports import Logged


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A version of an item as the log tells of it.

    Args:
        item: What the case calls it now.
        version: From 1.
        sha256: Of its content.
        at: When it was recorded.
        by: Who did.
        command_id: By which command.
        stage_id: The stage that the case was in.
        seq: The number of the event.
    """

    item: str
    version: int
    sha256: str
    at: datetime
    by: str
    command_id: str
    stage_id: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOf:
    """What somebody had before them when they recorded something.

    Args:
        recording: The version of the item.
        is_read: Whether the log says that it was read; else it is what the case held then.
    """

    recording: Recording
    is_read: bool


def recordings(log: Sequence[Logged]) -> Mapping[str, tuple[Recording, ...]]:
    """Return every version of every item, the oldest first, by the names that items have now."""
    found: dict[str, list[Recording]] = {}
    for each in log:
        match each.event:
            case ItemRecorded() as event:
                found.setdefault(event.item, []).append(_recording(each, event))
            case ModelMigrated(items=names):
                found |= {new: found.pop(old) for old, new in names.items() if old in found}
    return {item: tuple(versions) for item, versions in found.items()}


def made_of(made: Recording, log: Sequence[Logged], items: Sequence[str]) -> tuple[MadeOf, ...]:
    """Return what a version was made of: what its act read, or else what the case held then.

    Args:
        made: The version.
        log: What happened to its case.
        items: The items that such a thing is made of.
    """
    known = recordings(log)
    if read := _read_by(made, log):
        found = [(_version(known, each), True) for each in read if each.version]
    else:
        found = [(_before(made, known.get(item, ())), False) for item in items]
    return tuple(
        MadeOf(recording=each, is_read=is_read) for each, is_read in found if each is not None
    )


def _recording(logged: Logged, event: ItemRecorded) -> Recording:
    stamp = logged.stamp
    return Recording(
        item=event.item,
        version=event.version,
        sha256=event.sha256,
        at=stamp.at,
        by=stamp.actor,
        command_id=stamp.command_id,
        stage_id=event.stage_id,
        seq=logged.seq,
    )


def _read_by(made: Recording, log: Sequence[Logged]) -> tuple[ItemRead, ...]:
    for each in log:
        if isinstance(each.event, ActDone) and each.stamp.command_id == made.command_id:
            return each.event.read
    return ()


def _version(known: Mapping[str, tuple[Recording, ...]], read: ItemRead) -> Recording | None:
    return next((each for each in known.get(read.item, ()) if each.version == read.version), None)


def _before(made: Recording, versions: Sequence[Recording]) -> Recording | None:
    earlier = [each for each in versions if each.seq < made.seq]
    apart = [each for each in earlier if each.command_id != made.command_id]
    return apart[-1] if apart else None
