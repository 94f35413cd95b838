"""Who looks at a page, as far as pages have to know; signing in is the affair of use cases."""

from collections.abc import Set
from typing import Protocol

from penstock.kernel.sides import Side


class Visitor(Protocol):
    """Somebody who is signed in, as the register of people has them now."""

    @property
    def person(self) -> str:
        """The name they sign in with."""
        ...

    @property
    def hat(self) -> Side | None:
        """The side that they act for; None for that of whatever they work on."""
        ...

    @property
    def hats(self) -> Set[Side]:
        """The sides that they may act for."""
        ...

    @property
    def roles(self) -> Set[str]:
        """The roles that they have, or stand in for."""
        ...

    @property
    def is_demo(self) -> bool:
        """Whether they only play somebody."""
        ...

    @property
    def csrf(self) -> str:
        """The secret that the forms of their session carry."""
        ...


class Doorkeeper(Protocol):
    """Knows who a session belongs to."""

    def visitor(self, session: str) -> Visitor | None:
        """Return who a session belongs to; None where it has ended, or never was."""
        ...


class Nobody:
    """A doorkeeper where nobody can sign in."""

    def visitor(self, session: str) -> Visitor | None:  # noqa: ARG002  # there are none
        """Return nobody."""
        return None
