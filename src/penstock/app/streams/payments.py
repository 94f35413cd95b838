"""A stand-in for a provider of payments on this machine, with a ledger that programs share."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from penstock.app.streams.keeping import TrialRecords, again, latest_of, number_of
from penstock.casework.payment.charges import (
    Charge,
    ChargeAsked,
    PaymentRefusedError,
    Refund,
    refunded,
    require_same,
)
from penstock.governance.conduct.records import Records

if TYPE_CHECKING:
    from penstock.app.streams.ports import World

_DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """Charges whose keys share a hash; each change is a version.

    Args:
        number: The hash.
        version: From 1.
        charges: The charges, the oldest first.
    """

    number: int
    version: int
    charges: tuple[Charge, ...]

    @property
    def id(self) -> str:
        """What people call it."""
        return f"page {self.number} of the ledger of payments"


@dataclass(frozen=True, kw_only=True)
class LedgerPayments:
    """Charges nobody, and writes down what it would have charged: the same key, the same charge.

    A token that begins with `declined` is declined, so that this can be tried too.

    Args:
        records: Where the ledger is kept.
        now: Returns the moment it is.
    """

    records: Records
    now: Callable[[], datetime]

    def charge(self, asked: ChargeAsked) -> Charge:
        """Charge, or return what was charged under the same key before.

        Raises:
            PaymentRefusedError: It is declined, or the key was used for another charge.
        """
        return again(lambda: self._charge(asked))

    def refund(self, charge_id: str, *, cents: int, because: str, key: str) -> Charge:
        """Give back of a charge, or return what it is where that was done under the same key.

        Raises:
            PaymentRefusedError: There is no such charge, or not so much of it is left.
        """
        return again(
            lambda: self._refund(
                charge_id, Refund(key=key, cents=cents, because=because, at=self.now())
            )
        )

    def find(self, charge_id: str) -> Charge | None:
        """Return a charge; None where there is none."""
        page = self._page(charge_id)
        return next((each for each in page.charges if each.id == charge_id), None)

    def _charge(self, asked: ChargeAsked) -> Charge:
        charge_id = f"PAY-{asked.key}"
        page = self._page(charge_id)
        before = next((each for each in page.charges if each.id == charge_id), None)
        if before:
            return require_same(before, asked)
        if asked.token.startswith(_DECLINED):
            raise PaymentRefusedError(
                f"The {asked.means} was declined for {asked.reference}; nothing was charged. Ask "
                "for another."
            )
        made = Charge(id=charge_id, asked=asked, at=self.now())
        self._keep(page, (*page.charges, made))
        return made

    def _refund(self, charge_id: str, refund: Refund) -> Charge:
        page = self._page(charge_id)
        before = next((each for each in page.charges if each.id == charge_id), None)
        if before is None:
            raise PaymentRefusedError(f"There is no charge {charge_id} to give back of.")
        made = refunded(before, refund)
        if made != before:
            others = tuple(made if each is before else each for each in page.charges)
            self._keep(page, others)
        return made

    def _page(self, charge_id: str) -> LedgerPage:
        number = number_of(charge_id)
        found = latest_of(self.records, LedgerPage, number)
        return found or LedgerPage(number=number, version=0, charges=())

    def _keep(self, page: LedgerPage, charges: tuple[Charge, ...]) -> None:
        self.records.keep(replace(page, version=page.version + 1, charges=charges))


def payments(world: "World") -> LedgerPayments:
    """Return the stand-in whose ledger lies beside the cases."""
    records = world.store.records
    return LedgerPayments(
        records=TrialRecords(records) if world.is_trial else records, now=world.now
    )
