"""Accounts of people, and the invitations by which they choose their first password."""

from dataclasses import dataclass
from datetime import datetime, timedelta

INVITATION_LASTS = timedelta(days=3)


class AccountError(Exception):
    """Something that cannot be done with an account."""


class DeadInvitationError(AccountError):
    """An address that lets nobody choose a password: unknown, used, or over."""

    def __init__(self) -> None:
        super().__init__(
            "This invitation is not known, was used, or is over. Ask those who enter people for a "
            "new one."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody of the register who may sign in.

    What they may do is told by the register of people, and not here.

    Args:
        person: The name they sign in with.
        version: From 1.
        password: The encoded hash of their password; empty while they have none.
        password_set_at: When they chose it.
        made_by: Who let them in.
        made_at: When.
        signed_in_at: When they signed in last.
        ended_by: Who closed it; empty while it is open.
        ended_at: When.
        reason: Why.
    """

    person: str
    version: int = 1
    password: str = ""
    password_set_at: datetime | None = None
    made_by: str
    made_at: datetime
    signed_in_at: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None
    reason: str = ""

    @property
    def key(self) -> str:
        """By what it is found."""
        return self.person

    @property
    def ends_at(self) -> None:
        """It ends by no clock."""
        return

    @property
    def is_open(self) -> bool:
        """Tell whether it lets somebody in."""
        return not self.ended_by

    @property
    def state(self) -> str:
        """Tell how it stands: `open`, `invited` or `ended`."""
        if not self.is_open:
            return "ended"
        return "open" if self.password or self.signed_in_at else "invited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What lets somebody choose a password, once.

    Args:
        key: SHA-256 of the secret that its address holds, and nobody keeps.
        person: For whom it is.
        made_by: Who made it.
        made_at: When.
        ends_at: The first moment at which it opens nothing more.
        version: It never changes.
    """

    key: str
    person: str
    made_by: str
    made_at: datetime
    ends_at: datetime
    version: int = 1
