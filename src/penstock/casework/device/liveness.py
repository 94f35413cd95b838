"""Whether a device is there: by how often it should speak, and by what the broker says of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from penstock.casework.device.live import OFFLINE, LiveState

_LATE, _GONE = 2, 5


class Liveness(StrEnum):
    """Whether a device is there."""

    ONLINE = "online"
    LATE = "late"
    """It should have spoken; it may be the radio."""
    OFFLINE = "offline"
    NEVER = "never heard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a device is there, and since when that is so.

    Args:
        liveness: Whether it is there.
        since: Since when; None where it was never heard.
        was_cut: Whether the broker lost it, so that nothing has to be waited for.
    """

    liveness: Liveness
    since: datetime | None = None
    was_cut: bool = False

    @property
    def is_there(self) -> bool:
        """Whether it answers, be it late."""
        return self.liveness in {Liveness.ONLINE, Liveness.LATE}


def standing(
    live: LiveState | None,
    *,
    every: timedelta,
    now: datetime,
    through: LiveState | None = None,
) -> Standing:
    """Return whether a device is there.

    Args:
        live: How it stands; None where nothing came from it.
        every: How often it speaks at least.
        now: The moment it is.
        through: How the device stands that it speaks through, such as a hub; None for none.
    """
    seen = live.received_at if live else None
    if live is None or seen is None:
        return Standing(liveness=Liveness.NEVER)
    # A state that came after the broker lost it shows that it is back.
    cuts = [cut for each in (live, through) if (cut := _cut_at(each)) and cut >= seen]
    if cuts:
        return Standing(liveness=Liveness.OFFLINE, since=min(cuts), was_cut=True)
    if now - seen > _GONE * every:
        return Standing(liveness=Liveness.OFFLINE, since=seen)
    if now - seen > _LATE * every:
        return Standing(liveness=Liveness.LATE, since=seen)
    return Standing(liveness=Liveness.ONLINE, since=seen)


def _cut_at(live: LiveState | None) -> datetime | None:
    return live.availability_at if live and live.availability == OFFLINE else None
