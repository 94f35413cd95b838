"""Customers who agree, and what is read by what they agreed to."""

from datetime import datetime, timedelta
from io import BytesIO

from penstock.app.consenting import (
    Proof,
    Terms,
    Wish,
)
from penstock.governance.audit.entry import Kind
from penstock.kernel.sides import Side
from tests.unit.app.cases.bench import NOON
from tests.unit.app.guarding.office import SELLER, Office

AES = Side.NON_REGULATED
USAGE = "Validated consumption data (VEE)"
WISH = Wish(
    customer="Rivera",
    premise="12 Elm St",
    account="A-77",
    grantee="non-regulated",
    data_classes=frozenset({"interval_usage", "billing"}),
    purposes=frozenset({"solar_design"}),
    end=NOON + timedelta(days=365),
)
PROOF = Proof(
    text="I agree.\r\n “Ja” — Zoë\n".encode(),
    edition="2026-01",
    channel="paper",
    identity_proof="driving licence 12",
    evidence="form 4711",
)
ALL = Terms(
    data_classes=frozenset({"interval_usage", "payment"}),
    purposes=frozenset({"solar_design"}),
    end=NOON + timedelta(days=900),
)


class Clock:
    """A clock that somebody sets."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


def read(office: Office, *, purpose: str = "solar_design") -> bytes:
    target = BytesIO()
    office.cases(SELLER, hat=AES, purpose=purpose).content_to("BILL-1", USAGE, target)
    return target.getvalue()


def acts(office: Office) -> list[tuple[str, int, str]]:
    entries = [each for each in office.entries() if each.kind is Kind.CONSENT]
    return [(each.action, each.consent_version, each.actor) for each in entries]
