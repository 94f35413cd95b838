"""The customer of a smart home reads, signs, pays, moves the visit and cancels."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from starlette.applications import Starlette

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY
from penstock.app.links import Links
from penstock.casework.signature.texts import consent_sha256
from penstock.web.customers import assets, project
from penstock.web.running import listener, running
from tests.home_sale import HomeCase, home_on

Answer = tuple[int, str, str]


class HomeDoor:
    """A server with one home's case, and the link of its customer."""

    def __init__(self, base: str, kept: KeptOpen, home: HomeCase) -> None:
        self._to, self._kept, self.home = urlsplit(base), kept, home
        links = Links(records=home.cases.store.records, now=home.cases.now)
        made = links.make(
            home.id, purpose="project", person="Ana Rivera", by="Sam", lasts=timedelta(days=30)
        )
        self.path = made.path

    def later(self, **by: int) -> None:
        """Let time pass."""
        moment = self.home.cases.now() + timedelta(**by)
        self.home = HomeCase(replace(self.home.cases, now=lambda: moment), self.home.id)
        self._kept.hold(self.home.cases)

    def get(self, page: str = "/proposal") -> str:
        return self._ask("GET", page)[2]

    def post(self, act: str, **form: str) -> Answer:
        return self._ask("POST", f"/{act}", urlencode({"key": act, **form}).encode())

    def agree(self, **other: str) -> Answer:
        quote = self.home.read("Detailed quote")
        form = {
            "version": str(quote["version"]),
            "pdf_sha256": quote["pdf_sha256"],
            "consent_sha256": consent_sha256(),
            "agree": "on",
            "typed_name": "Ana Rivera",
            "strokes": "",
        }
        return self.post("sign", **form | other)

    def pay(self, trial: str = "accepted", **other: str) -> Answer:
        return self.post("pay", means="card", trial=trial, **other)

    def contracted(self) -> None:
        """Let the customer agree and AES sign."""
        assert self.agree()[0] == 303
        self.home.do("sign-contract", "Cora", typed_name="Cora Counsel")

    def booked(self) -> dict[str, Any]:
        """Bring it to a booked visit; return the appointment."""
        self.contracted()
        assert self.pay()[0] == 303
        needed = {"skills": ["smart home", "hvac"], "minutes": 120}
        self.home.over().record("Installation requirements", needed).do("reserve")
        where: dict[str, Any] = {"latitude": 36.05, "longitude": -79.8}
        self.home.do("plan-visit", **where)
        found: dict[str, Any] = self.home.read("Installer appointment")["appointment"]
        return found

    def _ask(self, method: str, page: str, body: bytes | None = None) -> Answer:
        connection = HTTPConnection(self._to.hostname or "", self._to.port, timeout=20)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, f"{self.path}{page}", body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, answer.getheader("location", ""), text


@pytest.fixture
def door() -> Iterator[HomeDoor]:
    home = home_on().opened()
    home.to_agreement()
    kept = KeptOpen(database=IN_MEMORY)
    kept.hold(home.cases)
    served = Starlette(routes=[*assets.routes(), *project.routes(kept)])
    with running(served, listener(0)) as base:
        yield HomeDoor(base, kept, home)


def test_a_quote_is_shown_with_prices_savings_what_fits_and_its_fingerprint(door: HomeDoor) -> None:
    text, quote = door.get(), door.home.read("Detailed quote")

    assert "Paid once" in text
    assert "Paid each month" in text
    assert "nobody promises it." in text
    assert "Reckoned from the year of an average home" in text
    assert "What we asked of your home, and whether it fits" in text
    assert "fits with an adapter" in text
    assert quote["pdf_sha256"] in text
    assert quote["number"] in text
    assert str(quote["cost_cents"]) not in text


def test_the_document_is_the_one_whose_fingerprint_is_told(door: HomeDoor) -> None:
    assert door.get("/proposal.pdf").startswith("%PDF-")


def test_a_customer_agrees_and_their_signature_names_their_link(door: HomeDoor) -> None:
    status, location, _ = door.agree()

    signed = door.home.read("Customer agreement")["signature"]["identity"]
    assert (status, location) == (303, f"{door.path}/proposal?done=signed")
    assert (signed["how"], signed["detail"][:6]) == ("personal link", "LINK-1")
    assert "Sign and order" not in door.get()


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"typed_name": "Eve"}, "You typed “Eve”, and the proposal is for Ana Rivera."),
        ({"pdf_sha256": "9" * 64}, "The proposal is not the one that you were shown."),
        ({"agree": ""}, "Tick that you agree to sign electronically"),
    ],
)
def test_what_is_no_agreement_is_told_in_plain_words(
    door: HomeDoor, other: dict[str, str], sentence: str
) -> None:
    status, _, text = door.agree(**other)

    assert status == 422
    assert sentence in text


def test_a_customer_is_led_to_the_deposit_once_there_is_one_to_see(door: HomeDoor) -> None:
    door.agree()
    before = door.get("")

    door.home.do("sign-contract", "Cora", typed_name="Cora Counsel")

    assert ("Pay the deposit" in before, "See the deposit" in before) == (True, False)
    assert "See the deposit" in door.get("")


def test_a_quote_that_has_changed_voids_what_was_signed_and_the_page_says_so(
    door: HomeDoor,
) -> None:
    door.contracted()

    door.home.do("quote", because="a plug less", discount_cents=900, discount_because="a plug")

    assert "Your signature counts no more." in door.get("")
    assert "What is other than before" in door.get()
    assert "Sign and order" in door.get()


def test_a_quote_that_changes_before_we_signed_voids_the_agreement_on_both_pages(
    door: HomeDoor,
) -> None:
    door.agree()

    door.home.do("quote", because="a plug less", discount_cents=900, discount_because="a plug")

    for page in ("", "/proposal"):
        text = door.get(page)
        assert "Your signature counts no more." in text
        assert "You signed Quote HOME-1 version 1." in text
    assert door.agree(key="anew")[0] == 303
    assert "counts no more" not in door.get()


def test_a_link_acts_in_its_own_case_alone(door: HomeDoor) -> None:
    other = HomeCase(door.home.cases, "HOME-2").opened(name="Bo Other", email="bo@example.com")
    links = Links(records=other.cases.store.records, now=other.cases.now)
    made = links.make("HOME-2", purpose="project", person="Bo", by="Sam", lasts=timedelta(days=9))
    door.path = made.path

    status, _, text = door.agree()

    assert status == 422
    assert "Ana" not in door.get()
    assert "Ana" not in text.replace('value="Ana Rivera"', "")
    assert not door.home.cases.case("HOME-1").has("Customer agreement")


def test_a_deposit_is_paid_once_however_often_it_is_sent(door: HomeDoor) -> None:
    door.contracted()

    first, again = door.pay(), door.pay()
    other = door.pay(key="other")

    paid = door.home.read("Payment secured")
    assert (first[0], again[0], other[0]) == (303, 303, 422)
    assert "You have paid the deposit already; nothing was charged." in other[2]
    assert paid["refunded_cents"] == 0


def test_a_payment_that_is_declined_says_so_and_the_next_one_counts(door: HomeDoor) -> None:
    door.contracted()

    declined = door.pay("declined", key="first")

    assert "The payment was declined, and nothing was charged." in declined[2]
    assert door.pay(key="second")[0] == 303


def test_nothing_is_paid_before_there_is_a_contract(door: HomeDoor) -> None:
    assert "There is no contract to pay for now." in door.pay()[2]


def test_a_form_cannot_say_how_much_is_paid_or_by_which_token(door: HomeDoor) -> None:
    door.contracted()

    door.pay(percent="1", token="4111111111111111")  # a number of a card, which nobody takes

    contract, paid = door.home.read("Signed contract"), door.home.read("Payment secured")
    assert paid["deposit_cents"] == round(contract["once_cents"] * 0.3)


def test_a_customer_moves_the_visit_to_a_day_of_the_list(door: HomeDoor) -> None:
    before = door.booked()["visits"][0]["day"]
    days = [day for day in re.findall(r'name="day-([-0-9]+)"', door.get("")) if day > before]

    status, location, _ = door.post("other-day", **{f"day-{days[-1]}": "on"})

    after = door.home.read("Installer appointment")["appointment"]["visits"][0]["day"]
    assert (status, location, after) == (303, f"{door.path}?done=moved", days[-1])
    assert "You said on 20 Nov 2026 that this suits you." in door.get("")
    assert "Se cambió: usted pidió otro día" in door.get("?language=es")


def test_a_visit_that_was_confirmed_by_telephone_is_not_asked_about_any_more(
    door: HomeDoor,
) -> None:
    door.booked()
    before = door.get("")

    door.home.do("confirm-visit", by="Ana Rivera, by telephone")

    text = door.get("")
    said = 'We wrote down on 20 Nov 2026 that this suits you: <span lang="en">Ana Rivera, by'
    assert "This suits me" in before
    assert said in text
    assert "This suits me" not in text


def test_a_day_that_is_not_on_the_list_moves_nothing(door: HomeDoor) -> None:
    before = door.booked()

    status, _, text = door.post("other-day", **{"day-2031-01-01": "on"})

    assert (status, door.home.read("Installer appointment")["appointment"]) == (422, before)
    assert "Choose at least one day from the list." in text


def test_a_customer_cancels_in_time_and_the_page_says_what_came_back(door: HomeDoor) -> None:
    door.booked()
    said = door.get()

    status, _, _ = door.post("cancel", confirm="on", reason="We move.")

    text = door.get()
    assert "is given back at once, and your devices and your visit go to others" in said
    assert status == 303
    assert re.search(
        r"You cancelled on 20 Nov 2026\. Your deposit of \$[\d,.]+ was given back", text
    )
    assert "I want to cancel my project" not in text
    assert "You have cancelled already." in door.post("cancel", confirm="on", key="other")[2]


def test_after_three_business_days_the_page_says_that_it_is_too_late_and_whom_to_ask(
    door: HomeDoor,
) -> None:
    door.booked()
    door.later(days=5)

    status, _, refused = door.post("cancel", confirm="on")

    text = door.get()
    assert "Your right to cancel without a reason ended with Tuesday, 24 Nov 2026." in text
    assert "I want to cancel my project" not in text
    assert (status, "ended with Tuesday" in refused) == (422, True)
    assert not door.home.read("Signed contract")["is_void"]


def test_a_link_that_is_over_shows_nothing_and_offers_a_new_one(door: HomeDoor) -> None:
    door.later(days=31)

    assert "Send me a new link" in door.get()
    assert door.agree()[0] == 404


def test_a_customer_reads_and_cancels_in_spanish(door: HomeDoor) -> None:
    text = door.get("/proposal?language=es")

    assert "Se paga una vez" in text
    assert "Sus aparatos, cuarto por cuarto" in text
