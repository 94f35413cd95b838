"""What people find behind the door to cases, and what the log says they asked for."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from penstock.app.cases.door import ClosedError, Door
from penstock.app.cases.naming import NoSuchCaseError
from penstock.delivery import commands as do
from penstock.delivery.ports import Wanted
from penstock.delivery.refusals import RefusedError
from penstock.governance.audit.entry import Verdict
from penstock.governance.audit.ports import AuditError
from penstock.governance.consent.changing import revoked
from penstock.governance.consent.consent import Consent
from penstock.kernel.sides import Side
from tests.unit.app.cases.bench import NOON
from tests.unit.app.guarding.office import ENGINEER, SELLER, SERVICE, Office, by

AES, GRID = Side.NON_REGULATED, Side.REGULATED
USAGE = "Validated consumption data (VEE)"
CONSENT = Consent(
    id="CON-1",
    customer="Rivera",
    premise="12 Elm St",
    account="A-77",
    grantee="non-regulated",
    data_classes=frozenset({"interval_usage"}),
    purposes=frozenset({"solar_design"}),
    start=NOON - timedelta(days=1),
    end=NOON + timedelta(days=30),
    text_sha256="5e3",
    text_version="2026-01",
    channel="web",
    given_at=NOON - timedelta(days=1),
    identity_proof="driving licence",
)


@pytest.fixture
def office() -> Office:
    """Return an office with a case of each side about one customer."""
    office = Office()
    cases = office.behind()
    about = {"customer": "Rivera", "premise": "12 Elm St", "account": "A-77"}
    cases.open("NCV-03", by("p", "1"), case_id="SOL-1", **about)
    cases.open("RCV-03", by("p", "2"), case_id="BILL-1", **about)
    cases.record("BILL-1", USAGE, b"kWh 1 2 3", by("p", "3"))
    return office


def _read(office: Office, person: str, *, purpose: str, hat: Side | None = None) -> bytes:
    target = BytesIO()
    office.cases(person, hat=hat, purpose=purpose).content_to("BILL-1", USAGE, target)
    return target.getvalue()


def test_people_see_the_cases_of_their_side(office: Office) -> None:
    found = {person: office.cases(person).find(Wanted()) for person in (SELLER, ENGINEER, SERVICE)}

    assert {person: {each.case_id for each in page} for person, page in found.items()} == {
        SELLER: {"SOL-1"},
        ENGINEER: {"BILL-1"},
        SERVICE: {"BILL-1", "SOL-1"},
    }


def test_c1_shared_staff_see_in_a_hat_what_that_side_sees(office: Office) -> None:
    page = office.cases(SERVICE, hat=AES).find(Wanted())

    assert [each.case_id for each in page] == ["SOL-1"]


def test_nobody_wears_the_hat_of_the_other_side(office: Office) -> None:
    assert office.cases(SELLER, hat=GRID).find(Wanted()) == ()


@pytest.mark.parametrize("case_id", ["BILL-1", "BILL-2"])
def test_d12_a_case_of_the_other_side_is_as_one_that_never_was(
    office: Office, case_id: str
) -> None:
    told = []
    for look in ("case", "explain", "show"):
        with pytest.raises(NoSuchCaseError) as error:
            getattr(office.cases(SELLER), look)(case_id)
        told.append(str(error.value).replace(case_id, "ID"))

    assert set(told) == {"There is no case 'ID'."}


def test_d1_without_a_consent_the_data_of_the_other_side_stay_there(office: Office) -> None:
    with pytest.raises(NoSuchCaseError):
        _read(office, SELLER, purpose="solar_design")

    entry = office.entries()[-1]
    assert (entry.verdict, entry.rule, entry.actor, entry.subject, entry.purpose) == (
        Verdict.DENIED,
        "consent-none",
        SELLER,
        "Rivera",
        "solar_design",
    )


def test_d2_with_a_live_consent_they_cross_and_the_log_names_it(office: Office) -> None:
    office.store.consents.keep(CONSENT)

    assert _read(office, SELLER, purpose="solar_design", hat=AES) == b"kWh 1 2 3"

    entry = office.entries()[-1]
    assert (entry.verdict, entry.rule) == (Verdict.ALLOWED, "with-consent")
    assert (entry.consent, entry.consent_version) == ("CON-1", 1)


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (replace(CONSENT, premise="14 Elm St"), "consent-other-premise"),
        (replace(CONSENT, account="A-78"), "consent-other-account"),
        (replace(CONSENT, grantee="SunCo"), "consent-other-grantee"),
        (replace(CONSENT, data_classes=frozenset({"billing"})), "consent-out-of-scope"),
        (replace(CONSENT, purposes=frozenset({"marketing"})), "consent-other-purpose"),
        (replace(CONSENT, start=NOON + timedelta(seconds=1)), "consent-not-started"),
        (replace(CONSENT, end=NOON), "consent-expired"),
        (replace(CONSENT, identity_proof=""), "consent-unproven"),
    ],
)
def test_d3_one_term_off_and_it_stays_there(office: Office, broken: Consent, rule: str) -> None:
    office.store.consents.keep(broken)

    with pytest.raises(NoSuchCaseError):
        _read(office, SELLER, purpose="solar_design", hat=AES)

    assert office.entries()[-1].rule == rule


def test_d4_what_was_taken_back_counts_no_more_at_the_next_decision(office: Office) -> None:
    office.store.consents.keep(CONSENT)
    _read(office, SELLER, purpose="solar_design", hat=AES)

    office.store.consents.keep(revoked(CONSENT, at=NOON))

    with pytest.raises(NoSuchCaseError):
        _read(office, SELLER, purpose="solar_design", hat=AES)
    assert office.entries()[-1].rule == "consent-revoked"


def test_who_owns_the_data_needs_no_consent(office: Office) -> None:
    assert _read(office, ENGINEER, purpose="billing") == b"kWh 1 2 3"


def test_nobody_opens_or_works_cases_of_the_other_side(office: Office) -> None:
    cases = office.cases(SELLER)

    with pytest.raises(RefusedError, match="which is regulated"):
        cases.open("RCV-03", by(SELLER, "a"), case_id="BILL-9")
    with pytest.raises(NoSuchCaseError):
        cases.act("BILL-1", do.Hold(reason="mine now"), by(SELLER, "b"))


def test_o2_a_case_asks_the_other_side_as_anybody_could_and_sees_only_its_answer(
    office: Office,
) -> None:
    cases = office.cases(SELLER)

    cases.link_new("SOL-1", "AOV-04", by(SELLER, "link"))

    (other,) = cases.case("SOL-1").links
    assert office.behind().case(other).premise == "12 Elm St"
    with pytest.raises(NoSuchCaseError):
        cases.case(other)


def test_who_left_is_a_stranger() -> None:
    office = Office()
    office.behind().open("NCV-03", by("p", "1"), case_id="SOL-1", customer="Rivera")

    stranger = office.cases("Zoe")

    assert stranger.find(Wanted()) == ()
    assert stranger.counts() == ()
    with pytest.raises(NoSuchCaseError, match=r"There is no case 'SOL-2'\."):
        stranger.case("SOL-2")


def test_counts_are_those_of_what_they_see(office: Office) -> None:
    assert {each.stream_id for each in office.cases(SELLER).counts()} == {"NCV-03"}
    assert {each.stream_id for each in office.cases(SERVICE).counts()} == {"NCV-03", "RCV-03"}


def test_a1_what_cannot_be_recorded_is_not_answered(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_log: object, _entries: object) -> tuple[int, ...]:
        raise AuditError("The disk is full.")

    monkeypatch.setattr(type(office.log), "append", full)

    for asked in (
        lambda: office.cases(SELLER).find(Wanted()),
        lambda: office.cases(SELLER).case("SOL-1"),
        lambda: office.cases(ENGINEER).content("BILL-1", USAGE),
        lambda: office.cases(SELLER).act("SOL-1", do.Hold(reason="x"), by(SELLER, "h")),
    ):
        with pytest.raises(AuditError):
            asked()
    assert office.behind().case("SOL-1").version == 2


def test_as_long_as_nobody_is_entered_the_case_tells_the_hat() -> None:
    office = Office(is_open=True)
    cases = office.cases("anybody")

    cases.open("NCV-03", by("anybody", "1"), case_id="SOL-1", customer="Rivera")
    cases.open("RCV-03", by("anybody", "2"), case_id="BILL-1", customer="Rivera")

    assert [each.case_id for each in cases.find(Wanted())] == ["BILL-1", "SOL-1"]
    assert [each.case_id for each in office.cases("anybody", hat=AES).find(Wanted())] == ["SOL-1"]


def test_what_takes_in_both_sides_is_for_who_serves_both(office: Office) -> None:
    def door(person: str, hat: Side | None = None) -> Door:
        found = office.cases(person, hat=hat).door
        assert found is not None
        return found

    door(SERVICE).require_whole("export")

    for closed in (door(SELLER), door(ENGINEER), door(SERVICE, AES), door("Zoe")):
        with pytest.raises(ClosedError, match="takes in the cases of both sides"):
            closed.require_whole("export")
