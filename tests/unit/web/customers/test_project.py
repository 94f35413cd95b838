"""A customer's page, asked as a browser asks, and as somebody who means no good."""

import json
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from starlette.applications import Starlette

from penstock.app.cases import By
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY
from penstock.app.customer.papers import papers_of
from penstock.app.links import Links
from penstock.casework.signature.texts import consent_sha256
from penstock.streams.ncv_03_solar_storage.contracting.voiding import void_version
from penstock.web.customers import assets, project
from penstock.web.customers.answers import MOST_BYTES
from penstock.web.running import listener, running
from tests.solar_cases import SolarCase, solar_case
from tests.solar_contract import approved, signed
from tests.solar_sales import NOON, customer_proposal

PROPOSAL = customer_proposal()
DRAWN = json.dumps([[[20 * n, 100] for n in range(10)]])
FORM = "application/x-www-form-urlencoded"


class House:
    """A server with one case, and a link to it."""

    def __init__(self, base: str, case: SolarCase) -> None:
        self._to, self.case = urlsplit(base), case
        self.links = Links(records=case.cases.store.records, now=case.cases.now)
        made = self.links.make(
            case.id, purpose="project", person="Ada Roof", by="sally", lasts=timedelta(days=30)
        )
        self.path, self.link = made.path, made.link

    def ask(
        self, path: str = "", *, body: bytes | None = None, kind: str = FORM
    ) -> tuple[int, dict[str, str], str]:
        connection = HTTPConnection(self._to.hostname or "", self._to.port, timeout=20)
        method = "GET" if body is None else "POST"
        connection.request(method, path or self.path, body, {"Content-Type": kind})
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, headers, text

    def post(self, act: str, **form: str) -> tuple[int, dict[str, str], str]:
        return self.ask(f"{self.path}/{act}", body=urlencode(form).encode())

    def sign(self, **other: str) -> tuple[int, dict[str, str], str]:
        form = {
            "key": "one",
            "version": "1",
            "pdf_sha256": PROPOSAL.pdf_sha256,
            "consent_sha256": consent_sha256(),
            "offer_id": "CASH",
            "agree": "on",
            "typed_name": "Ada Roof",
            "strokes": "",
        }
        return self.post("sign", **form | other)


@pytest.fixture
def house() -> Iterator[House]:
    with solar_case() as case:
        case.to_contract()
        kept = KeptOpen(database=IN_MEMORY)
        kept.hold(case.cases)
        served = Starlette(routes=[*assets.routes(), *project.routes(kept)])
        with running(served, listener(0)) as base:
            yield House(base, case)


def approval(house: House) -> object:
    return papers_of(house.case.cases, house.case.cases.case(house.case.id)).approval


def test_a_page_tells_no_cache_no_engine_and_no_other_site_of_its_address(house: House) -> None:
    status, headers, text = house.ask()

    assert status == 200
    assert "Step 3 of 7: You decide and sign." in text
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in headers["content-security-policy"]
    assert " style=" not in text
    assert "<script>" not in text


def test_a_typed_signature_is_recorded_with_its_evidence(house: House) -> None:
    status, headers, _ = house.sign()
    found = papers_of(house.case.cases, house.case.cases.case(house.case.id)).approval

    assert (status, headers["location"]) == (303, f"{house.path}/proposal?done=signed")
    assert found is not None
    assert found.signature.typed_name == "Ada Roof"
    assert found.signature.identity.address == "127.0.0.1"
    assert found.signature.identity.detail == "LINK-1, made for Ada Roof by sally"


def test_a_drawn_signature_is_kept_as_points(house: House) -> None:
    house.sign(typed_name="", strokes=DRAWN)
    found = papers_of(house.case.cases, house.case.cases.case(house.case.id)).approval

    assert found is not None
    assert found.signature.is_drawn


def test_a_form_that_is_sent_twice_counts_once(house: House) -> None:
    house.sign()
    before = house.case.cases.case(house.case.id).version
    status, _, _ = house.sign()

    assert (status, house.case.cases.case(house.case.id).version) == (303, before)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"typed_name": "Eve"}, "You typed “Eve”, and the proposal is for Ada Roof."),
        ({"agree": ""}, "Tick that you agree to sign electronically"),
        ({"pdf_sha256": "9" * 64}, "The proposal is not the one that you were shown."),
        ({"offer_id": ""}, "Choose how you would like to pay."),
        ({"version": "7"}, "Read version 1, and then sign it."),
        ({"version": "x"}, "Read version 1, and then sign it."),
        ({"strokes": "[[1"}, "The drawing cannot be read."),
        ({"strokes": "[[[1,2]]]"}, "This drawing is no signature."),
        ({"offer_id": "MOON"}, "here is no offer “MOON”"),
    ],
)
def test_what_is_no_signature_is_told_and_nothing_is_recorded(
    house: House, other: dict[str, str], sentence: str
) -> None:
    status, _, text = house.sign(**other)

    assert status == 422
    assert sentence in text.replace("&#39;", "'").replace("&#34;", '"')
    assert approval(house) is None


def test_what_was_filled_in_is_there_again_and_harmless(house: House) -> None:
    _, _, text = house.sign(typed_name="<b>Eve</b>")

    assert 'value="&lt;b&gt;Eve&lt;/b&gt;"' in text
    assert 'value="CASH" required checked' in text


def test_a_customer_cancels_and_the_page_says_so(house: House) -> None:
    status, _, _ = house.post("cancel", confirm="on", reason="We move.", key="two")
    _, _, text = house.ask(f"{house.path}/proposal")

    assert status == 303
    assert "You cancelled on 21 Nov 2026." in text
    assert "Sign and order" not in text


def test_nobody_cancels_without_the_tick(house: House) -> None:
    status, _, text = house.post("cancel", reason="We move.", key="two")

    assert status == 422
    assert "Tick the box if you want to cancel." in text


def test_nobody_signs_after_cancelling(house: House) -> None:
    house.post("cancel", confirm="on", key="two")
    status, _, text = house.sign()

    assert status == 422
    assert "cancelled" in text


def test_a_wrong_address_is_told_nothing(house: House) -> None:
    status, _, text = house.ask("/my/1.guessed")

    assert status == 404
    assert "This address opens nothing" in text
    assert "Ada" not in text


def test_a_link_that_was_taken_back_signs_nothing(house: House) -> None:
    house.links.revoke(house.case.id, "LINK-1", by="sally", reason="lost")
    status, _, _ = house.sign()

    assert (status, approval(house)) == (404, None)


def test_a_form_that_is_too_large_is_refused_unread(house: House) -> None:
    assert house.ask(f"{house.path}/sign", body=b"a" * (MOST_BYTES + 1))[0] == 413


def test_a_form_of_another_kind_is_refused(house: House) -> None:
    assert house.ask(f"{house.path}/sign", body=b"{}", kind="application/json")[0] == 415


def test_a_form_that_is_no_text_is_refused(house: House) -> None:
    assert house.ask(f"{house.path}/sign", body=b"a=\xff\xfe")[0] == 400


def test_a_proposal_without_its_document_says_so(house: House) -> None:
    status, _, text = house.ask(f"{house.path}/proposal.pdf")

    assert status == 404
    assert "There is no document of this proposal yet" in text


@pytest.mark.parametrize("name", ["customers.css", "signing.js", "inter.woff2", "icon.svg"])
def test_styles_and_scripts_come_from_the_house_itself(house: House, name: str) -> None:
    assert house.ask(f"/door/{name}")[0] == 200


def test_no_other_file_is_given_out(house: House) -> None:
    assert house.ask("/door/site.css")[0] == 404


def test_a_signature_that_counts_no_more_is_told_on_both_pages(house: House) -> None:
    contract, agreement, order = signed()
    house.case.record(approved()).record(contract, agreement, order)
    house.case.record(void_version(contract, because="The inverter is another.", now=NOON))

    for path in ("", "/proposal"):
        text = house.ask(f"{house.path}{path}")[2]
        assert "Your signature counts no more.</b> The inverter is another." in text


def test_a_form_that_is_sent_very_often_is_refused_for_a_while(house: House) -> None:
    said = [house.post("questions", text="", key=str(n))[2] for n in range(21)]

    assert "Write what you want to know" in said[19]
    assert "You have sent this very often." in said[20]


def test_only_papers_that_customers_may_have_are_given_out(house: House) -> None:
    assert house.ask(f"{house.path}/papers/1")[0] == 404
    house.case.cases.record("SOL-1", "Proposal document", b"%PDF-1.7", By(actor="dora", key="p"))

    status, headers, text = house.ask(f"{house.path}/papers/1")

    assert (status, text) == (200, "%PDF-1.7")
    assert headers["content-disposition"] == 'attachment; filename="sol-1-your-proposal.pdf"'
    assert [house.ask(f"{house.path}/papers/{n}")[0] for n in (0, 99, "x")] == [404, 404, 404]


def test_a_paper_that_is_no_pdf_opens_as_nothing_else(house: House) -> None:
    page = b"<script>alert(1)</script>"
    house.case.cases.record("SOL-1", "Proposal document", page, By(actor="dora", key="p"))

    _, headers, _ = house.ask(f"{house.path}/papers/1")

    assert headers["content-type"] == "application/octet-stream"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_chosen_language_is_kept_and_no_script_reads_it(house: House) -> None:
    _, headers, text = house.ask(f"{house.path}?language=es")

    assert '<html lang="es">' in text
    assert headers["set-cookie"].startswith("customer_language=es; HttpOnly;")
    assert "set-cookie" not in house.ask(f"{house.path}?language=xx")[1]
