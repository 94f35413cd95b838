"""The doorkeeper: lets people in, knows them while they are there, and lets them go."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from penstock.app.signing_in.hashing import Passwords
from penstock.app.signing_in.recording import Recorder
from penstock.app.signing_in.secrets import csrf_of, digest, new_secret
from penstock.app.signing_in.throttle import Throttle
from penstock.app.signing_in.visitor import Visitor, hat_of, hats_of
from penstock.app.signing_in.wrong import (
    SessionOverError,
    SignInError,
    StaleSessionError,
    WrongCredentialsError,
)
from penstock.governance.audit.ports import AuditLog
from penstock.governance.boundary.asking import Actor
from penstock.governance.identity.accounts import Account
from penstock.governance.identity.ports import Identities, StaleHeldError
from penstock.governance.identity.sessions import LONGEST, Session
from penstock.governance.identity.tokens import PREFIX, Token
from penstock.kernel.sides import Side

_TRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody who was let in.

    Args:
        session_id: What their browser has to bring along; told once, and kept nowhere.
        visitor: Who they are.
    """

    session_id: str = field(repr=False)
    visitor: Visitor


@dataclass(frozen=True, kw_only=True)
class Doorkeeper:
    """Lets people in.

    Args:
        identities: What is kept of how people prove who they are.
        actor_of: Returns what the register of people says of somebody at this moment.
        log: Where it is recorded who came and went.
        now: Returns the moment it is.
        passwords: Hashes passwords.
    """

    identities: Identities
    actor_of: Callable[[str], Actor]
    log: AuditLog
    now: Callable[[], datetime]
    passwords: Passwords = field(default_factory=Passwords)

    @cached_property
    def recorder(self) -> Recorder:
        """What writes to the audit log."""
        return Recorder(log=self.log, now=self.now)

    @cached_property
    def throttle(self) -> Throttle:
        """What lets nobody guess for long."""
        return Throttle(identities=self.identities, now=self.now)

    def sign_in(self, name: str, password: str, *, address: str, old_id: str = "") -> SignedIn:
        """Let somebody in who knows their password.

        Args:
            name: The name of their account.
            password: What they typed.
            address: From where they come.
            old_id: The session that their browser has so far; it ends.

        Raises:
            WrongCredentialsError: There is no such account, or the password does not fit.
            TooManyAttemptsError: They have to wait first.
            AuditError: It could not be recorded; nobody is let in.
        """
        account = self.proven(name, password, address=address)
        if self.passwords.is_outdated(account.password):
            account = replace(account, password=self.passwords.hashed(password))
        return self._let_in(account, by="password", old_id=old_id)

    def proven(self, name: str, password: str, *, address: str) -> Account:
        """Return the open account of whoever knows its password.

        Raises:
            WrongCredentialsError: There is no such account, or the password does not fit.
            TooManyAttemptsError: They have to wait first.
        """
        attempt = self.throttle.begin(name, address)
        account = self.identities.held(Account, name)
        is_open = account is not None and account.is_open
        fits = self.passwords.fits(account.password if account and is_open else "", password)
        if account is None or not fits or not self.knows(name):
            known = account.person if account else ""
            self.recorder.turned_away(known, by="password", because="name or password is wrong")
            raise WrongCredentialsError
        self.throttle.succeeded(attempt)
        return account

    def let_in(self, person: str, *, by: str, old_id: str = "") -> SignedIn:
        """Let somebody in who has proven who they are in another way.

        Raises:
            SignInError: Their account was closed, or the register does not know them.
            AuditError: It could not be recorded; nobody is let in.
        """
        now = self.now()
        found = self.identities.held(Account, person)
        account = found or Account(person=person, version=0, made_by=by, made_at=now)
        if not (account.is_open and self.knows(person)):
            self.recorder.turned_away(person, by=by, because="no role, or the account was closed")
            raise SignInError(
                f"{person} has no role in the register of people, or the account was closed. Ask "
                "those who enter people."
            )
        return self._let_in(account, by=by, old_id=old_id)

    def play(self, person: str, *, old_id: str = "") -> SignedIn:
        """Let somebody in as anybody of the register: in a demo, where all of it is played.

        Raises:
            SignInError: The register does not know them.
        """
        if not self.knows(person):
            raise SignInError(f"The register of people knows no {person} who has a role.")
        session_id, session = self._new_session(person, by="demo")
        self._replace(old_id)
        self.identities.keep(session)
        return self._signed_in(session_id, session)

    def visitor(self, session_id: str) -> Visitor | None:
        """Return who asks; None where the session is over, or they have no role any more."""
        session = self._session(session_id)
        if session is None:
            return None
        actor, now = self.actor_of(session.person), self.now()
        if not actor.roles or session.is_over(now):
            self._end(session, because="too old" if actor.roles else "no role")
            return None
        if session.is_to_be_seen(now):
            # Whoever asks for two things at once is seen once.
            with suppress(StaleHeldError):
                self.identities.keep(replace(session, version=session.version + 1, seen_at=now))
        return _visitor(session_id, session, actor)

    def fresh(self, session_id: str) -> Visitor:
        """Return who asks, who has just signed in: for what changes by what people sign in.

        Raises:
            SessionOverError: They are signed in no more.
            StaleSessionError: They signed in a while ago.
            SignInError: They are only played, in a demo.
        """
        visitor, session = self.visitor(session_id), self._session(session_id)
        if visitor is None or session is None:
            raise SessionOverError
        if visitor.is_demo:
            raise SignInError(
                "In the demo everybody is played, so nothing by which they sign in is kept."
            )
        if not session.is_fresh(self.now()):
            raise StaleSessionError
        return visitor

    def choose_hat(self, session_id: str, hat: Side | None) -> Visitor:
        """Let somebody who serves both sides act for one of them; with None, for that of each case.

        Raises:
            SessionOverError: They are signed in no more.
            SignInError: They may not act for that side.
        """
        visitor = self.visitor(session_id)
        for _ in range(_TRIES):
            session = self._session(session_id)
            if visitor is None or session is None:
                break
            if hat is not None and hat not in visitor.hats:
                raise SignInError(f"{visitor.person} may not act for the {hat} side.")
            with suppress(StaleHeldError):
                chosen = replace(session, version=session.version + 1, hat=hat)
                self.identities.keep(chosen)
                return _visitor(session_id, chosen, self.actor_of(visitor.person))
        raise SessionOverError

    def sign_out(self, session_id: str) -> None:
        """Let somebody go; their session is over, here and in every other window."""
        if session := self._session(session_id):
            self._end(session, because="signed out")

    def sign_out_everywhere(self, person: str) -> None:
        """End all sessions of somebody."""
        self.identities.forget(person, Session)

    def bearer(self, token: str) -> Visitor | None:
        """Return for whom a program acts; None where the token counts no more."""
        found = self.identities.held(Token, digest(token)) if token.startswith(PREFIX) else None
        now = self.now()
        if found is None or now >= found.ends_at:
            return None
        actor = self.actor_of(found.person)
        if not actor.roles:
            return None
        self._note_use(found, now)
        return Visitor(
            person=found.person,
            hats=hats_of(actor),
            hat=hat_of(actor, None),
            roles=actor.roles,
            scope=found.scope,
            by="token",
        )

    def knows(self, person: str) -> bool:
        """Tell whether somebody has a role at this moment."""
        return bool(person) and bool(self.actor_of(person).roles)

    def _let_in(self, account: Account, *, by: str, old_id: str) -> SignedIn:
        session_id, session = self._new_session(account.person, by=by)
        self.recorder.let_in(account.person, by=by)
        self._replace(old_id)
        for _ in range(_TRIES):
            after = replace(account, version=account.version + 1, signed_in_at=self.now())
            try:
                # Together: whoever closes the account at this moment ends this session, too.
                self.identities.keep(after, session)
            except StaleHeldError:
                account = self._still_open(account)
                continue
            return self._signed_in(session_id, session)
        raise WrongCredentialsError

    def _still_open(self, account: Account) -> Account:
        """Return an account as it is now, unless what let somebody in does so no more."""
        found = self.identities.held(Account, account.person)
        if found is None or not found.is_open or found.password_set_at != account.password_set_at:
            raise WrongCredentialsError
        return found

    def _new_session(self, person: str, *, by: str) -> tuple[str, Session]:
        session_id, now = new_secret(), self.now()
        session = Session(
            key=digest(session_id),
            person=person,
            by=by,
            begun_at=now,
            seen_at=now,
            ends_at=now + LONGEST,
        )
        return session_id, session

    def _signed_in(self, session_id: str, session: Session) -> SignedIn:
        visitor = _visitor(session_id, session, self.actor_of(session.person))
        return SignedIn(session_id=session_id, visitor=visitor)

    def _session(self, session_id: str) -> Session | None:
        return self.identities.held(Session, digest(session_id)) if session_id else None

    def _replace(self, old_id: str) -> None:
        if old_id:
            self.identities.take(Session, digest(old_id))

    def _end(self, session: Session, *, because: str) -> None:
        if self.identities.take(Session, session.key) and session.by != "demo":
            self.recorder.changed(session.person, "end", kind_of="session", words=because)

    def _note_use(self, token: Token, now: datetime) -> None:
        if not token.is_to_be_noted(now):
            return
        if token.is_first_use_of_day(now):
            self.recorder.used(token.person, token_id=token.id)
        with suppress(StaleHeldError):
            self.identities.keep(replace(token, version=token.version + 1, used_at=now))


def _visitor(session_id: str, session: Session, actor: Actor) -> Visitor:
    return Visitor(
        person=session.person,
        hats=hats_of(actor),
        hat=hat_of(actor, session.hat),
        roles=actor.roles,
        is_demo=session.by == "demo",
        csrf=csrf_of(session_id),
        by=session.by,
    )
