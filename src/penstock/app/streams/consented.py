"""Use that the regulated side holds, read through the boundary under the customer's consent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penstock.app.cases.naming import NoSuchCaseError
from penstock.delivery.case import Case
from penstock.delivery.kept import Wanted
from penstock.delivery.refusals import RefusedError
from penstock.kernel.sides import Side
from penstock.streams.ncv_03_solar_storage.ports import UsageRefusedError

if TYPE_CHECKING:
    from penstock.app.cases import Cases
    from penstock.app.cases.door import Door

STREAM, STAGE = "NCV-03", "NCV-03.1"
DATA_CLASS = "interval_usage"


@dataclass(frozen=True, kw_only=True)
class BoundaryUsage:
    """Asks for use as the person at work may: each time, by purpose and consent, and recorded.

    Args:
        cases: The cases, through the door of whoever acts.
    """

    cases: "Cases"

    def interval_usage(self, *, account: str, person: str, case_id: str) -> bytes:
        """Return a year of the account's use as the utility's file has it.

        Whether there is no consent or no use is told in the same words, so that nobody learns who
        is a customer of the other side.

        Raises:
            UsageRefusedError: The boundary denies it, or there is none.
        """
        door = self.cases.door
        if door is None:
            raise UsageRefusedError(
                "Use is asked from the regulated side in a person's name, and nobody's is known "
                "here. Say who asks, with --as."
            )
        guarded = door.working(STAGE, STREAM)
        for held_in, item in self._places(account, guarded):
            if _allowed(guarded, held_in.case_id, item):
                return self.cases.blobs.get(held_in.items[item].sha256)
        raise UsageRefusedError(
            f"The regulated side gives {person} no use of account {account} for {case_id}: no live "
            "consent of the customer covers interval usage of this account for solar design, or "
            "there is none to give. Ask the customer for their consent, or have the bills uploaded."
        )

    def _places(self, account: str, door: "Door") -> Iterator[tuple[Case, str]]:
        """Yield the regulated cases of an account that hold use."""
        for case in self._regulated(account):
            for item in sorted(case.items, reverse=True):
                if door.classes.of(item).name == DATA_CLASS and case.has(item):
                    yield case, item

    def _regulated(self, account: str) -> Iterator[Case]:
        after = ""
        while page := self.cases.store.find(Wanted(after=after, limit=200)):
            for case in page:
                model = self.cases.store.model(case.fingerprint)
                if case.account == account and Side.read(model.side) is Side.REGULATED:
                    yield case
            after = page[-1].case_id


def _allowed(door: "Door", case_id: str, item: str) -> bool:
    try:
        door.item(case_id, item)
    except (NoSuchCaseError, RefusedError):
        return False
    return True
