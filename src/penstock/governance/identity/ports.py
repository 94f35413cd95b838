"""Where it is kept how people prove who they are."""

from datetime import datetime
from typing import Protocol, TypeVar


class Held(Protocol):
    """Something that is kept under a key until it ends; it may change, each time a new version."""

    @property
    def key(self) -> str:
        """By what it is found: a name, or the hash of a secret."""
        ...

    @property
    def person(self) -> str:
        """Whose it is; empty where that is nobody's."""
        ...

    @property
    def version(self) -> int:
        """From 1."""
        ...

    @property
    def ends_at(self) -> datetime | None:
        """The first moment at which it counts no more; None where it ends by no clock."""
        ...


H = TypeVar("H", bound=Held)


class StaleHeldError(Exception):
    """Something changed, or was taken away, while somebody wanted to change it."""

    def __init__(self) -> None:
        super().__init__("Somebody else has changed the same meanwhile. Try it again.")


class Identities(Protocol):
    """What is kept of how people prove who they are; nothing of it is a secret in clear."""

    def held(self, kind: type[H], key: str) -> H | None:
        """Return what is kept under a key; None where nothing is."""
        ...

    def of_person(self, kind: type[H], person: str) -> tuple[H, ...]:
        """Return what somebody has of a kind, in the order of keys."""
        ...

    def all(self, kind: type[H]) -> tuple[H, ...]:
        """Return all there is of a kind, in the order of keys."""
        ...

    def keep(self, *held: Held) -> None:
        """Keep things, new ones and next versions; all of them, or none.

        Raises:
            StaleHeldError: One of them does not follow the version that is kept.
        """
        ...

    def take(self, kind: type[H], key: str) -> H | None:
        """Return what is kept under a key, and keep it no more; only one who asks gets it."""
        ...

    def forget(self, person: str, *kinds: type[Held]) -> None:
        """Keep no more what somebody has of some kinds."""
        ...

    def forget_ended(self, now: datetime) -> None:
        """Keep no more what has ended by a moment."""
        ...
