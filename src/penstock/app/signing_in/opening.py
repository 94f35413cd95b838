"""From the cases of a company to all by which its people sign in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING

from penstock.app.cases.usecases import Cases
from penstock.app.guarding.acts import Acts
from penstock.app.guarding.asker import Asker
from penstock.app.guarding.guard import Guard
from penstock.app.signing_in.accounts import Accounts
from penstock.app.signing_in.doorkeeper import Doorkeeper
from penstock.app.signing_in.hashing import Passwords
from penstock.app.signing_in.recording import SOMEBODY, Recorder
from penstock.app.signing_in.sessions import Sessions
from penstock.app.signing_in.site import Site
from penstock.app.signing_in.tokens import Tokens
from penstock.governance.boundary.asking import Actor
from penstock.governance.identity.ports import Identities

if TYPE_CHECKING:
    import httpx

    from penstock.app.signing_in.oidc.flow import OpenIdConnect
    from penstock.app.signing_in.oidc.settings import Provider
    from penstock.app.signing_in.passkeys import Passkeys


# One for the whole program: it lets few passwords be hashed at once.
@cache
def _passwords() -> Passwords:
    return Passwords()


@dataclass(frozen=True, kw_only=True)
class SigningIn:
    """All by which people of a company sign in; cheap to make for each request.

    Args:
        identities: What is kept of how people prove who they are.
        guard: Returns the guard of the boundary, by the documents as they lie there now.
        now: Returns the moment it is.
        passwords: Returns what hashes passwords.
    """

    identities: Identities
    guard: Callable[[], Guard]
    now: Callable[[], datetime]
    passwords: Callable[[], Passwords] = _passwords

    @cached_property
    def doorkeeper(self) -> Doorkeeper:
        """What lets people in.

        Raises:
            KeyFileError: The key file of the audit log cannot be used.
            AuditError: It belongs to another log.
        """
        return Doorkeeper(
            identities=self.identities,
            actor_of=self._actor_of,
            log=self.guard().log,
            now=self.now,
            passwords=self.passwords(),
        )

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens of people."""
        return Tokens(
            identities=self.identities,
            actor_of=self._actor_of,
            recorder=self.recorder,
            now=self.now,
        )

    @cached_property
    def sessions(self) -> Sessions:
        """The sessions of people."""
        return Sessions(identities=self.identities, recorder=self.recorder, now=self.now)

    @cached_property
    def recorder(self) -> Recorder:
        """What writes to the audit log."""
        return Recorder(log=self.guard().log, now=self.now)

    def passkeys(self, site: Site) -> "Passkeys":
        """Return the passkeys that belong to a site."""
        from penstock.app.signing_in.passkeys import Passkeys

        return Passkeys(
            identities=self.identities, doorkeeper=self.doorkeeper, now=self.now, site=site
        )

    def provider(self, provider: "Provider", site: Site, client: "httpx.Client") -> "OpenIdConnect":
        """Return the way to a provider and back to a site."""
        from penstock.app.signing_in.oidc.flow import OpenIdConnect

        return OpenIdConnect(
            provider=provider,
            identities=self.identities,
            doorkeeper=self.doorkeeper,
            now=self.now,
            origin=site.origin,
            client=client,
        )

    def accounts(self, person: str) -> Accounts:
        """Return the accounts, as somebody may change them."""
        return Accounts(
            identities=self.identities,
            actor_of=self._actor_of,
            recorder=self.recorder,
            now=self.now,
            acts=Acts(guard=self.guard(), asker=Asker(person=person)),
        )

    def _actor_of(self, person: str) -> Actor:
        return self.guard().actor_of(person)


def signing_in_to(cases: Cases) -> SigningIn:
    """Return all by which people sign in to the cases of a store that is open."""
    return SigningIn(
        identities=cases.store.identities,
        guard=lambda: cases.doors(Asker(person=SOMEBODY)).guard,
        now=cases.now,
    )
