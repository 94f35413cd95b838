"""Consents given, narrowed and widened on pages: tried first, and kept when it is confirmed."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

import pytest
from httpx import Response

from penstock.governance.consent.consent import Consent
from tests.houses import ENGINEER, PERSONNEL, SELLER, SERVICE, Office, office

TEXT = "I allow AES\r\nto read my usage. — Zoë\n".encode()
PROOF = {
    "edition": "2026-01",
    "channel": "paper",
    "identity_proof": "driving licence",
    "evidence": "form 4711",
}
GIVEN = PROOF | {
    "premise": "9 Oak Ave",
    "account": "A-1",
    "grantee": "non-regulated",
    "data.interval_usage": "yes",
    "purpose.solar_design": "yes",
    "end": "2999-12-01",
}
NARROWED = {
    "data.billing": "yes",
    "purpose.solar_design": "yes",
    "end": "2999-01-01",
    "reason": "asked by phone",
}


@pytest.fixture(scope="module")
def house() -> Iterator[Office]:
    """Yield an office."""
    with office() as found:
        yield found


@pytest.fixture
def customer(request: pytest.FixtureRequest) -> str:
    """Return a customer of whom nobody else has heard."""
    return f"Okafor {sha256(request.node.name.encode()).hexdigest()[:8]}"


@pytest.fixture
def given(house: Office, customer: str) -> str:
    """Let the customer give a consent; return its id."""
    since = house.cases.now() - timedelta(days=9)
    consent = Consent(
        id=f"CON-{sha256(customer.encode()).hexdigest()[:8]}",
        customer=customer,
        premise="12 Elm St",
        account="A-77",
        grantee="non-regulated",
        data_classes=frozenset({"interval_usage", "billing"}),
        purposes=frozenset({"solar_design"}),
        start=since,
        end=datetime.fromisoformat("2999-01-01T00:00+00:00"),
        text_sha256="5e3",
        text_version="2026-01",
        channel="web",
        given_at=since,
        identity_proof="driving licence",
    )
    house.cases.store.consents.keep(consent, words="I agree.")
    return consent.id


class Desk:
    """Somebody at a form."""

    def __init__(self, house: Office, path: str, person: str = SERVICE) -> None:
        self.client, self.path = house.client(person), path

    def send(self, fields: Mapping[str, str], file: bytes = b"") -> Response:
        """Send the form of the page."""
        (csrf,) = set(re.findall(r'name="csrf" value="([^"]+)"', self.client.get("/me").text))
        files = {"file": ("terms.txt", file)} if file else {"none": ("", b"")}
        found: Response = self.client.post(self.path, data={"csrf": csrf, **fields}, files=files)
        return found

    def confirm(self, page: Response) -> Response:
        """Send what a page that tried something asks to confirm."""
        form = page.text.partition('value="keep"')[2].partition("</form>")[0]
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        return self.send(hidden | {"do": "keep"})


def _kept(house: Office, consent_id: str) -> tuple[Consent, ...]:
    return tuple(house.cases.store.consents.versions(consent_id))


def test_a_consent_is_tried_before_it_is_kept(house: Office, customer: str) -> None:
    tried = Desk(house, "/new-consent").send(GIVEN | {"customer": customer}, TEXT)

    assert f"{customer} allows the non-regulated side to know interval usage" in tried.text
    assert "is let through from then on" in tried.text
    assert not house.cases.store.consents.of_customer(customer)


def test_a_consent_that_is_confirmed_is_kept_with_its_text_byte_for_byte(
    house: Office, customer: str
) -> None:
    desk = Desk(house, "/new-consent")

    answer = desk.confirm(desk.send(GIVEN | {"customer": customer}, TEXT))

    (kept,) = house.cases.store.consents.of_customer(customer)
    assert answer.headers["location"] == f"/consents/{kept.id}"
    assert (kept.premise, kept.evidence, kept.entered_by) == ("9 Oak Ave", "form 4711", SERVICE)
    assert house.cases.store.consents.words(kept.text_sha256) == TEXT.decode()


def test_a_form_that_is_confirmed_twice_is_kept_once(house: Office, customer: str) -> None:
    desk = Desk(house, "/new-consent")
    tried = desk.send(GIVEN | {"customer": customer}, TEXT)

    answers = {desk.confirm(tried).headers["location"] for _ in range(2)}

    assert len(answers) == len(house.cases.store.consents.of_customer(customer)) == 1


def test_lines_that_were_typed_end_as_they_were_typed(house: Office, customer: str) -> None:
    desk = Desk(house, "/new-consent")

    desk.confirm(desk.send(GIVEN | {"customer": customer, "text": "I allow it.\r\nAll of it."}))

    (kept,) = house.cases.store.consents.of_customer(customer)
    assert house.cases.store.consents.words(kept.text_sha256) == "I allow it.\nAll of it."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"premise": " "}, "The service address is missing."),
        ({"end": "soon"}, "“soon” is no day."),
        ({"end": ""}, "Until when it holds is missing."),
        ({"evidence": ""}, "nobody agrees for somebody else"),
        ({"channel": "pigeon"}, "How the consent came is one of"),
        ({"kept_text": "%%%"}, "The text of the consent cannot be read."),
        ({"kept_text": ""}, "The text of the consent is empty."),
        ({"data.wishes": "yes"}, "No data are called wishes"),
        ({"purposes": "marketing analytics"}, "are separate consents"),
        ({"given_at": "2999-01-01T00:00"}, "which is in the future"),
    ],
)
def test_what_does_not_fit_is_told_beside_the_form(
    house: Office, customer: str, changed: dict[str, str], said: str
) -> None:
    kept = b64encode(TEXT).decode()
    form = GIVEN | {"customer": customer, "kept_text": kept} | changed

    answer = Desk(house, "/new-consent").send(form)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="form 4711"' in answer.text or "evidence" in changed


def test_a_consent_is_narrowed_with_its_reason_on_record(house: Office, given: str) -> None:
    desk = Desk(house, f"/consents/{given}/narrow")

    tried = desk.send(NARROWED)
    answer = desk.confirm(tried)

    assert "is let through no more" in tried.text
    assert answer.headers["location"] == f"/consents/{given}"
    assert [sorted(each.data_classes) for each in _kept(house, given)] == [
        ["billing", "interval_usage"],
        ["billing"],
    ]
    told = house.client(SERVICE).get(f"/consents/{given}").text
    assert "version 2" in told


def test_nothing_is_narrowed_without_a_reason(house: Office, given: str) -> None:
    answer = Desk(house, f"/consents/{given}/narrow").send(NARROWED | {"reason": ""})

    assert (answer.status_code, len(_kept(house, given))) == (422, 1)
    assert "Why it is narrowed is missing." in answer.text


def test_more_than_was_agreed_is_no_narrowing(house: Office, given: str) -> None:
    answer = Desk(house, f"/consents/{given}/narrow").send(NARROWED | {"data.payment": "yes"})

    assert (answer.status_code, len(_kept(house, given))) == (422, 1)
    assert "Ask the customer again" in answer.text


def test_a_consent_is_widened_by_a_new_act(house: Office, given: str) -> None:
    desk = Desk(house, f"/consents/{given}/widen")
    wish = {"data.payment": "yes", "purpose.solar_design": "yes", "end": "2999-01-01"}

    tried = desk.send(PROOF | wish, TEXT)
    desk.confirm(tried)

    assert "is let through from then on" in tried.text
    assert sorted(_kept(house, given)[-1].data_classes) == ["payment"]
    assert house.cases.store.consents.words(_kept(house, given)[-1].text_sha256)


def test_what_stands_is_ticked_where_less_is_wanted_and_nothing_where_more_is(
    house: Office, given: str
) -> None:
    client = house.client(SERVICE)

    less, more = (client.get(f"/consents/{given}/{each}").text for each in ("narrow", "widen"))

    assert re.findall(r'name="(data\.\w+)" value="yes" checked', less) == [
        "data.billing",
        "data.interval_usage",
    ]
    assert "checked" not in more


@pytest.mark.parametrize("way", ["narrow", "widen"])
@pytest.mark.parametrize("person", [ENGINEER, PERSONNEL, SELLER])
def test_a_form_is_there_for_those_whom_the_boundary_would_let(
    house: Office, given: str, way: str, person: str
) -> None:
    consenting = house.kept.cases_for(house.signed_in(person).visitor.asker).consenting
    may = consenting.may_change(_kept(house, given)[0])

    answer = house.client(person).get(f"/consents/{given}/{way}")

    assert answer.status_code == (200 if may else 404)


def test_a_consent_that_was_taken_back_does_not_come_back(house: Office, given: str) -> None:
    house.kept.cases_for(house.signed_in(SERVICE).visitor.asker).consenting.revoke(given, key="x")
    wish = {"data.payment": "yes", "purpose.solar_design": "yes", "end": "2999-01-01"}

    answer = Desk(house, f"/consents/{given}/widen").send(PROOF | wish, TEXT)

    assert (answer.status_code, "does not come back" in answer.text) == (422, True)


@pytest.mark.parametrize("path", ["/consents/CON%00", "/consents?customer=%00"])
def test_what_cannot_be_put_on_record_is_told_and_not_looked_for(house: Office, path: str) -> None:
    answer = house.client(SERVICE).get(path)

    assert (answer.status_code, "Nothing was recorded" in answer.text) == (400, True)


def test_the_list_leads_to_the_forms(house: Office, given: str, customer: str) -> None:
    client, asked = house.client(SERVICE), urlencode({"customer": customer})

    page, one = client.get(f"/consents?{asked}").text, client.get(f"/consents/{given}").text

    assert f'href="/new-consent?{asked}"' in page
    assert f'href="/consents/{given}/narrow"' in one
