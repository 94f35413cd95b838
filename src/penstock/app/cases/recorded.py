"""What was ever recorded in a case, by the names that its items have now, and what code is told."""

from collections.abc import Iterable, Mapping

from penstock.delivery.case import Case
from penstock.delivery.events import ActDone, ItemRecorded, ModelMigrated, StageReopened, Undone
from penstock.delivery.ports import Logged
from penstock.delivery.signatures import CaseFacts
from penstock.kernel.terms import key_of


def recorded(log: Iterable[Logged]) -> Mapping[str, Mapping[str, str]]:
    """Return the hash of each version of each item."""
    digests: dict[str, dict[str, str]] = {}
    for event in (each.event for each in log):
        if isinstance(event, ItemRecorded):
            digests.setdefault(event.item, {})[str(event.version)] = event.sha256
        elif isinstance(event, ModelMigrated):
            renamed = {new: digests.pop(old) for old, new in event.items.items() if old in digests}
            # What was taken back may have had the name that another item has now.
            digests |= renamed
    return digests


def counting(log: Iterable[Logged]) -> Mapping[str, tuple[str, ...]]:
    """Return the hashes of those versions of each item that count, the oldest first.

    What was taken back does not, nor what was there when its stage was reopened.
    """
    counted: dict[str, list[tuple[Logged, str]]] = {}
    acts: dict[int, str] = {}
    for logged in log:
        match logged.event:
            case ItemRecorded() as event:
                counted.setdefault(event.item, []).append((logged, event.sha256))
            case ActDone():
                acts[logged.seq] = logged.stamp.command_id
            case Undone(seq=seq):
                _take_back(counted, seq, acts.get(seq, ""))
            case StageReopened(superseded=gone):
                for item in gone:
                    counted.pop(item, None)
            case ModelMigrated(items=names):
                counted |= {names[old]: counted.pop(old) for old in names if old in counted}
    return {item: tuple(each for _, each in found) for item, found in counted.items()}


def _take_back(counted: dict[str, list[tuple[Logged, str]]], seq: int, command_id: str) -> None:
    for found in counted.values():
        found[:] = [
            (logged, sha256)
            for logged, sha256 in found
            if logged.seq != seq and not (command_id and logged.stamp.command_id == command_id)
        ]


def facts_of(case: Case, *, person: str) -> CaseFacts:
    """Return what the code of a stage is told of a case.

    Args:
        case: The case.
        person: Who acts; empty for a program.
    """
    return CaseFacts(
        case_id=case.case_id,
        stream_id=case.stream_id,
        stage_id=case.stage_id,
        product=case.product,
        customer=case.customer,
        premise=case.premise,
        account=case.account,
        person=person,
        versions={key_of(item): held.version for item, held in case.items.items()},
    )
