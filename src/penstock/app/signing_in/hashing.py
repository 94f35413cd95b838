"""Passwords as Argon2id keeps them (RFC 9106)."""

from functools import cached_property
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from penstock.app.signing_in.secrets import new_secret
from penstock.governance.identity.passwords import LONGEST, normalised

if TYPE_CHECKING:
    # Who lets people in by the command line needs no library of the web.
    from argon2 import Parameters, PasswordHasher

_AT_ONCE = 4


class Passwords:
    """Hashes passwords, and tells whether one fits.

    Args:
        parameters: How much work it is; None for the second choice of RFC 9106, section 4, which
            takes 64 MiB and three passes.
        at_once: So many are worked on at the same time; others wait. Else whoever signs in a
            thousand times at once would take all the memory.
    """

    def __init__(self, parameters: "Parameters | None" = None, *, at_once: int = _AT_ONCE) -> None:
        self._parameters = parameters
        self._turns = BoundedSemaphore(at_once)

    def hashed(self, password: str) -> str:
        """Return what is kept of a password, with its parameters and its salt."""
        with self._turns:
            return self._hasher.hash(normalised(password))

    def fits(self, encoded: str, password: str) -> bool:
        """Tell whether a password is the one that was hashed.

        Where there is none, as much work is done before the answer, which is no.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        if len(password) > LONGEST:
            encoded, password = "", ""
        with self._turns:
            try:
                self._hasher.verify(encoded or self._nobodys, normalised(password))
            except (VerificationError, InvalidHashError):
                return False
        # The answer for nobody's password is no, even if it were guessed.
        return bool(encoded)

    def is_outdated(self, encoded: str) -> bool:
        """Tell whether a password was hashed with other parameters than are used now."""
        return self._hasher.check_needs_rehash(encoded)

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher
        from argon2.profiles import RFC_9106_LOW_MEMORY

        return PasswordHasher.from_parameters(self._parameters or RFC_9106_LOW_MEMORY)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(new_secret())
