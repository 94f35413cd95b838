"""Questions that tests change in one place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from penstock.governance.boundary.asking import Action, Actor, Object, Question
from penstock.governance.consent.consent import Consent
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

REGULATED, AES, ENTERPRISE = Side.REGULATED, Side.NON_REGULATED, Side.ENTERPRISE
START = datetime(2026, 3, 1, 8, tzinfo=UTC)

CONSENT = Consent(
    id="K-1",
    version=3,
    customer="C-1",
    premise="P-1",
    account="A-1",
    grantee="non-regulated",
    data_classes=frozenset({"interval_usage"}),
    purposes=frozenset({"solar_design"}),
    start=START,
    end=START + timedelta(days=90),
    text_sha256="5e" * 32,
    text_version="2026-01",
    channel="web",
    given_at=START,
    identity_proof="signature 4711",
)
USAGE = Object(
    id="usage-of-C-1",
    kind="item",
    side=REGULATED,
    sensitivity=Sensitivity.PERSONAL,
    subject="C-1",
    premise="P-1",
    account="A-1",
    data_class="interval_usage",
)
SELLER = Actor(
    id="sam",
    side=AES,
    roles=frozenset({"Sales Consultant - AES"}),
    functions=frozenset({"marketing"}),
)
CLERK = Actor(id="kim", side=ENTERPRISE, roles=frozenset({"Customer Service Representative"}))
OPERATOR = Actor(id="ola", side=REGULATED, functions=frozenset({"transmission"}))
QUESTION = Question(
    actor=SELLER,
    acting_for=AES,
    action=Action.READ,
    object=USAGE,
    purpose="solar_design",
    at=START + timedelta(days=1),
    consent=CONSENT,
)


def company_data(data_class: str, **changes: Any) -> Object:
    """Return a confidential thing of the regulated side, about nobody."""
    thing = Object(
        id=f"the-{data_class}",
        kind="item",
        side=REGULATED,
        sensitivity=Sensitivity.CONFIDENTIAL,
        subject="",
        data_class=data_class,
    )
    return replace(thing, **changes)
