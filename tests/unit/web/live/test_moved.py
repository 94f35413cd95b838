"""Addresses with a former id: they lead to what has another one today, and the page says so."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from starlette.testclient import TestClient

from penstock.app.loading import reference_company
from tests.houses import SELLER, office

ROWS = (
    "| NCV-33 | NCV-03 |",
    "| NCV-33.4 | NCV-03.4 |",
    "| 99.1 | 2.1 |",
    "| NONREG-OLD-001 | NONREG-DG-001 |",
)
TABLE = "\n".join(("# Former ids", "", "| Former ID | Present ID |", "| --- | --- |", *ROWS))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("moved") / "company"
    copytree(reference_company(), folder)
    Path(folder, "former-ids.md").write_text(f"{TABLE}\n", encoding="utf-8")
    with office(folder) as found:
        yield found.client(SELLER)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/value-streams/NCV-33", "/value-streams/NCV-03?formerly=NCV-33"),
        ("/value-streams/NCV-33.html", "/value-streams/NCV-03.html?formerly=NCV-33"),
        (
            "/value-streams/NCV-33/stages/NCV-33.4",
            "/value-streams/NCV-03/stages/NCV-03.4?formerly=NCV-33.4",
        ),
        (
            "/value-streams/NCV-03/stages/NCV-33.4.json",
            "/value-streams/NCV-03/stages/NCV-03.4.json?formerly=NCV-33.4",
        ),
        ("/capabilities/99.1", "/capabilities/2.1?formerly=99.1"),
        ("/products/NONREG-OLD-001", "/products/NONREG-DG-001?formerly=NONREG-OLD-001"),
        ("/board/NCV-33?late=yes", "/board/NCV-03?late=yes&formerly=NCV-33"),
        ("/insights/NCV-33/waiting", "/insights/NCV-03/waiting?formerly=NCV-33"),
    ],
)
def test_an_address_with_a_former_id_leads_to_the_present_one(
    client: TestClient, address: str, leads_to: str
) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer.headers.get("location")) == (308, leads_to)
    assert client.get(leads_to).status_code == 200


@pytest.mark.parametrize(
    "address", ["/value-streams/NCV-33", "/board/NCV-33", "/capabilities/99.1"]
)
def test_the_page_says_by_which_id_somebody_came(client: TestClient, address: str) -> None:
    text = client.get(address, follow_redirects=True).text

    assert " is now " in text
    assert "The address you came by still leads here." in text


def test_nobody_can_make_a_page_say_that_something_was_called_otherwise(
    client: TestClient,
) -> None:
    assert " is now " not in client.get("/capabilities/2.1?formerly=<b>evil</b>").text


@pytest.mark.parametrize("address", ["/value-streams/NCV-34", "//evil.example/NCV-33"])
def test_what_was_never_there_leads_nowhere_else(client: TestClient, address: str) -> None:
    answer = client.get(f"http://127.0.0.1{address}")

    assert "evil.example" not in answer.headers.get("location", "")
