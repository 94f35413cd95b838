"""The page of a smart home's quote, with its versions and its PDF."""

from dataclasses import replace
from hashlib import sha256

from tests.home_sale import HomeCase
from tests.houses import SELLER, SERVICE, office


def test_a_quote_has_a_page_its_versions_and_its_pdf_for_those_who_sell() -> None:
    with office() as town:
        # Whoever closes stages here has no role; who may is tried elsewhere.
        home = HomeCase(replace(town.cases, bound=frozenset(), answering=None), "HOME-9")
        home.opened().led().quoted()
        home.do("quote", because="one room more", discount_cents=500, discount_because="a friend")
        quote, client = home.read("Detailed quote"), town.client(SELLER)

        text = client.get("/results/proposals/HOME-9").text
        first = client.get("/results/proposals/HOME-9?version=1").text
        pdf = client.get("/results/proposals/HOME-9.pdf")

        assert "The premium tier for" in text
        assert "Paid each month" in text
        assert "Other than before: price" in text
        assert "replaced" in first
        assert sha256(pdf.content).hexdigest() == quote["pdf_sha256"]
        assert "HOME-9" in client.get("/results").text
        told = client.get("/results/proposals/HOME-9.json").json()
        assert told["recorded"]["differences"] == quote["differences"]
        assert town.client(SERVICE).get("/results/proposals/HOME-9").status_code == 200
