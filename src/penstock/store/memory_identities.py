"""Accounts, sessions, tokens and passkeys in memory: for tests, and for trying things out."""

from datetime import datetime
from threading import Lock
from typing import cast

from penstock.governance.identity.ports import H, Held, StaleHeldError


class MemoryIdentities:
    """Keeps how people prove who they are as long as the program runs."""

    def __init__(self) -> None:
        self._held: dict[tuple[type[Held], str], Held] = {}
        self._alone = Lock()

    def held(self, kind: type[H], key: str) -> H | None:
        """Return what is kept under a key; None where nothing is."""
        return cast("H | None", self._held.get((kind, key)))

    def of_person(self, kind: type[H], person: str) -> tuple[H, ...]:
        """Return what somebody has of a kind, in the order of keys."""
        return tuple(each for each in self.all(kind) if each.person == person)

    def all(self, kind: type[H]) -> tuple[H, ...]:
        """Return all there is of a kind, in the order of keys."""
        found = sorted(key for of, key in list(self._held) if of is kind)
        return tuple(cast("H", self._held[kind, key]) for key in found)

    def keep(self, *held: Held) -> None:
        """Keep things, new ones and next versions; all of them, or none.

        Raises:
            StaleHeldError: One of them does not follow the version that is kept.
        """
        with self._alone:
            after = dict(self._held)
            for each in held:
                before = after.get((type(each), each.key))
                if each.version != (before.version if before else 0) + 1:
                    raise StaleHeldError
                after[type(each), each.key] = each
            self._held = after

    def take(self, kind: type[H], key: str) -> H | None:
        """Return what is kept under a key, and keep it no more; only one who asks gets it."""
        with self._alone:
            return cast("H | None", self._held.pop((kind, key), None))

    def forget(self, person: str, *kinds: type[Held]) -> None:
        """Keep no more what somebody has of some kinds."""
        with self._alone:
            kept = self._held.items()
            self._held = {
                (kind, key): each
                for (kind, key), each in kept
                if kind not in kinds or each.person != person
            }

    def forget_ended(self, now: datetime) -> None:
        """Keep no more what has ended by a moment."""
        with self._alone:
            kept = self._held.items()
            self._held = {
                key: each for key, each in kept if each.ends_at is None or now < each.ends_at
            }
