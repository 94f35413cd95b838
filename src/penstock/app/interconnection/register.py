"""The register of third parties, as people of the regulated side tend it."""

from dataclasses import dataclass
from functools import cached_property

from penstock.app.cases import Cases
from penstock.app.cases.door import ClosedError
from penstock.app.interconnection.parties import Parties, Registered
from penstock.governance.boundary.asking import Action, Object
from penstock.governance.interconnection.parties import Party
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side


@dataclass(frozen=True, kw_only=True)
class Register:
    """The register of third parties, behind the boundary.

    Args:
        cases: The cases, as they were opened for whoever came.
    """

    cases: Cases

    @cached_property
    def _parties(self) -> Parties:
        return Parties(records=self.cases.store.records, now=self.cases.now)

    def register(self, code: str, name: str, *, by: str) -> Registered:
        """Register a party, and return its token.

        Raises:
            ClosedError: They do not act for the regulated side.
            UnfitPartyError: The code is none, or taken.
        """
        self._require(Action.WRITE)
        return self._parties.register(code, name, by=by)

    def all(self) -> tuple[Party, ...]:
        """Return all parties.

        Raises:
            ClosedError: They do not act for the regulated side.
        """
        self._require(Action.READ)
        return self._parties.all()

    def close(self, code: str, *, by: str, reason: str) -> Party:
        """Let a party in no more.

        Raises:
            ClosedError: They do not act for the regulated side.
            UnfitPartyError: There is no such party.
        """
        self._require(Action.WRITE)
        return self._parties.close(code, by=by, reason=reason)

    def _require(self, action: Action) -> None:
        """Look whether they may tend the register: competitors of AES are none of its business."""
        door = self.cases.door
        about = Object(
            id="third parties",
            kind="third parties",
            side=Side.REGULATED,
            sensitivity=Sensitivity.INTERNAL,
            subject="",
            data_class="third_parties",
        )
        if door is None:
            return
        (decision,) = door.guard.decide(door.asker, action, [about])
        if not decision.allowed:
            because = "the register of third parties is regulated"
            raise ClosedError(door.asker.person, because, decision)
