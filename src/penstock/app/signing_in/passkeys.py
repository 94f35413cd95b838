"""Passkeys: a device proves who somebody is, and no secret of theirs ever leaves it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from penstock.app.signing_in.doorkeeper import Doorkeeper, SignedIn
from penstock.app.signing_in.secrets import digest, is_same, new_secret
from penstock.app.signing_in.site import Site
from penstock.app.signing_in.wrong import SignInError
from penstock.governance.identity.passkeys import ANSWER_WITHIN, Passkey, Pending
from penstock.governance.identity.ports import Identities, StaleHeldError

_REGISTER, _AUTHENTICATE = "register", "authenticate"
_NAME = "Penstock"
_LONGEST_NAME = 80
_WRONG = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError)


class PasskeyError(SignInError):
    """A device did not prove who somebody is, or cannot be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfBrowser:
    """What a browser is asked.

    Args:
        handle: What the answer has to bring along.
        options: The question, in JSON, for `navigator.credentials`.
    """

    handle: str = field(repr=False)
    options: str


@dataclass(frozen=True, kw_only=True)
class Passkeys:
    """The passkeys of people.

    Args:
        identities: Where they are kept.
        doorkeeper: Lets people in.
        now: Returns the moment it is.
        site: Where people come to.
    """

    identities: Identities
    doorkeeper: Doorkeeper
    now: Callable[[], datetime]
    site: Site

    def of_person(self, person: str) -> tuple[Passkey, ...]:
        """Return the passkeys of somebody, the oldest first."""
        found = self.identities.of_person(Passkey, person)
        return tuple(sorted(found, key=lambda each: each.made_at))

    def offer(self, session_id: str) -> AskedOfBrowser:
        """Return what a browser is asked to make a passkey for whoever is signed in.

        Raises:
            SignInError: They are signed in no more, or for too long to add a way to sign in.
        """
        person = self.doorkeeper.fresh(session_id).person
        own = self.of_person(person)
        known = [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.key)) for each in own]
        options = generate_registration_options(
            rp_id=self.site.host,
            rp_name=_NAME,
            user_name=person,
            user_id=base64url_to_bytes(own[0].user_handle) if own else None,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=known,
        )
        handle = bytes_to_base64url(options.user.id)
        self._keep(f"{session_id} {handle}", _REGISTER, options.challenge, person=person)
        return AskedOfBrowser(handle=handle, options=options_to_json(options))

    def add(self, session_id: str, handle: str, answer: str, *, name: str) -> Passkey:
        """Keep the passkey that a browser has made.

        Raises:
            PasskeyError: It is none, or an answer to something else.
            SignInError: They are signed in no more.
        """
        person = self.doorkeeper.fresh(session_id).person
        pending = self._pending(f"{session_id} {handle}", _REGISTER)
        try:
            verified = verify_registration_response(
                credential=parse_registration_credential_json(answer),
                expected_challenge=base64url_to_bytes(pending.challenge),
                expected_rp_id=self.site.host,
                expected_origin=self.site.origin,
                require_user_verification=True,
            )
        except _WRONG as error:
            raise PasskeyError("The device made no passkey for this site. Try again.") from error
        passkey = Passkey(
            key=bytes_to_base64url(verified.credential_id),
            person=person,
            name=" ".join(name.split())[:_LONGEST_NAME] or "a device",
            public_key=bytes_to_base64url(verified.credential_public_key),
            user_handle=handle,
            sign_count=verified.sign_count,
            made_at=self.now(),
        )
        self._keep_new(passkey)
        return passkey

    def remove(self, person: str, passkey_id: str) -> Passkey:
        """Take a passkey of somebody away.

        Raises:
            PasskeyError: They have none called so.
        """
        for each in self.of_person(person):
            if each.id == passkey_id:
                self.identities.take(Passkey, each.key)
                self.doorkeeper.recorder.changed(person, "end", kind_of="passkey", about=each.id)
                return each
        raise PasskeyError(f"{person} has no {passkey_id}.")

    def ask(self) -> AskedOfBrowser:
        """Return what a browser is asked so that somebody signs in; nobody says who they are."""
        options = generate_authentication_options(
            rp_id=self.site.host, user_verification=UserVerificationRequirement.REQUIRED
        )
        handle = new_secret()
        self._keep(handle, _AUTHENTICATE, options.challenge)
        return AskedOfBrowser(handle=handle, options=options_to_json(options))

    def sign_in(self, handle: str, answer: str, *, old_id: str = "") -> SignedIn:
        """Let in whoever has a passkey.

        Raises:
            PasskeyError: The passkey is not known, or does not prove it.
            SignInError: They have no role, or their account was closed.
        """
        pending = self._pending(handle, _AUTHENTICATE)
        passkey = self._named_in(answer)
        try:
            verified = self._verified(passkey, pending, answer)
            # Another use at the same moment makes this one stale: no answer counts twice.
            self.identities.keep(self._used(passkey, verified))
        except (*_WRONG, StaleHeldError) as error:
            because = "the passkey did not prove it"
            self.doorkeeper.recorder.turned_away(passkey.person, by="passkey", because=because)
            raise _unproven() from error
        return self.doorkeeper.let_in(passkey.person, by="passkey", old_id=old_id)

    def _named_in(self, answer: str) -> Passkey:
        try:
            credential = parse_authentication_credential_json(answer)
            found = self.identities.held(Passkey, bytes_to_base64url(credential.raw_id))
        except _WRONG as error:
            raise _unproven() from error
        handle = credential.response.user_handle
        if found is None or (handle and bytes_to_base64url(handle) != found.user_handle):
            self.doorkeeper.recorder.turned_away("", by="passkey", because="it is not known")
            raise _unproven()
        return found

    def _verified(self, passkey: Passkey, pending: Pending, answer: str) -> VerifiedAuthentication:
        return verify_authentication_response(
            credential=parse_authentication_credential_json(answer),
            expected_challenge=base64url_to_bytes(pending.challenge),
            expected_rp_id=self.site.host,
            expected_origin=self.site.origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            # A count that does not grow tells of a copy.
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )

    def _used(self, passkey: Passkey, verified: VerifiedAuthentication) -> Passkey:
        return replace(
            passkey,
            version=passkey.version + 1,
            sign_count=verified.new_sign_count,
            used_at=self.now(),
        )

    def _keep(self, handle: str, what: str, challenge: bytes, *, person: str = "") -> None:
        pending = Pending(
            key=digest(f"{what} {handle}"),
            person=person,
            ends_at=self.now() + ANSWER_WITHIN,
            what=what,
            challenge=bytes_to_base64url(challenge),
        )
        self.identities.take(Pending, pending.key)
        self.identities.keep(pending)

    def _pending(self, handle: str, what: str) -> Pending:
        found = self.identities.take(Pending, digest(f"{what} {handle}"))
        if found is None or not is_same(found.what, what) or self.now() >= found.ends_at:
            raise PasskeyError("That took too long, or was answered already. Try again.")
        return found

    def _keep_new(self, passkey: Passkey) -> None:
        recorder = self.doorkeeper.recorder
        try:
            self.identities.keep(passkey)
        except StaleHeldError as error:
            raise PasskeyError("This passkey is known already.") from error
        words = passkey.name
        recorder.changed(passkey.person, "make", kind_of="passkey", about=passkey.id, words=words)


def _unproven() -> PasskeyError:
    return PasskeyError(
        "This passkey lets nobody in. Try another one, or sign in with your password."
    )
