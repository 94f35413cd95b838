"""The register of people in memory: for tests, and for trying things out."""

from collections.abc import Sequence

from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.ports import OvertakenError
from penstock.governance.accountability.register import Delegation, Holding, Register
from penstock.governance.conduct.records import Record, Records


class MemoryPeople:
    """Keeps the register as long as the program runs."""

    def __init__(self, records: Records | None = None) -> None:
        self._records = records
        self._holdings: dict[tuple[str, str, str], Holding] = {}
        self._delegations: list[Delegation] = []

    def register(self) -> Register:
        """Return all that was ever entered."""
        by_begin = sorted(
            self._holdings.values(), key=lambda each: (each.since, each.person, each.role)
        )
        given = sorted(self._delegations, key=lambda each: (each.start, each.taker))
        return Register(holdings=tuple(by_begin), delegations=tuple(given))

    def change(
        self, change: Change, *, by: str, reason: str, records: Sequence[Record] = ()
    ) -> None:
        """Write what a change begins and ends, and records that follow; all of it, or nothing.

        Raises:
            OvertakenError: Somebody has ended the same holding meanwhile, or begun it.
            StaleRecordError: A record does not follow the version that is kept.
        """
        del by, reason  # Only people who look into a database ask who it was.
        after = dict(self._holdings)
        for holding in change.ended:
            before = after.get(_key(holding))
            if before is None or before.until is not None:
                raise OvertakenError
            after[_key(holding)] = holding
        for holding in change.begun:
            if any(_is_same(holding, each) for each in after.values()):
                raise OvertakenError
            after[_key(holding)] = holding
        if self._records:
            self._records.keep(*records)
        self._holdings = after
        stopped = {_given(each): each for each in change.stopped}
        kept = [stopped.get(_given(each), each) for each in self._delegations]
        self._delegations = [*kept, *change.given]


def _key(holding: Holding) -> tuple[str, str, str]:
    return holding.person, holding.role, holding.since.isoformat()


def _given(delegation: Delegation) -> tuple[str, str, str, str]:
    start = delegation.start.isoformat()
    return delegation.role, delegation.giver, delegation.taker, start


def _is_same(new: Holding, held: Holding) -> bool:
    """Tell whether somebody has what would begin: it is open, or begins at the same moment."""
    if (new.person, new.role) != (held.person, held.role):
        return False
    return held.until is None or held.since == new.since
