"""Use that the regulated side holds, read through the boundary under the customer's consent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from penstock.app.cases.naming import NoSuchCaseError
from penstock.delivery.case import Case
from penstock.delivery.kept import Wanted
from penstock.delivery.refusals import RefusedError
from penstock.governance.boundary.lineage import Lineage, Source
from penstock.kernel.sides import Side
from penstock.streams.ncv_03_solar_storage.ports import UsageRefusedError

if TYPE_CHECKING:
    from penstock.app.cases import Cases
    from penstock.app.cases.door import Door

STAGE, BILLS = "NCV-03.1", "Customer energy bills"
DATA_CLASS = "interval_usage"


@dataclass(frozen=True, kw_only=True)
class BoundaryUsage:
    """Asks for use as the person at work may: each time, by purpose and consent, and recorded.

    Args:
        cases: The cases, through the door of whoever acts.
        is_trial: Whether somebody only looks, and no origin is kept.
        stage: The stage that it is asked in; its purpose is what consents have to be for.
        for_what: The same in words.
    """

    cases: "Cases"
    is_trial: bool = False
    stage: str = STAGE
    for_what: str = "solar design"

    def interval_usage(self, *, account: str, person: str, case_id: str) -> bytes:
        """Return a year of the account's use as the utility's file has it.

        Before it is given out, the bills of the case are said to be made of it, so that they are as
        closed as it is from their first moment. Whether there is no consent or no use is told in
        the same words, so that nobody learns who is a customer of the other side.

        Raises:
            UsageRefusedError: The boundary denies it, or there is none.
            AuditError: It could not be put on record; nothing is given out.
        """
        door = self.cases.door
        if door is None:
            raise UsageRefusedError(
                "Use is asked from the regulated side in a person's name, and nobody's is known "
                "here. Say who asks, with --as."
            )
        asking = self.cases.case(case_id)
        guarded = _for_aes(door, self.stage)
        for held_in, item in self._places(account, asking.customer, guarded):
            if _allowed(guarded, held_in.case_id, item):
                self._say_origin(asking, held_in, item, guarded)
                return self.cases.blobs.get(held_in.items[item].sha256)
        raise UsageRefusedError(
            f"The regulated side gives {person} no use of account {account} for {case_id}: no live "
            f"consent of the customer covers interval usage of this account for {self.for_what}, "
            "or there is none to give. Ask the customer for their consent, or have the bills "
            "uploaded."
        )

    def _places(self, account: str, customer: str, door: "Door") -> Iterator[tuple[Case, str]]:
        """Yield the regulated cases of a customer's account that hold use."""
        for case in self._regulated(account, customer):
            for item in sorted(case.items, reverse=True):
                if door.classes.of(item).name == DATA_CLASS and case.has(item):
                    yield case, item

    def _regulated(self, account: str, customer: str) -> Iterator[Case]:
        after = ""
        while page := self.cases.store.find(Wanted(after=after, limit=200)):
            for case in page:
                # Another customer's use is never asked for, whoever wrote down their account.
                if (case.account, case.customer) == (account, customer):
                    model = self.cases.store.model(case.fingerprint)
                    if Side.read(model.side) is Side.REGULATED:
                        yield case
            after = page[-1].case_id

    def _say_origin(self, asking: Case, held_in: Case, item: str, door: "Door") -> None:
        from penstock.app.deriving import Derivations, source_of  # it imports the cases

        source = source_of(held_in, item)
        if not self.is_trial and not self._is_said(asking, source):
            Derivations(cases=self.cases, door=door).keep(asking.case_id, BILLS, (source,))

    def _is_said(self, asking: Case, source: Source) -> bool:
        said = self.cases.store.records.of_case(Lineage, asking.case_id)
        return any(each.item == BILLS and source in each.made_of for each in said)


def _for_aes(door: "Door", stage: str) -> "Door":
    """Return the door of whoever asks for AES, whichever side they could act for beside."""
    working = door.working(stage, stage.partition(".")[0])
    return replace(working, asker=replace(working.asker, hat=Side.NON_REGULATED))


def _allowed(door: "Door", case_id: str, item: str) -> bool:
    try:
        door.item(case_id, item)
    except (NoSuchCaseError, RefusedError):
        return False
    return True
