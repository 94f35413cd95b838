"""Somebody as those who enter people see them: what they have, and by what they sign in."""

from dataclasses import dataclass
from datetime import datetime

from penstock.governance.accountability.register import Delegation, Holding
from penstock.governance.identity.accounts import Account, Invitation
from penstock.governance.identity.passkeys import Passkey
from penstock.governance.identity.sessions import Session
from penstock.governance.identity.tokens import Token
from penstock.kernel.sides import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the register, or of whom an account is kept.

    Args:
        name: The name they sign in with.
        side: The side they belong to; None for a stranger.
        holdings: The roles they have now.
        stands_in: What they do for others, now or soon.
        is_stood_in_for: What others do for them, likewise.
        account: What lets them in; None where they were never invited.
        invitation: What lets them choose a password; None where none is open.
        sessions: Where they are signed in, the last used first.
        tokens: By which programs act for them.
        passkeys: Devices that sign them in.
        waits_until: Until when guesses of their password are not looked at; None while they are.
    """

    name: str
    side: Side | None
    holdings: tuple[Holding, ...] = ()
    stands_in: tuple[Delegation, ...] = ()
    is_stood_in_for: tuple[Delegation, ...] = ()
    account: Account | None = None
    invitation: Invitation | None = None
    sessions: tuple[Session, ...] = ()
    tokens: tuple[Token, ...] = ()
    passkeys: tuple[Passkey, ...] = ()
    waits_until: datetime | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles they have themselves, in the order of the alphabet."""
        return tuple(sorted(each.role for each in self.holdings))

    @property
    def state(self) -> str:
        """Tell how they sign in: `open`, `invited`, `ended`, `overdue` or `none`.

        An invitation that nobody used in time is overdue.
        """
        if self.account is None:
            return "none"
        if self.account.state == "invited" and self.invitation is None:
            return "overdue"
        return self.account.state
