"""Smart homes from their lead to their contract, on every store."""

import re
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest

from penstock.app.inquiries.homes import receive_lead
from penstock.delivery import commands as do
from penstock.delivery.kept import Wanted
from penstock.delivery.ports import Store
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_01_smart_home.items.marketing import Door
from tests.contract.places import Place
from tests.home_sale import home_on


def test_a_lead_becomes_a_signed_contract_whose_deposit_is_paid(store: Store) -> None:
    home = home_on(store).opened()

    contract = home.sold()
    home.over()

    paid, quote = home.read("Payment secured"), home.read("Detailed quote")
    assert home.stage == "NCV-01.4"
    assert home.read("Qualified leads")["score"] == 85
    assert home.read("Campaign budget")["spent_cents"] == round(1_555_000 / 172)
    assert contract["tier"] == "premium"
    assert contract["total_cents"] == contract["once_cents"] + 12 * 1900
    assert 0 < contract["margin_cents"] < contract["total_cents"]
    assert contract["last_day_to_cancel"] == "2026-11-24"
    assert paid["deposit_cents"] == round(contract["once_cents"] * 0.3)
    assert paid["open_cents"] == contract["once_cents"] - paid["deposit_cents"]
    document = home.content("Quote document")
    assert sha256(document).hexdigest() == quote["pdf_sha256"]
    assert len(re.findall(rb"/Type\s*/Page\b", document)) <= 3


def test_a_void_contract_keeps_the_gate_closed_and_the_deposit_is_given_back_once(
    store: Store,
) -> None:
    home = home_on(store).opened()
    home.sold()

    home.do("quote", because="they want less", discount_cents=100, discount_because="one plug")
    home.do("refund-deposit", because="signed anew later")

    contract, paid = home.read("Signed contract"), home.read("Payment secured")
    assert "Price is another version now" in contract["void_because"]
    assert paid["refunded_cents"] == paid["deposit_cents"]
    assert "is void" in home.refused("take-deposit", means="card", token="tok_2")
    assert "0 of its" in home.refused("refund-deposit", because="once more", cents=1)


def test_a_deposit_that_was_given_back_is_taken_anew_before_the_contract_counts_as_paid(
    store: Store,
) -> None:
    home = home_on(store).opened()
    home.sold()
    home.do("refund-deposit", because="the wrong card")
    home.act(do.Claim(person="Sam"))
    home.act(do.Complete())
    with pytest.raises(ActRefusedError, match="which is all of it"):
        home.act(do.Pass(evidence="seen", role="VP, Sales & Marketing - AES"), "Vera")

    home.do("take-deposit", means="card", token="tok_visa_1")  # none that opens

    paid = home.read("Payment secured")
    assert (paid["refunded_cents"], home.stage) == (0, "NCV-01.3")
    assert paid["charge_id"].startswith("PAY-HOME-1-C-1-after-2026")
    home.act(do.Pass(evidence="seen", role="VP, Sales & Marketing - AES"), "Vera")
    assert home.stage == "NCV-01.4"


def test_inquiries_of_one_household_that_come_at_once_are_one_open_case_and_all_kept(
    place: Place,
) -> None:
    ana = {"name": "Ana Rivera", "email": "ana@example.com", "premise": "12 North Elm Street"}
    with place.opened() as store:
        cases = home_on(store).cases

        def take(number: int) -> str:
            said = {**ana, "wishes": f"wish {number}"}
            return receive_lead(cases, said, door=Door.API, key=f"k-{number}").case_id

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(take, range(4)))

        found = store.find(Wanted(stream_id="NCV-01", status="open"))
        content = cases.content(found[0].case_id, "Inquiries")
        assert len(found) == 1
        assert [content.count(f"wish {number}".encode()) for number in range(4)] == [1, 1, 1, 1]


def test_a_household_that_asks_at_two_doors_is_one_case_and_each_lead_counts_once(
    store: Store,
) -> None:
    cases = home_on(store).cases
    ana = {"name": "Ana Rivera", "email": "ana@example.com", "premise": "12 North Elm Street"}

    first = receive_lead(cases, ana, door=Door.FORM, key="k-1")
    second = receive_lead(cases, {**ana, "phone": "336 555 0117"}, door=Door.API, key="k-2")
    again = receive_lead(cases, ana, door=Door.FORM, key="k-1")

    assert first.case_id == second.case_id == again.case_id
    assert second.merged == "Inquiry 2 has the same e-mail and name and address as inquiry 1."
    assert cases.content(first.case_id, "Inquiries").count(b"received_at") == 2
