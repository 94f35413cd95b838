"""The form and the API take inquiries for smart homes, beside those for solar and storage."""

import json
import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY
from penstock.app.customer.requests import Topic, requests_in
from penstock.app.inquiries.guarding import Stamps
from penstock.delivery.kept import Wanted
from penstock.web.customers import assets, inquiry, inquiry_api
from penstock.web.customers.inquiry import InquiryDesk
from tests.home_sale import home_on

HOME = "NONREG-SH-001"
ANA = {
    "name": "Ana Rivera",
    "email": "ana@example.com",
    "premise": "12 North Elm Street",
    "product": HOME,
}


class Office:
    """A server that takes inquiries in, and whose clock runs as a visitor needs it to."""

    def __init__(self) -> None:
        self.cases, self.seconds = home_on().cases, 1000.0
        kept = KeptOpen(database=IN_MEMORY)
        kept.hold(self.cases)
        desk = InquiryDesk(kept=kept, stamps=Stamps(clock=lambda: self.seconds))
        routes = [*assets.routes(), *inquiry.routes(desk), *inquiry_api.routes(desk)]
        self.client = TestClient(Starlette(routes=routes), follow_redirects=False)

    def form(self, address: str = f"/inquiry?product={HOME}&campaign=AUTUMN") -> str:
        return unescape(self.client.get(address).text)

    def send(self, **fields: str) -> tuple[int, str]:
        stamp = re.search(r'name="stamp" value="([^"]+)"', self.form())
        assert stamp is not None
        self.seconds += 10
        answer = self.client.post("/inquiry", data={"stamp": stamp[1], **ANA, **fields})
        return answer.status_code, unescape(answer.text)

    def asked(self) -> list[dict[str, object]]:
        (case,) = self.cases.store.find(Wanted(stream_id="NCV-01"))
        found: list[dict[str, object]] = json.loads(self.cases.content(case.case_id, "Inquiries"))[
            "inquiries"
        ]
        return found


@pytest.fixture
def office() -> Office:
    return Office()


def test_the_form_asks_who_wants_a_smart_home_neither_for_a_tariff_nor_for_bills(
    office: Office,
) -> None:
    shown = office.form()

    assert "A smart home: ask what fits yours" in shown
    assert "I rent the home" in shown
    assert 'name="tariff"' not in shown
    assert 'name="bills"' not in shown
    assert 'name="tariff"' in office.form("/inquiry")


def test_a_form_becomes_a_lead_that_knows_its_campaign_and_the_office_is_asked_for_a_link(
    office: Office,
) -> None:
    status, _ = office.send(lives="owner", campaign="AUTUMN", wishes="quiet nights")

    (asked,) = office.asked()
    assert status == 303
    assert (asked["campaign"], asked["owns_home"], asked["source"]) == ("AUTUMN", True, "web form")
    assert [each.topic for each in requests_in(office.cases).waiting()] == [Topic.LINK]


def test_what_is_wrong_stands_beside_its_field_and_what_was_written_stays(office: Office) -> None:
    status, shown = office.send(email="ana", lives="tenant", wishes="quiet")

    assert status == 422
    assert 'id="email-wrong"' in shown
    assert 'value="tenant" checked' in shown
    assert "quiet</textarea>" in shown
    assert office.cases.store.find(Wanted(stream_id="NCV-01")) == ()


def test_who_asks_by_form_and_by_program_is_one_household(office: Office) -> None:
    office.send()

    answer = office.client.post(
        "/api/inquiries", json={**ANA, "tier": "premium"}, headers={"Idempotency-Key": "7"}
    )

    assert answer.status_code == 201
    assert "the same e-mail" in answer.json()["merged"]
    assert [each["source"] for each in office.asked()] == ["web form", "API"]


def test_bills_are_not_taken_before_they_are_needed(office: Office) -> None:
    said = {**ANA, "bills_base64": "eA=="}

    answer = office.client.post("/api/inquiries", json=said, headers={"Idempotency-Key": "7"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/bills"
