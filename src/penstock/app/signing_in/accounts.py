"""Accounts: who lets people in, how they choose a password, and how it ends."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from penstock.app.conduct.acts import Act, Asked, Look, What
from penstock.app.signing_in.doorkeeper import Doorkeeper, SignedIn
from penstock.app.signing_in.hashing import Passwords
from penstock.app.signing_in.recording import Recorder
from penstock.app.signing_in.secrets import digest, new_secret
from penstock.governance.boundary.asking import Actor
from penstock.governance.boundary.people import PERSONNEL
from penstock.governance.identity.accounts import (
    INVITATION_LASTS,
    Account,
    AccountError,
    DeadInvitationError,
    Invitation,
)
from penstock.governance.identity.passkeys import Passkey
from penstock.governance.identity.passwords import require_fit
from penstock.governance.identity.ports import Identities, StaleHeldError
from penstock.governance.identity.sessions import Session
from penstock.governance.identity.tokens import Token

_TRIES = 20
_LOOK = Look(kind="register", what="roles", words="who can sign in")
PATH = "/sign-in/invitation/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation, and its address, which is told once.

    Args:
        invitation: What is kept of it.
        path: The address behind the name of the server.
    """

    invitation: Invitation
    path: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """The accounts of one company.

    Args:
        identities: Where they are kept.
        actor_of: Returns what the register of people says of somebody at this moment.
        recorder: Writes to the audit log.
        now: Returns the moment it is.
        acts: Asked before somebody lets others in, or closes their account.
    """

    identities: Identities
    actor_of: Callable[[str], Actor]
    recorder: Recorder
    now: Callable[[], datetime]
    acts: Asked

    def all(self) -> tuple[Account, ...]:
        """Return all accounts, by name."""
        return self.identities.all(Account)

    def shown(self) -> tuple[Account, ...]:
        """Return the same to somebody who may see who has which role.

        Raises:
            DeniedActError: They may not.
        """
        self.acts.seen(_LOOK)
        return self.all()

    def invite(self, person: str, *, by: str) -> Invited:
        """Let somebody of the register choose a password; any invitation of before ends.

        Raises:
            AccountError: The register does not know them, or they can sign in already.
            DeniedActError: Whoever invites does not enter people.
        """
        self._require_known(person)
        account = self.identities.held(Account, person)
        if account and account.state == "open":
            raise AccountError(
                f"{person} can sign in already. If they forgot their password, reset it: "
                f"'penstock account reset {person!r}'."
            )
        self._require(f"let {person} sign in", person)
        return self._invited(person, account, by=by)

    def reset(self, person: str, *, by: str) -> Invited:
        """Take somebody's password away, end their sessions, and invite them anew.

        Raises:
            AccountError: They have no account.
            DeniedActError: Whoever does it does not enter people.
        """
        self._require_known(person)
        account = self._account(person)
        self._require(f"reset the password of {person}", person)
        return self._invited(person, account, by=by)

    def end(self, person: str, *, by: str, reason: str) -> Account:
        """Close an account: sessions, tokens and passkeys end with it.

        Raises:
            AccountError: They have none, or nobody would be left who lets others in.
            DeniedActError: Whoever does it does not enter people.
        """
        self._account(person)
        self._require(f"close the account of {person}", person)
        self._require_somebody_left(person)
        ended = self._changed(person, password="", ended_by=by, ended_at=self.now(), reason=reason)
        self.identities.forget(person, Session, Token, Passkey, Invitation)
        self.recorder.changed(by, "end", kind_of="account", about=person, words=reason)
        return ended

    def invited(self, secret: str) -> Invitation:
        """Return the invitation that an address holds the secret of.

        Raises:
            DeadInvitationError: There is none.
        """
        found = self.identities.held(Invitation, digest(secret))
        if found is None or self.now() >= found.ends_at:
            raise DeadInvitationError
        return found

    def accept(self, secret: str, password: str, *, passwords: Passwords) -> str:
        """Give somebody the password that they chose, and return who it is.

        Raises:
            DeadInvitationError: The invitation is over, or somebody has used it.
            UnfitPasswordError: Nobody may choose this password; the invitation stays.
        """
        invitation = self.invited(secret)
        require_fit(password, person=invitation.person)
        hashed = passwords.hashed(password)
        # Of two who come at once with the same address, one is let in.
        if self.identities.take(Invitation, invitation.key) is None:
            raise DeadInvitationError
        self._set_password(invitation.person, hashed)
        return invitation.person

    def change_password(
        self, doorkeeper: Doorkeeper, session_id: str, *, old: str, new: str, address: str
    ) -> SignedIn:
        """Give somebody another password; all their sessions end, and a new one begins.

        Raises:
            SignInError: They are signed in no more, or the old password does not fit.
            UnfitPasswordError: Nobody may choose the new one.
        """
        visitor = doorkeeper.visitor(session_id)
        person = visitor.person if visitor else ""
        account = doorkeeper.proven(person, old, address=address)
        require_fit(new, person=account.person)
        self._set_password(account.person, doorkeeper.passwords.hashed(new))
        return doorkeeper.let_in(account.person, by="password")

    def _set_password(self, person: str, hashed: str) -> None:
        self._changed(person, password=hashed, password_set_at=self.now())
        self.identities.forget(person, Session)
        self.recorder.changed(person, "set", kind_of="password")

    def _invited(self, person: str, account: Account | None, *, by: str) -> Invited:
        secret, now = new_secret(), self.now()
        invitation = Invitation(
            key=digest(secret),
            person=person,
            made_by=by,
            made_at=now,
            ends_at=now + INVITATION_LASTS,
        )
        if account is None:
            self._keep_new(Account(person=person, made_by=by, made_at=now))
        else:
            self._changed(person, password="", ended_by="", ended_at=None, reason="")
        self.identities.forget(person, Session, Invitation)
        self.identities.keep(invitation)
        self.recorder.changed(by, "invite", kind_of="account", about=person)
        return Invited(invitation=invitation, path=f"{PATH}{secret}")

    def _keep_new(self, account: Account) -> None:
        try:
            self.identities.keep(account)
        except StaleHeldError as error:
            raise AccountError(f"Somebody else invites {account.person} at this moment.") from error

    def _changed(self, person: str, **how: object) -> Account:
        for _ in range(_TRIES):
            account = self._account(person)
            after = replace(account, version=account.version + 1, **how)  # type: ignore[arg-type]
            with suppress(StaleHeldError):
                self.identities.keep(after)
                return after
        raise StaleHeldError

    def _account(self, person: str) -> Account:
        found = self.identities.held(Account, person)
        if found is None:
            raise AccountError(
                f"{person} has no account. 'penstock account list' names those who have one."
            )
        return found

    def _require_known(self, person: str) -> None:
        if not self.actor_of(person).roles:
            raise AccountError(
                f"The register of people knows no {person} who has a role. Enter them first: "
                f"'penstock people appoint {person!r} ROLE --reason WHY'."
            )

    def _require(self, words: str, person: str) -> None:
        """Ask whether somebody may let others in: it is for those who enter people.

        The first account of one of them is founded, as the register was: nobody else could let them
        in.
        """
        others = (each.person for each in self.all() if each.is_open)
        is_first = self._enters_people(person) and not any(map(self._enters_people, others))
        what = What.FOUNDING if is_first else What.ROLES
        self.acts.require(Act(kind="register", what=what, words=words, subject=person))

    def _require_somebody_left(self, person: str) -> None:
        others = (each.person for each in self.all() if each.state == "open")
        left = (each for each in others if each != person and self._enters_people(each))
        if self._enters_people(person) and not any(left):
            raise AccountError(
                f"{person} is the last who signs in and enters people. Close their account when "
                "somebody else does both."
            )

    def _enters_people(self, person: str) -> bool:
        return PERSONNEL in self.actor_of(person).functions
