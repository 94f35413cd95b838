"""What whoever came may know and do of homes, as the boundary says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from penstock.casework.device.registry import Home
from penstock.governance.boundary.asking import Action, Decision, Object
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

if TYPE_CHECKING:
    from penstock.app.cases.door import Door

_KIND, _CLASS = "Active smart home platform", "smart_home"


class NotAllowedError(ValueError):
    """The boundary denies what somebody wants to know or do of a home."""

    def __init__(self, home: str, decision: Decision) -> None:
        self.home = home
        self.decision = decision
        super().__init__(f"{home} is closed to you ({decision.rule}): {decision.reason}")


@dataclass(frozen=True, slots=True)
class HomeDoor:
    """The way to homes.

    Args:
        door: Asks the boundary; None for programs of the side that installs the devices.
    """

    door: "Door | None"

    def known(self, homes: Sequence[Home]) -> list[Home]:
        """Return those homes of which whoever came may know."""
        if self.door is None or not homes:
            return list(homes)
        objects = [home_object(each) for each in homes]
        decisions = self.door.guard.decide(self.door.asker, Action.READ, objects)
        asked_of = zip(homes, decisions, strict=True)
        return [home for home, decision in asked_of if decision.allowed]

    def sees(self, what: str) -> bool:
        """Tell whether whoever came may see something of no home in particular."""
        return self.door is None or self.door.sees(what, side=Side.NON_REGULATED)

    def require_read(self, home: Home, *, purpose: str) -> None:
        """Look whether whoever came may know what was measured in a home, for a purpose and now.

        Raises:
            NotAllowedError: They may not.
        """
        self._require(Action.READ, home, purpose=purpose)

    def require_write(self, home: Home) -> None:
        """Look whether whoever came may change something in a home.

        Raises:
            NotAllowedError: They may not.
        """
        self._require(Action.WRITE, home)

    def _require(self, action: Action, home: Home, *, purpose: str = "") -> None:
        if self.door is None:
            return
        asker = self.door.asker
        asker = replace(asker, purpose=purpose) if purpose else asker
        (decision,) = self.door.guard.decide(asker, action, [home_object(home)])
        if not decision.allowed:
            raise NotAllowedError(home.name, decision)


def home_object(home: Home) -> Object:
    """Return a home as the boundary takes it."""
    return Object(
        id=home.name,
        kind=_KIND,
        side=Side.NON_REGULATED,
        sensitivity=Sensitivity.PERSONAL,
        subject=home.customer,
        premise=home.premise,
        account=home.account,
        data_class=_CLASS,
    )
