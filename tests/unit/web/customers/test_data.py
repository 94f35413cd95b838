"""What customers allow on their page, take back, and are told of who read their data."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from penstock.app.cases import By
from penstock.app.customer.language import ENGLISH
from penstock.app.guarding.asker import Asker
from penstock.delivery.ports import Wanted
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.governance.consent.consent import Consent
from penstock.kernel.sides import Side
from tests.solar_sales import inquiry
from tests.unit.web.customers.homes import Home, home_of_today

USAGE = {"consent": "usage", "account": "A-100", "agree": "on"}
PEOPLE = {
    "sally": "Sales Consultant - AES",
    "mia": "Meter Data Analyst",
    "Ada Roof": "Sales Consultant - AES",
}


@pytest.fixture
def own() -> Iterator[Home]:
    with home_of_today() as found:
        found.case.open().record(inquiry())
        since = found.case.cases.now() - timedelta(days=9)
        begun = tuple(Holding(person=who, role=role, since=since) for who, role in PEOPLE.items())
        found.case.cases.store.people.change(Change(begun=begun), by="HR", reason="joined")
        yield found


def _kept(own: Home) -> list[Consent]:
    return list(own.case.cases.store.consents.of_customer("Ada Roof"))


def _today(own: Home) -> str:
    return ENGLISH.day(own.case.cases.now().astimezone(ZoneInfo("America/New_York")))


def test_nothing_is_ticked_and_each_says_what_happens_without_it(own: Home) -> None:
    text = own.look("/data")

    assert " checked" not in text
    assert text.count("Not allowed.") == 3
    assert "You send us your bills yourself." in text


def test_a_consent_that_is_given_holds_with_its_words_and_its_proof(own: Home) -> None:
    status, where = own.send("allow", **USAGE)

    assert (status, where) == (303, f"{own.made.path}/data?done=allowed")
    (consent,) = _kept(own)
    assert (consent.grantee, consent.account) == ("non-regulated", "A-100")
    assert consent.data_classes == {"interval_usage"}
    assert consent.is_proven
    assert "LINK-1, made for Ada Roof by sally" in consent.identity_proof
    words = own.case.cases.store.consents.words(consent.text_sha256)
    assert words is not None
    assert words.startswith("The utility may give AES your use of electricity")
    assert f"Allowed</b> since {_today(own)}" in own.look("/data")


def test_a_consent_is_taken_back_by_one_form(own: Home) -> None:
    own.send("allow", **USAGE)
    (consent,) = _kept(own)

    status, _ = own.send("take-back", consent=consent.id)

    assert status == 303
    (after,) = _kept(own)
    assert (after.version, after.is_revoked) == (2, True)
    assert f"taken back on {_today(own)}" in own.look("/data")
    assert own.look("/data").count("Not allowed.") == 3


def test_a_customer_acts_for_themselves_whatever_the_register_says_of_their_name(
    own: Home,
) -> None:
    own.send("allow", **USAGE)

    asker = Asker(person="Ada Roof", link="LINK-1", purpose="customer_request")
    seen = own.case.cases.seen_by(asker)

    assert seen.find(Wanted()) == ()
    assert seen.consenting.of_customer("Somebody Else") == ()
    (consent,) = _kept(own)
    assert consent.entered_by == "Ada Roof"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (USAGE | {"agree": ""}, "Tick the box if you want to allow this."),
        (USAGE | {"account": " "}, "Write your account number at the utility"),
        (USAGE | {"consent": "everything"}, "This consent is not asked for any more."),
    ],
)
def test_what_is_not_agreed_to_is_not_kept(own: Home, form: dict[str, str], sentence: str) -> None:
    status, said = own.send("allow", **form)

    assert status == 422
    assert sentence in said
    assert _kept(own) == []


def test_a_form_sent_twice_is_one_consent(own: Home) -> None:
    own.send("allow", **USAGE)
    own.send("allow", **USAGE)

    assert len(_kept(own)) == 1


def test_nobody_takes_back_what_is_not_theirs(own: Home) -> None:
    assert own.send("take-back", consent="CON-OTHER")[0] == 422


def test_a_consent_in_spanish_is_kept_in_the_words_that_were_read(own: Home) -> None:
    own.look("/data", language="es")
    own.send("allow", **USAGE)

    (consent,) = _kept(own)
    words = own.case.cases.store.consents.words(consent.text_sha256)
    assert words is not None
    assert words.startswith("La empresa eléctrica puede dar a AES")


def test_who_read_is_told_by_their_part_and_why_and_who_was_refused_too(own: Home) -> None:
    seller = own.case.cases.seen_by(Asker(person="sally"))
    seller.show(own.case.id)
    stranger = own.case.cases.seen_by(Asker(person="mia", hat=Side.REGULATED))
    with pytest.raises(LookupError):
        stranger.show(own.case.id)

    text = own.look("/data")

    assert "your sales consultant read your project to work on your project" in text
    assert "sally" not in text
    assert "<b>Refused:</b> somebody at the utility wanted to read your project" in text


def test_whoever_has_the_same_name_elsewhere_is_not_told_of(own: Home) -> None:
    other = own.case.cases
    other.open(
        "NCV-03",
        By(actor="sally", key="other"),
        case_id="SOL-2",
        customer="Ada Roof",
        premise="9 Other Street",
    )
    other.seen_by(Asker(person="sally")).show("SOL-2")

    assert "read your project" not in own.look("/data")


def test_that_a_customer_looked_is_on_record(own: Home) -> None:
    own.look("/data")

    door = own.case.cases.seen_by(Asker(person="sally")).door
    assert door is not None
    head = door.guard.log.head()
    assert head is not None
    assert head.position >= 2
