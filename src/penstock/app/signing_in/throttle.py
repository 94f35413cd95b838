"""Whoever guesses waits longer each time, whichever program asks, and after a restart too."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from math import ceil

from penstock.app.signing_in.wrong import SignInError
from penstock.governance.identity.attempts import ADDRESS, NAME, PAIR, Attempts, Limit, none_yet
from penstock.governance.identity.ports import Identities, StaleHeldError
from penstock.kernel.networks import network_of

_TRIES = 20


class TooManyAttemptsError(SignInError):
    """Somebody has to wait before the next attempt; which accounts there are does not matter.

    Attributes:
        wait_s: How long, in seconds.
    """

    def __init__(self, wait_s: int) -> None:
        self.wait_s = wait_s
        super().__init__(
            f"That was tried too often. Wait {_in_words(wait_s)}, and try again; a passkey, or a "
            "new invitation from those who enter people, lets you in at once."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An attempt that was counted, before anybody looks whether it succeeds."""

    pair: str
    address: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Throttle:
    """Counts attempts by name and by address.

    An attempt counts as failed until it has succeeded: however many come at once, no more are
    taken. Nobody is locked out by others for ever: a name waits for at most a quarter of an hour,
    and not at all from an address from which its owner has signed in within a month.

    Args:
        identities: Where it is kept.
        now: Returns the moment it is.
    """

    identities: Identities
    now: Callable[[], datetime]

    def begin(self, name: str, address: str) -> Attempt:
        """Count an attempt, and return it.

        Raises:
            TooManyAttemptsError: They have to wait first.
        """
        near = network_of(address)
        attempt = Attempt(
            pair=_key("pair", name, near), address=_key("address", near), name=_key("name", name)
        )
        self.identities.forget_ended(self.now())
        for _ in range(_TRIES):
            # Somebody else may try at the same moment.
            with suppress(StaleHeldError):
                self._count(attempt)
                return attempt
        raise TooManyAttemptsError(1)

    def succeeded(self, attempt: Attempt) -> None:
        """Forget what failed before an attempt that succeeded."""
        now = self.now()
        self._change(attempt.pair, lambda each: each.cleared(now, known=True))
        self._change(attempt.address, Attempts.without_last)
        self._change(attempt.name, lambda each: each.cleared(now, known=False))

    def waits_until(self, name: str) -> datetime | None:
        """Return until when no guess for a name is looked at from where it is unknown."""
        now = self.now()
        wait = self._of(_key("name", name), now).wait(NAME, now)
        return now + wait if wait else None

    def _count(self, attempt: Attempt) -> None:
        now = self.now()
        pair = self._of(attempt.pair, now)
        counted: list[tuple[Attempts, Limit]] = [
            (pair, PAIR),
            (self._of(attempt.address, now), ADDRESS),
        ]
        if not pair.is_known(now):
            counted.append((self._of(attempt.name, now), NAME))
        wait = max(each.wait(limit, now) for each, limit in counted)
        if wait:
            raise TooManyAttemptsError(ceil(wait.total_seconds()))
        self.identities.keep(*(each.one_more(now) for each, _ in counted))

    def _change(self, key: str, change: Callable[[Attempts], Attempts]) -> None:
        for _ in range(_TRIES):
            found = self.identities.held(Attempts, key)
            if found is None:
                return
            with suppress(StaleHeldError):
                self.identities.keep(change(found))
                return

    def _of(self, key: str, now: datetime) -> Attempts:
        return self.identities.held(Attempts, key) or none_yet(key, now)


def _key(*parts: str) -> str:
    # Hashed, for it is nobody's business who has tried from where.
    return sha256("\n".join(_escaped(parts)).encode("utf-8", "surrogatepass")).hexdigest()


def _escaped(parts: tuple[str, ...]) -> Iterator[str]:
    return (each.replace("\\", "\\\\").replace("\n", "\\n") for each in parts)


def _in_words(wait_s: int) -> str:
    if wait_s < 90:
        return f"{wait_s} seconds" if wait_s != 1 else "a second"
    return f"{-(-wait_s // 60)} minutes"
