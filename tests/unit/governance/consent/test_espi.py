"""A consent in the words of Green Button Connect My Data."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from penstock.governance.consent.changing import moved_out, revoked
from penstock.governance.consent.consent import Consent
from penstock.governance.consent.espi import (
    AuthorizationStatus,
    NoFunctionBlockError,
    authorization,
    scope,
    status,
    unsaid,
)
from tests.unit.governance.consent.test_consent import CONSENT, START

DAY = timedelta(days=1)
# The order of the elements of Authorization in espi.xsd; those without a meaning here are left out.
ORDER = [
    "authorizedPeriod",
    "status",
    "expires_at",
    "scope",
    "token_type",
    "resourceURI",
    "authorizationURI",
]


def _members(consent: Consent) -> dict[str, str]:
    root = fromstring(authorization(consent, at=START))
    return {each.tag.removeprefix("{http://naesb.org/espi}"): each.text or "" for each in root}


def test_an_authorization_has_its_members_in_the_order_of_the_schema() -> None:
    assert list(_members(CONSENT)) == ORDER


def test_period_and_expiry_are_seconds_since_1970() -> None:
    root = fromstring(authorization(CONSENT, at=START))
    period = [(each.tag.partition("}")[2], int(each.text or "")) for each in root[0]]

    assert period == [("duration", 90 * 86400), ("start", 1772323200)]
    assert _members(CONSENT)["expires_at"] == str(1772323200 + 90 * 86400)


def test_a_period_that_32_bits_cannot_count_has_no_duration() -> None:
    long = replace(CONSENT, end=START + timedelta(days=60_000))

    assert [
        each.tag.partition("}")[2] for each in fromstring(authorization(long, at=START))[0]
    ] == ["start"]


def test_who_moves_out_lets_it_expire_on_that_day() -> None:
    gone = moved_out(CONSENT, at=START + DAY)

    assert _members(gone)["expires_at"] == str(1772323200 + 86400)
    assert (status(gone, at=START), status(gone, at=START + DAY)) == (
        AuthorizationStatus.ACTIVE,
        AuthorizationStatus.REVOKED,
    )


def test_d4_what_was_taken_back_is_revoked_at_any_time() -> None:
    back = revoked(CONSENT, at=START + DAY)

    assert status(back, at=START - DAY) is AuthorizationStatus.REVOKED
    assert _members(back)["status"] == "0"


def test_the_scope_names_the_function_blocks_of_the_data() -> None:
    both = replace(CONSENT, data_classes=frozenset({"interval_usage", "billing", "contact"}))

    assert scope(CONSENT) == "FB=1_3_4_5_13_14"
    assert scope(both) == "FB=1_3_4_5_13_14_15_16"
    assert unsaid(both) == {"contact"}


def test_what_the_standard_has_no_word_for_is_a_sentence() -> None:
    with pytest.raises(NoFunctionBlockError, match="about contact, and Green Button has words"):
        scope(replace(CONSENT, data_classes=frozenset({"contact"})))


def test_a_period_is_written_as_in_published_files(shared_folder: Path) -> None:
    files = sorted((shared_folder / "data" / "greenbutton").glob("*.xml"))
    forms = {form for file in files for form in _periods(fromstring(file.read_bytes()))}

    (own,) = _periods(fromstring(authorization(CONSENT, at=START)))
    assert own in forms


def _periods(root: Element) -> set[tuple[str, ...]]:
    """Return the members of elements that say a start, in their order, with their namespace."""
    start = "{http://naesb.org/espi}start"
    return {tuple(each.tag for each in one) for one in root.iter() if one.find(start) is not None}
