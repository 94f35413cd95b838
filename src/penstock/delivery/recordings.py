"""What a case's log says of each time an item was recorded, and of what was taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from penstock.delivery import events as ev
from penstock.delivery.ports import Logged


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A time that an item was recorded.

    Args:
        item: What the item is called now, in the model that the case runs on.
        number: Which time in the case it was, from 1; those that were taken back count.
        sha256: The hash of what was recorded.
        stage_id: The stage in which that was.
        at: When.
        seq: The number of the event.
        command_id: The command that caused it.
        known_by: The number of the event since which the item is called so.
        known_at: When that event happened.
        taken_back_by: The number of the event that took it back; 0 where none did.
        taken_back_at: When that was; None where it was not.
        superseded_by: The number of the event that opened its stage again, since which it is no
            output of the stage any more; 0 where none did.
        superseded_at: When that was; None where it was not.
    """

    item: str
    number: int
    sha256: str
    stage_id: str
    at: datetime
    seq: int
    command_id: str
    known_by: int
    known_at: datetime
    taken_back_by: int = 0
    taken_back_at: datetime | None = None
    superseded_by: int = 0
    superseded_at: datetime | None = None


def recordings(log: Iterable[Logged]) -> tuple[Recording, ...]:
    """Return the times that items were recorded, in the order of a case's log."""
    made: list[Recording] = []
    acts: dict[int, str] = {}
    for each in log:
        match each.event:
            case ev.ItemRecorded():
                made.append(_recording(each.event, each, made))
            case ev.ActDone():
                acts[each.seq] = each.stamp.command_id
            case ev.Undone(seq=seq):
                made = [_taken_back(one, seq, acts.get(seq, ""), each) for one in made]
            case ev.StageReopened(superseded=gone):
                made = [_superseded(one, each) if one.item in gone else one for one in made]
            case ev.ModelMigrated(items=names):
                made = [_renamed(one, names, each) for one in made]
    return tuple(made)


def _recording(event: ev.ItemRecorded, logged: Logged, made: Sequence[Recording]) -> Recording:
    return Recording(
        item=event.item,
        number=1 + sum(one.item == event.item for one in made),
        sha256=event.sha256,
        stage_id=event.stage_id,
        at=logged.stamp.at,
        seq=logged.seq,
        command_id=logged.stamp.command_id,
        known_by=logged.seq,
        known_at=logged.stamp.at,
    )


def _taken_back(one: Recording, seq: int, command_id: str, by: Logged) -> Recording:
    is_meant = one.seq == seq or (command_id and one.command_id == command_id)
    return replace(one, taken_back_by=by.seq, taken_back_at=by.stamp.at) if is_meant else one


def _superseded(one: Recording, by: Logged) -> Recording:
    """Return a recording that a reopened stage made void; what was void before stays so."""
    if one.superseded_by:
        return one
    return replace(one, superseded_by=by.seq, superseded_at=by.stamp.at)


def _renamed(one: Recording, names: Mapping[str, str], by: Logged) -> Recording:
    if one.item not in names:
        return one
    return replace(one, item=names[one.item], known_by=by.seq, known_at=by.stamp.at)
