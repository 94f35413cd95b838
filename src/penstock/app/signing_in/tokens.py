"""Tokens, by which people let programs act for them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from penstock.app.signing_in.recording import Recorder
from penstock.app.signing_in.secrets import digest, new_secret
from penstock.governance.boundary.asking import Actor
from penstock.governance.identity.ports import Identities
from penstock.governance.identity.tokens import LONGEST, PREFIX, Scope, Token, TokenError


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeToken:
    """A token, and the text of it, which is told once.

    Args:
        token: What is kept of it.
        text: What a program sends: `Authorization: Bearer TEXT`.
    """

    token: Token
    text: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """The tokens of people.

    Args:
        identities: Where they are kept.
        actor_of: Returns what the register of people says of somebody at this moment.
        recorder: Writes to the audit log.
        now: Returns the moment it is.
    """

    identities: Identities
    actor_of: Callable[[str], Actor]
    recorder: Recorder
    now: Callable[[], datetime]

    def make(self, person: str, *, name: str, scope: Scope, lasts: timedelta) -> MadeToken:
        """Make a token of somebody, and return its text.

        Raises:
            TokenError: They have no role, it has no name, or it would last too long.
        """
        self._require_fit(person, name, lasts)
        text, now = f"{PREFIX}{new_secret()}", self.now()
        token = Token(
            key=digest(text),
            person=person,
            name=name.strip(),
            scope=scope,
            made_at=now,
            ends_at=now + lasts,
        )
        words = f"{token.name}; {scope}, until {token.ends_at:%Y-%m-%d}"
        self.recorder.changed(person, "make", kind_of="token", about=token.id, words=words)
        self.identities.keep(token)
        return MadeToken(token=token, text=text)

    def of_person(self, person: str) -> tuple[Token, ...]:
        """Return the tokens of somebody, the oldest first; their texts are kept nowhere."""
        now = self.now()
        found = self.identities.of_person(Token, person)
        live = (each for each in found if now < each.ends_at)
        return tuple(sorted(live, key=lambda each: each.made_at))

    def end(self, person: str, token_id: str) -> Token:
        """End a token of somebody.

        Raises:
            TokenError: They have none called so.
        """
        for token in self.of_person(person):
            if token.id.casefold() == token_id.casefold():
                self.identities.take(Token, token.key)
                self.recorder.changed(person, "end", kind_of="token", about=token.id)
                return token
        raise TokenError(
            f"{person} has no token {token_id}. 'penstock token list' names those they have."
        )

    def _require_fit(self, person: str, name: str, lasts: timedelta) -> None:
        if not self.actor_of(person).roles:
            raise TokenError(f"{person} has no role in the register of people, and gets no token.")
        if not name.strip():
            raise TokenError("A token has a name. Say what it is for.")
        if not timedelta(0) < lasts <= LONGEST:
            raise TokenError(f"A token lasts from 1 to {LONGEST.days} days, and not {lasts.days}.")
