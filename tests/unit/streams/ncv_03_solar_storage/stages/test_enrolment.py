from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from penstock.delivery.stage_acts import ActRefusedError
from penstock.governance.consent.changing import moved_out, revoked
from penstock.governance.consent.consent import Consent
from penstock.streams.ncv_03_solar_storage.items.activation import (
    ActivatedSystem,
    AggregationEnrolment,
)
from penstock.streams.ncv_03_solar_storage.stages.enrolment import (
    Choice,
    check_enrolment,
    enrol,
)
from tests.unit.streams.ncv_03_solar_storage.built import CASE, DESIGN

NOW = datetime(2026, 7, 10, 12, tzinfo=UTC)
HERE = replace(CASE, premise="P-1", account="A-1")
CONSENT = Consent(
    id="CO-9",
    customer="C-1",
    premise="P-1",
    account="A-1",
    grantee="non-regulated",
    data_classes=frozenset({"device_control"}),
    purposes=frozenset({"der_program"}),
    start=datetime(2026, 7, 1, tzinfo=UTC),
    end=datetime(2027, 7, 1, tzinfo=UTC),
    text_sha256="a" * 64,
    text_version="1",
    channel="web",
    given_at=datetime(2026, 7, 1, tzinfo=UTC),
    identity_proof="ID 4711",
)
SYSTEM = ActivatedSystem(
    energised_at=datetime(2026, 6, 22, 13, tzinfo=UTC),
    request_id="IC-7",
    permitted_from=date(2026, 6, 22),
    serials=("SN-0077",),
    first_day=date(2026, 6, 22),
    last_day=date(2026, 7, 1),
    performance_percent=Decimal("99.0"),
    uptime_percent=Decimal(100),
    activated_at=NOW,
)


@dataclass(frozen=True)
class Register:
    """Consents as they stand."""

    consents: tuple[Consent, ...]

    def of_customer(self, customer: str) -> Sequence[Consent]:
        return tuple(each for each in self.consents if each.customer == customer)


def enrolled(*consents: Consent) -> AggregationEnrolment:
    return enrol(Choice(), SYSTEM, DESIGN, None, Register(consents), HERE, NOW)


def test_a_customer_who_consents_to_it_by_itself_is_enrolled() -> None:
    found = enrolled(CONSENT)

    assert (found.consent_id, found.consent_version, found.holds) == ("CO-9", 1, True)


@pytest.mark.parametrize(
    ("consents", "words"),
    [
        ((), "C-1 has given no consent to der_program"),
        ((replace(CONSENT, customer="C-2"),), "has given no consent"),
        ((replace(CONSENT, purposes=frozenset({"solar_design"})),), "has given no consent"),
        (
            (replace(CONSENT, purposes=frozenset({"der_program", "solar_design"})),),
            "is for solar_design as well; der_program takes one of its own",
        ),
        ((revoked(CONSENT, at=NOW - timedelta(days=1)),), "was taken back at 2026-07-09"),
        ((moved_out(CONSENT, at=NOW - timedelta(days=2)),), "ended when the customer moved out"),
        ((replace(CONSENT, end=NOW),), "before 2026-07-10 alone"),
        ((replace(CONSENT, premise="P-2"),), "is about the premise P-2, not P-1"),
        ((replace(CONSENT, channel=""),), "is not proven"),
    ],
)
def test_without_a_consent_of_its_own_nobody_is_enrolled(
    consents: tuple[Consent, ...], words: str
) -> None:
    with pytest.raises(ActRefusedError, match=words):
        enrolled(*consents)


def test_one_good_consent_is_enough_among_bad_ones() -> None:
    assert enrolled(replace(CONSENT, id="CO-1", premise="P-2"), CONSENT).consent_id == "CO-9"


def test_a_consent_revoked_after_enrolment_ends_it_and_says_why() -> None:
    enrolment = enrolled(CONSENT)
    later = NOW + timedelta(days=30)
    gone = revoked(CONSENT, at=NOW + timedelta(days=29))

    found = check_enrolment(enrolment, Register((gone,)), HERE, later)

    assert found is not None
    assert (found.holds, found.ended_at) == (False, later)
    assert "consent CO-9 was taken back at 2026-08-08" in found.ended_because
    assert found.enrolled_at == enrolment.enrolled_at


def test_while_the_consent_holds_nothing_is_recorded() -> None:
    assert check_enrolment(enrolled(CONSENT), Register((CONSENT,)), HERE, NOW) is None


def test_an_enrolment_that_ended_is_looked_at_no_more() -> None:
    ended = check_enrolment(enrolled(CONSENT), Register(()), HERE, NOW)
    assert ended is not None

    with pytest.raises(ActRefusedError, match="The enrolment ended at 2026-07-10"):
        check_enrolment(ended, Register(()), HERE, NOW)


def test_nobody_is_enrolled_twice() -> None:
    with pytest.raises(ActRefusedError, match="is enrolled since 2026-07-10, under consent CO-9"):
        enrol(Choice(), SYSTEM, DESIGN, enrolled(CONSENT), Register((CONSENT,)), HERE, NOW)


def test_after_it_ended_a_new_consent_enrols_anew() -> None:
    ended = check_enrolment(enrolled(CONSENT), Register(()), HERE, NOW)

    found = enrol(Choice(), SYSTEM, DESIGN, ended, Register((CONSENT,)), HERE, NOW)

    assert found.holds


def test_a_system_without_battery_has_nothing_to_offer() -> None:
    with pytest.raises(ActRefusedError, match="has no battery"):
        enrol(
            Choice(), SYSTEM, replace(DESIGN, battery=None), None, Register((CONSENT,)), HERE, NOW
        )
