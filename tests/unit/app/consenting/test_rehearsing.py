"""Trying a consent: what it would let through, asked of the boundary and kept by nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.app.consenting import Consenting, NoSuchConsentError, Terms
from penstock.app.consenting.rehearsing import Rehearsal, Rehearsing
from penstock.governance.consent.changing import WideningError
from tests.unit.app.cases.bench import NOON
from tests.unit.app.consenting.customers import ALL, PROOF, WISH, Clock, acts, read
from tests.unit.app.guarding.office import Office


def verdicts(tried: Rehearsal) -> dict[str, str]:
    return {each.data_class: each.verdict for each in tried.passages}


def test_a_new_consent_tells_what_it_would_let_through(office: Office, desk: Consenting) -> None:
    tried = Rehearsing(consenting=desk).give(WISH, PROOF)

    assert verdicts(tried) == {
        "billing": "is let through from then on",
        "interval_usage": "is let through from then on",
    }
    assert {each.now.rule for each in tried.passages} == {"consent-none"}
    assert "raw meter data" in tried.passages[1].items
    assert (desk.of_customer("Rivera"), acts(office)) == ((), [])


def test_what_a_rehearsal_says_is_what_happens_once_it_is_kept(
    office: Office, desk: Consenting
) -> None:
    tried = Rehearsing(consenting=desk).give(WISH, PROOF)
    given = desk.give(WISH, PROOF, key="1")

    again = Rehearsing(consenting=desk).give(WISH, PROOF)

    assert replace(tried.consent, id=given.id, key="1") == given
    assert set(verdicts(again).values()) == {"is let through as before"}
    assert read(office) == b"kWh 1 2 3"


def test_narrowing_tells_what_is_closed(desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")

    less = Terms(data_classes=frozenset({"billing"}))
    tried = Rehearsing(consenting=desk).narrow(given.id, less)

    assert verdicts(tried) == {
        "billing": "is let through as before",
        "interval_usage": "is let through no more",
    }
    assert desk.versions(given.id) == (given,)


def test_widening_tells_what_is_opened_and_what_the_new_text_leaves_out(
    desk: Consenting, clock: Clock
) -> None:
    given = desk.give(WISH, PROOF, key="1")
    clock.at = NOON + timedelta(days=1)

    tried = Rehearsing(consenting=desk).widen(given.id, ALL, PROOF)

    assert verdicts(tried) == {
        "billing": "is let through no more",
        "interval_usage": "is let through as before",
        "payment": "is let through from then on",
    }


def test_what_begins_later_is_looked_at_as_it_will_be_then(desk: Consenting) -> None:
    later = replace(WISH, start=NOON + timedelta(days=30))

    tried = Rehearsing(consenting=desk).give(later, PROOF)

    assert set(verdicts(tried).values()) == {"is let through from then on"}


def test_another_consent_that_allows_the_same_keeps_it_open(desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")
    desk.give(WISH, PROOF, key="2")

    less = Terms(data_classes=frozenset({"billing"}))
    tried = Rehearsing(consenting=desk).narrow(given.id, less)

    assert verdicts(tried)["interval_usage"] == "is let through as before"


def test_another_company_is_let_through_by_its_own_consent_alone(desk: Consenting) -> None:
    tried = Rehearsing(consenting=desk).give(replace(WISH, grantee="SunCo"), PROOF)

    assert set(verdicts(tried).values()) == {"is let through from then on"}


def test_more_than_the_customer_agreed_to_is_no_narrowing(desk: Consenting) -> None:
    given = desk.give(WISH, PROOF, key="1")

    with pytest.raises(WideningError):
        Rehearsing(consenting=desk).narrow(given.id, Terms(data_classes=frozenset({"payment"})))


def test_who_may_not_enter_consents_may_not_try_them_either(
    office: Office, desk: Consenting
) -> None:
    given = desk.give(WISH, PROOF, key="1")
    theirs = office.cases("a stranger", purpose="consent").consenting

    with pytest.raises(NoSuchConsentError):
        Rehearsing(consenting=theirs).narrow(given.id, Terms(end=NOON + timedelta(days=2)))
