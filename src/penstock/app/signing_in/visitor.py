"""Who is there: a person of the register, as they were let in."""

from dataclasses import dataclass

from penstock.app.guarding.asker import Asker
from penstock.governance.boundary.asking import Actor
from penstock.governance.identity.tokens import Scope
from penstock.kernel.sides import Side

_BOTH = frozenset({Side.REGULATED, Side.NON_REGULATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who was let in, with what the register says of them at this moment.

    Args:
        person: The name that the register knows them by.
        hats: The sides they may act for: one, or both where they serve the whole company.
        hat: The side they act for; None while somebody who serves both has chosen none, and each
            case tells for which they act.
        roles: The roles they may act in, those included that are delegated to them.
        is_demo: Whether they are played by whoever looks at the demo.
        csrf: What a form of theirs has to bring along; empty for programs, which send no forms.
        scope: Whether they may do more than read.
        by: How they proved who they are: `password`, `passkey`, `token`, `demo`, or a provider.
    """

    person: str
    hats: frozenset[Side]
    hat: Side | None
    roles: frozenset[str]
    is_demo: bool = False
    csrf: str = ""
    scope: Scope = Scope.WORK
    by: str = ""

    @property
    def asker(self) -> Asker:
        """How they come to the door of the boundary."""
        return Asker(person=self.person, hat=self.hat)

    @property
    def may_work(self) -> bool:
        """Tell whether they may do more than read."""
        return self.scope is Scope.WORK


def hats_of(actor: Actor) -> frozenset[Side]:
    """Return the sides that somebody may act for; none for a stranger."""
    if actor.side is None:
        return frozenset()
    return _BOTH if actor.side is Side.ENTERPRISE else frozenset({actor.side})


def hat_of(actor: Actor, chosen: Side | None) -> Side | None:
    """Return the side that somebody acts for, who may have chosen one before they moved."""
    hats = hats_of(actor)
    if len(hats) == 1:
        return next(iter(hats))
    return chosen if chosen in hats else None
