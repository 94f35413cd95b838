"""What the audit log says of people who sign in; no secret is ever in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from penstock.governance.audit.entry import Entry, Kind, Verdict
from penstock.governance.audit.ports import AuditLog

SOMEBODY = "somebody at the door"
"""Who acts before anybody knows who it is."""

SIGN_IN = "sign in"


@dataclass(frozen=True, kw_only=True)
class Recorder:
    """Writes to the audit log who came and went.

    Args:
        log: The log.
        now: Returns the moment it is.
    """

    log: AuditLog
    now: Callable[[], datetime]

    def let_in(self, person: str, *, by: str) -> None:
        """Record that somebody signed in.

        Raises:
            AuditError: It was not recorded; they may not be let in.
        """
        entry = self._entry(person, SIGN_IN, Kind.ACCESS, kind_of="session")
        self.log.append([replace(entry, rule=by, verdict=Verdict.ALLOWED)])

    def turned_away(self, person: str, *, by: str, because: str) -> None:
        """Record that somebody was not let in.

        What was typed is not recorded where it is no name of an account: it may be a password.

        Args:
            person: Whose name was used; empty where there is no such account.
            by: How they tried.
            because: Why not, in words.
        """
        entry = self._entry(SOMEBODY, SIGN_IN, Kind.ACCESS, kind_of="session", words=because)
        self.log.append([replace(entry, subject=person, rule=by, verdict=Verdict.DENIED)])

    def used(self, person: str, *, token_id: str) -> None:
        """Record that a program used a token of somebody, once a day."""
        entry = self._entry(person, "use", Kind.ACCESS, kind_of="token")
        self.log.append([replace(entry, object=token_id)])

    def changed(
        self, person: str, action: str, *, kind_of: str, about: str = "", words: str = ""
    ) -> None:
        """Record that somebody changed by what people sign in."""
        entry = self._entry(person, action, Kind.CHANGE, kind_of=kind_of, words=words)
        self.log.append([replace(entry, object=about)])

    def _entry(
        self, actor: str, action: str, kind: Kind, *, kind_of: str, words: str = ""
    ) -> Entry:
        return Entry(
            at=self.now(),
            kind=kind,
            actor=actor,
            action=action,
            object_kind=kind_of,
            detail=words,
        )
