"""Giving, narrowing, widening and taking back consents, as people do it at their desks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.app.cases.naming import NoSuchCaseError
from penstock.app.consenting import (
    Consenting,
    DamagedWordsError,
    NoSuchConsentError,
    Proof,
    Terms,
    UnfitWishError,
    Wish,
)
from penstock.delivery.handling import KeyUsedError
from penstock.governance.audit.entry import Entry, Kind
from penstock.governance.audit.ports import AuditError
from penstock.governance.consent.bundling import BundledError
from penstock.governance.consent.changing import WideningError
from penstock.governance.consent.consent import Consent
from tests.unit.app.cases.bench import NOON
from tests.unit.app.consenting.customers import ALL, PROOF, WISH, Clock, acts, read
from tests.unit.app.guarding.office import ENGINEER, SELLER, SERVICE, Office


def test_d2_what_was_given_lets_the_data_cross(office: Office, desk: Consenting) -> None:
    desk.give(WISH, PROOF, key="1")

    assert read(office) == b"kWh 1 2 3"


def test_d7_text_edition_channel_time_and_proof_are_kept(desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")

    (kept,) = desk.of_customer("Rivera")
    assert (kept.text_version, kept.channel, kept.given_at) == ("2026-01", "paper", NOON)
    assert (kept.identity_proof, kept.evidence) == ("driving licence 12", "form 4711")
    assert (kept.entered_by, kept.is_proven) == (SERVICE, True)
    assert desk.text(given.id) == PROOF.text


def test_d7_a_text_that_is_no_longer_what_was_agreed_is_a_sentence(
    office: Office, desk: Consenting, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = desk.give(WISH, PROOF, key="1")
    monkeypatch.setattr(type(office.store.consents), "words", lambda *_: "I agree to all.")

    with pytest.raises(DamagedWordsError, match="it is gone, or was changed"):
        desk.text(given.id)


def test_d8_nobody_agrees_for_a_customer_without_evidence(desk: Consenting) -> None:
    with pytest.raises(UnfitWishError, match="nobody agrees for somebody else"):
        desk.give(WISH, replace(PROOF, evidence=""), key="1")


def test_d8_a_customer_who_agrees_needs_nobodys_evidence() -> None:
    office = Office(is_open=True)
    desk = office.cases("Rivera", purpose="consent").consenting

    assert desk.give(WISH, replace(PROOF, evidence=""), key="1").entered_by == "Rivera"


@pytest.mark.parametrize(
    ("wish", "proof", "told"),
    [
        (replace(WISH, data_classes=frozenset({"kwh"})), PROOF, "No data are called kwh"),
        (replace(WISH, data_classes=frozenset()), PROOF, "at least one kind of data"),
        (replace(WISH, purposes=frozenset()), PROOF, "one purpose"),
        (replace(WISH, grantee="nonregulated"), PROOF, "Write non-regulated"),
        (WISH, replace(PROOF, text=b"\xff"), "not in UTF-8"),
        (WISH, replace(PROOF, text=b" \n"), "is empty"),
        (WISH, replace(PROOF, text=b"I\0agree"), "U[+]0000"),
        (WISH, replace(PROOF, given_at=NOON + timedelta(seconds=1)), "in the future"),
        (replace(WISH, start=NOON - timedelta(seconds=1)), PROOF, "before it was given"),
    ],
)
def test_what_cannot_be_kept_is_a_sentence_and_leaves_nothing(
    office: Office, desk: Consenting, wish: Wish, proof: Proof, told: str
) -> None:
    with pytest.raises(UnfitWishError, match=told):
        desk.give(wish, proof, key="1")

    assert office.store.consents.of_customer("Rivera") == ()
    assert acts(office) == []


def test_d14_functionality_and_marketing_are_two_consents(desk: Consenting) -> None:
    both = replace(WISH, purposes=frozenset({"functionality", "marketing"}))

    with pytest.raises(BundledError):
        desk.give(both, PROOF, key="1")


def test_the_same_key_gives_one_consent(office: Office, desk: Consenting) -> None:
    first = desk.give(WISH, PROOF, key="1")

    assert desk.give(WISH, PROOF, key="1") == first
    assert len(desk.of_customer("Rivera")) == 1
    assert acts(office) == [("give", 1, SERVICE)]


def test_d12_the_key_of_somebody_else_finds_nothing_of_theirs(
    office: Office, desk: Consenting
) -> None:
    given = desk.give(replace(WISH, grantee="SunCo"), PROOF, key="1")
    seller = office.cases(SELLER, purpose="consent").consenting

    assert seller.give(WISH, PROOF, key="1").id != given.id


def test_a_key_of_one_consent_gives_no_other(desk: Consenting) -> None:
    desk.give(WISH, PROOF, key="1")

    with pytest.raises(KeyUsedError):
        desk.give(replace(WISH, account="A-78"), PROOF, key="1")


def test_d8_less_is_at_once(office: Office, desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")

    desk.narrow(given.id, Terms(data_classes=frozenset({"billing"})), key="2")

    with pytest.raises(NoSuchCaseError):
        read(office)
    assert acts(office) == [("give", 1, SERVICE), ("narrow", 2, SERVICE)]


def test_d8_narrowing_makes_nothing_wider(desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")

    with pytest.raises(WideningError, match="payment"):
        desk.narrow(given.id, Terms(data_classes=frozenset({"payment"})), key="2")


def test_a_consent_of_which_nothing_is_left_is_taken_back_instead(desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")

    with pytest.raises(UnfitWishError, match="Take it back"):
        desk.narrow(given.id, Terms(purposes=frozenset()), key="2")


def test_d8_a_new_act_widens_with_its_own_text(clock: Clock, desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")
    clock.at += timedelta(days=1)
    new = replace(PROOF, text=b"I agree to more.", evidence="recording 9")

    wider = desk.widen(given.id, ALL, new, key="2")

    assert (wider.version, wider.data_classes) == (2, ALL.data_classes)
    assert (wider.evidence, wider.given_at) == ("recording 9", clock.at)
    assert desk.text(given.id) == b"I agree to more."
    assert desk.text(given.id, version=1) == PROOF.text


def test_d8_an_old_act_widens_nothing(clock: Clock, desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")
    clock.at += timedelta(days=1)

    with pytest.raises(WideningError, match="is not a new one"):
        desk.widen(given.id, ALL, replace(PROOF, given_at=NOON), key="2")


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (replace(ALL, data_classes=frozenset({"kwh"})), UnfitWishError),
        (replace(ALL, purposes=frozenset({"analytics", "marketing"})), BundledError),
    ],
)
def test_what_could_not_be_given_is_not_reached_by_widening(
    clock: Clock, desk: Consenting, wish: Terms, error: type[Exception]
) -> None:
    given = desk.give(WISH, PROOF, key="1")
    clock.at += timedelta(days=1)

    with pytest.raises(error):
        desk.widen(given.id, wish, PROOF, key="2")


def test_what_was_taken_back_is_not_widened_but_given_anew(clock: Clock, desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")
    desk.revoke(given.id, key="2")
    clock.at += timedelta(days=1)

    with pytest.raises(UnfitWishError, match="does not come back"):
        desk.widen(given.id, ALL, PROOF, key="3")


def test_d12_consents_of_others_are_as_those_that_never_were(
    office: Office, desk: Consenting
) -> None:
    given = desk.give(replace(WISH, grantee="SunCo"), PROOF, key="1")
    seller = office.cases(SELLER, purpose="consent").consenting

    told = []
    for consent_id in (given.id, "CON-0"):
        with pytest.raises(NoSuchConsentError) as error:
            seller.revoke(consent_id, key="2")
        told.append(str(error.value).replace(consent_id, "ID"))

    assert set(told) == {"There is no consent ID."}
    assert seller.of_customer("Rivera") == seller.of_customer("nobody") == ()


def test_d12_a_stranger_leaves_the_same_traces_of_those_who_agreed_and_those_who_never_were(
    office: Office, desk: Consenting
) -> None:
    desk.give(WISH, PROOF, key="1")
    stranger = office.cases("Zoe", purpose="consent").consenting

    traces = []
    for customer in ("Rivera", "nobody"):
        before = len(office.entries())
        assert stranger.of_customer(customer) == ()
        traces.append([each.rule for each in office.entries()[before + 1 :]])

    assert traces == [["hat-not-theirs"]] * 2


def test_nobody_enters_what_opens_the_data_of_the_other_side_to_a_third_party(
    office: Office,
) -> None:
    seller = office.cases(SELLER, purpose="consent").consenting

    with pytest.raises(UnfitWishError, match="Sal may not enter consents of this kind"):
        seller.give(replace(WISH, grantee="SunCo"), PROOF, key="1")


def test_both_parties_see_a_consent(office: Office, desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")

    for person in (SELLER, ENGINEER, SERVICE):
        assert office.cases(person).consenting.of_customer("Rivera") == (given,)


def test_d14_the_utility_does_not_see_what_a_side_asks_of_its_own_customers(
    office: Office, desk: Consenting
) -> None:
    own = replace(WISH, data_classes=frozenset({"smart_home"}), purposes=frozenset({"analytics"}))
    given = desk.give(own, PROOF, key="1")

    assert office.cases(ENGINEER).consenting.of_customer("Rivera") == ()
    assert office.cases(SELLER).consenting.of_customer("Rivera") == (given,)


def test_d9_taking_a_consent_back_changes_nothing_in_regulated_service(
    office: Office, desk: Consenting
) -> None:
    never = office.cases(ENGINEER).explain("BILL-1")
    given = desk.give(WISH, PROOF, key="1")
    during = office.cases(ENGINEER).explain("BILL-1")

    desk.revoke(given.id, key="2")

    assert never == during == office.cases(ENGINEER).explain("BILL-1")


def test_a1_what_cannot_be_recorded_is_not_kept(
    office: Office, desk: Consenting, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = desk.give(WISH, PROOF, key="1")
    append = type(office.log).append

    def full(log: object, entries: list[Entry]) -> tuple[int, ...]:
        if entries[0].kind is Kind.CONSENT:
            raise AuditError("The disk is full.")
        return append(log, entries)  # type: ignore[arg-type]

    monkeypatch.setattr(type(office.log), "append", full)

    for act in (
        lambda: desk.give(WISH, PROOF, key="2"),
        lambda: desk.narrow(given.id, Terms(data_classes=frozenset({"billing"})), key="3"),
        lambda: desk.revoke(given.id, key="4"),
        lambda: desk.move_out("Rivera", "12 Elm St", at=None, key="5"),
    ):
        with pytest.raises(AuditError):
            act()
    assert office.store.consents.of_customer("Rivera") == (given,)


def test_who_takes_back_is_not_stopped_by_who_narrows_meanwhile(
    office: Office, desk: Consenting, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = desk.give(WISH, PROOF, key="1")
    keep = type(office.store.consents).keep
    others = [Terms(data_classes=frozenset({"billing"}))]

    def overtaken(consents: object, consent: Consent, *, words: str = "") -> None:
        if others:
            desk.narrow(given.id, others.pop(), key="9")
        keep(consents, consent, words=words)  # type: ignore[arg-type]

    monkeypatch.setattr(type(office.store.consents), "keep", overtaken)

    back = desk.revoke(given.id, key="2")

    assert (back.version, back.data_classes) == (3, frozenset({"billing"}))
    assert [action for action, *_ in acts(office)] == [
        "give",
        "revoke",
        "narrow",
        "revoke: not kept",
        "revoke",
    ]


def test_two_who_give_under_one_key_at_once_give_one_consent(
    desk: Consenting, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = type(office.store.consents).keep
    others = [PROOF]

    def overtaken(consents: object, consent: Consent, *, words: str = "") -> None:
        if others:
            desk.give(WISH, others.pop(), key="1")
        keep(consents, consent, words=words)  # type: ignore[arg-type]

    monkeypatch.setattr(type(office.store.consents), "keep", overtaken)

    given = desk.give(WISH, PROOF, key="1")

    assert desk.versions(given.id) == (given,)
