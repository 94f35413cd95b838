"""What was ever recorded in a case, by the names that its items have now."""

from collections.abc import Iterable, Mapping

from penstock.delivery.events import ItemRecorded, ModelMigrated
from penstock.delivery.ports import Logged


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
