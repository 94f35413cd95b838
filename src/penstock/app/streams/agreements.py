"""What the utility has agreed to connect, as its requests' cases say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal

from penstock.app.cases.blobs import Blobs
from penstock.app.interconnection.recorded import newest
from penstock.delivery.case import Case, Status
from penstock.delivery.ports import Store, Wanted
from penstock.streams.aov_04_interconnection.items import (
    InterconnectionAgreement,
    InterconnectionApplication,
    PermissionToOperateNotice,
)

STREAM = "AOV-04"
_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedRequest:
    """A request that an agreement was tendered for, and that nobody has withdrawn.

    Args:
        meter: Where it is connected.
        capacity_kw_ac: Of its inverters. [kW]
        export_kw: The most that may flow out. [kW]
        tendered_on: The day of the agreement, in UTC.
        lapses_on: First day on which it holds no more; None where the system may run already.
    """

    meter: str
    capacity_kw_ac: Decimal
    export_kw: Decimal
    tendered_on: date
    lapses_on: date | None

    def holds(self, on: date, *, since: date | None) -> bool:
        """Tell whether it counts on a day, beside a model with all that was agreed before a day."""
        is_known = since is not None and self.tendered_on < since
        return not is_known and (self.lapses_on is None or on < self.lapses_on)


def agreed_requests(store: Store, blobs: Blobs) -> Iterator[AgreedRequest]:
    """Yield the requests that agreements were tendered for, of all applicants alike.

    Raises:
        UnfitItemError: What was recorded of one of them does not fit its type.
    """
    after = ""
    while page := store.find(Wanted(stream_id=STREAM, after=after, limit=_PAGE)):
        for case in page:
            if case.status is not Status.CANCELLED:
                yield from _agreed(case, store, blobs)
        after = page[-1].case_id


def _agreed(case: Case, store: Store, blobs: Blobs) -> Iterator[AgreedRequest]:
    model = store.model(case.fingerprint)
    agreement = newest(InterconnectionAgreement, case, model, blobs)
    application = newest(InterconnectionApplication, case, model, blobs)
    if agreement is None or application is None:
        return
    permission = newest(PermissionToOperateNotice, case, model, blobs)
    terms, limit_kw = agreement.terms, agreement.terms.export_limit_kw
    yield AgreedRequest(
        meter=application.form.service.meter.strip(),
        capacity_kw_ac=terms.capacity_kw_ac,
        export_kw=terms.capacity_kw_ac if limit_kw is None else limit_kw,
        tendered_on=agreement.tendered_at.astimezone(UTC).date(),
        lapses_on=None if permission and permission.is_granted else terms.valid_until,
    )
