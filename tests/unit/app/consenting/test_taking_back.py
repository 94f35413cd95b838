"""Taking consents back, moving out, and what is closed from then on."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from penstock.app.cases.naming import NoSuchCaseError
from penstock.app.consenting import (
    Consenting,
    Terms,
    following,
)
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.refusals import RefusedError
from penstock.governance.consent.consent import ConsentStatus
from tests.unit.app.cases.bench import NOON
from tests.unit.app.consenting.customers import AES, PROOF, USAGE, WISH, Clock, acts, read
from tests.unit.app.guarding.office import ENGINEER, SELLER, SERVICE, Office, by


def test_d4_what_was_taken_back_is_refused_at_the_next_decision(
    office: Office, desk: Consenting
) -> None:
    given = desk.give(WISH, PROOF, key="1")
    read(office)

    desk.revoke(given.id, key="2", reason="called")

    with pytest.raises(NoSuchCaseError):
        read(office)
    assert acts(office)[-1] == ("revoke", 2, SERVICE)


def test_d4_what_was_read_before_is_listed_to_be_followed_up(
    office: Office, desk: Consenting
) -> None:
    given = desk.give(WISH, PROOF, key="1")
    read(office)
    with pytest.raises(NoSuchCaseError):
        read(office, purpose="marketing")

    (found,) = desk.delivered(desk.revoke(given.id, key="2"))

    assert (found.person, found.side, found.what) == (SELLER, "non-regulated", USAGE)
    assert (found.purpose, found.version) == ("solar_design", 1)
    assert office.entries()[-1].action == "read what was delivered"


def test_d4_all_that_was_read_is_listed_however_long_the_log(
    office: Office, desk: Consenting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_PAGE", 2)
    given = desk.give(WISH, PROOF, key="1")
    for _ in range(5):
        read(office)

    assert len(desk.delivered(given)) == 5


def test_d4_a_reading_under_way_stops_when_the_consent_is_taken_back(
    office: Office, desk: Consenting
) -> None:
    mib = 1024 * 1024
    office.behind().record("BILL-1", USAGE, b"x" * 3 * mib, by("p", "4"))
    given = desk.give(WISH, PROOF, key="1")

    class Reader(BytesIO):
        def write(self, piece: object) -> int:
            desk.revoke(given.id, key="2")
            return super().write(piece)  # type: ignore[arg-type]

    target = Reader()
    seller = office.cases(SELLER, hat=AES, purpose="solar_design")
    with pytest.raises(RefusedError, match="may not be shown to Sal any more"):
        seller.content_to("BILL-1", USAGE, target)

    assert len(target.getvalue()) == mib
    assert office.entries()[-1].rule == "consent-revoked"


def test_whoever_owns_large_data_is_not_asked_again_for_each_piece(office: Office) -> None:
    office.behind().record("BILL-1", USAGE, b"x" * 5 * 1024 * 1024, by("p", "4"))
    before = len(office.entries())

    office.cases(ENGINEER).content_to("BILL-1", USAGE, BytesIO())

    assert len(office.entries()) - before == 3, "two decisions, and the reading of the log"


def test_a_consent_is_taken_back_once(office: Office, desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")

    answers = [desk.revoke(given.id, key=key) for key in ("2", "2", "3")]

    assert {each.version for each in answers} == {2}
    assert len(acts(office)) == 2


def test_a_key_that_narrowed_does_not_revoke(desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")
    desk.narrow(given.id, Terms(data_classes=frozenset({"billing"})), key="2")

    with pytest.raises(KeyUsedError):
        desk.revoke(given.id, key="2")


def test_a_key_that_revoked_does_not_narrow(desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")
    desk.revoke(given.id, key="2")

    with pytest.raises(KeyUsedError):
        desk.narrow(given.id, Terms(data_classes=given.data_classes), key="2")


def test_d6_moving_out_ends_the_consents_of_that_premise(
    clock: Clock, office: Office, desk: Consenting
) -> None:
    here = desk.give(WISH, PROOF, key="1")
    there = desk.give(replace(WISH, premise="9 Oak Ave", account="A-78"), PROOF, key="2")
    leaving = NOON + timedelta(days=2)

    (ended,) = desk.move_out("Rivera", "12 Elm St", at=leaving, key="3")

    assert (ended.id, ended.ended_at) == (here.id, leaving)
    assert read(office) == b"kWh 1 2 3"
    clock.at = leaving
    with pytest.raises(NoSuchCaseError):
        read(office)
    assert office.entries()[-1].rule == "consent-moved-out"
    assert desk.versions(there.id)[-1].status is ConsentStatus.ACTIVE


def test_d6_who_follows_at_the_premise_inherits_nothing(office: Office, desk: Consenting) -> None:
    desk.give(WISH, PROOF, key="1")
    about = {"customer": "Okafor", "premise": "12 Elm St", "account": "A-77"}
    office.behind().open("RCV-03", by("p", "8"), case_id="BILL-2", **about)
    office.behind().record("BILL-2", USAGE, b"hers", by("p", "9"))

    with pytest.raises(NoSuchCaseError):
        office.cases(SELLER, purpose="solar_design").content("BILL-2", USAGE)


def test_d5_another_account_of_the_same_customer_stays_closed(
    office: Office, desk: Consenting
) -> None:
    desk.give(replace(WISH, account="A-78"), PROOF, key="1")

    with pytest.raises(NoSuchCaseError):
        read(office)
    assert office.entries()[-1].rule == "consent-other-account"
