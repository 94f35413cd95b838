"""How taking in stands: whether the broker is there, and what became of what came."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from penstock.casework.device.entries import Entry

STATUS_KEY = "intake"
# Who listens tells how it stands every ten seconds, and may be held up by what it sorts.
_TOLD_WITHIN = timedelta(minutes=2)


class Link(StrEnum):
    """Whether the broker is there."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    AWAY = "away"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeStatus(Entry):
    """How taking in stands.

    Args:
        link: Whether the broker is there.
        since: Since when.
        because: What the broker or the network says of it; empty where nothing is wrong.
        broker: Where the broker is, without a password.
        at: When this was so.
        received: How many messages came since it was started.
        kept: How many values of them were kept as telemetry.
        repeated: How many messages came a second time.
        live_only: How many told how a device stands, and were not kept for want of a consent.
        set_aside: How many did not count.
        waiting: The homes that sent more than their share, of which something waits.
        version: Counts from 1.
    """

    link: Link
    since: datetime
    because: str = ""
    broker: str = ""
    at: datetime
    received: int = 0
    kept: int = 0
    repeated: int = 0
    live_only: int = 0
    set_aside: int = 0
    waiting: tuple[str, ...] = ()
    version: int = 1

    @property
    def key(self) -> str:
        """By what it is kept: there is one."""
        return STATUS_KEY

    def at_last(self, *, now: datetime) -> "IntakeStatus":
        """Return how it stands by now: who was killed while it listened did not say that it ends.

        Args:
            now: The moment it is.
        """
        if self.link is Link.CONNECTED and now - self.at > _TOLD_WITHIN:
            return replace(self, link=Link.STOPPED, since=self.at)
        return self

    @property
    def sentence(self) -> str:
        """How it stands, for people."""
        when = f"{self.since:%Y-%m-%d %H:%M:%S} UTC"
        because = f" ({self.because})" if self.because else ""
        match self.link:
            case Link.CONNECTED:
                return f"The broker {self.broker} has been connected since {when}."
            case Link.STOPPED:
                return f"Nobody has listened since {when}; the broker keeps what devices send."
            case Link.REFUSED:
                return f"The broker {self.broker} refuses since {when}{because}. It is asked again."
            case Link.AWAY:
                return (
                    f"The broker {self.broker} has been away since {when}{because}. It is asked "
                    "again, and what devices keep for it comes then."
                )
            case Link.CONNECTING:
                return f"The broker {self.broker} is being asked since {when}."
