"""The sessions of somebody: where they are signed in, and how they end them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from penstock.app.signing_in.recording import Recorder
from penstock.app.signing_in.secrets import digest
from penstock.governance.identity.ports import Identities
from penstock.governance.identity.sessions import Session


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """The sessions of people.

    Args:
        identities: Where they are kept.
        recorder: Writes to the audit log.
        now: Returns the moment it is.
    """

    identities: Identities
    recorder: Recorder
    now: Callable[[], datetime]

    def of_person(self, person: str) -> tuple[Session, ...]:
        """Return the sessions of somebody that count, the last used first."""
        now = self.now()
        live = (
            each for each in self.identities.of_person(Session, person) if not each.is_over(now)
        )
        return tuple(sorted(live, key=lambda each: each.seen_at, reverse=True))

    def is_own(self, session: Session, session_id: str) -> bool:
        """Tell whether a session is the one that a browser has."""
        return session.key == digest(session_id)

    def end_others(self, person: str, session_id: str) -> int:
        """End all sessions of somebody but the one that asks, and return how many."""
        others = [each for each in self.of_person(person) if not self.is_own(each, session_id)]
        for each in others:
            self.identities.take(Session, each.key)
        if others:
            words = f"{len(others)} elsewhere"
            self.recorder.changed(person, "end", kind_of="session", words=words)
        return len(others)
