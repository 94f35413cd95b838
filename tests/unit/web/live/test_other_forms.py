"""Pages as CSV, JSON, SVG, PNG and PDF, by the ending of their address."""

import csv
from io import StringIO

import pytest

from penstock.web.live.building import all_pages
from penstock.web.live.pages import Page
from penstock.web.sheets.forms import FORMS
from tests.houses import ENGINEER, SELLER, Office
from tests.unit.web.live.test_routing import PARTS

TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
}
SHEETS = {page.name: page for page in all_pages() if page.is_sheet and page.section}
DOCUMENTS = (
    "/index",
    "/architecture",
    "/value-streams",
    "/value-streams/NCV-03",
    "/value-streams/NCV-03/stages/NCV-03.2",
    "/capabilities",
    "/capabilities/10.2",
    "/products/NONREG-DG-001",
    "/matrices",
    "/matrices/product-by-value-stream",
    "/findings",
    "/findings/rules",
    "/sources",
)
# Pages that a seller sees of the house below, whatever else is closed to them.
SHOWN = {"work", "boards", "board", "cases", "case", "overview", "consents", "boundary"}


def _address(page: Page, form: str) -> str:
    return page.address(form).format_map(_Parts(PARTS))


class _Parts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "1"


# To measure takes time; tests/unit/web/live/test_insights.py tries those pages with few cases.
TRIED = [each for each in sorted(SHEETS) if SHEETS[each].section != "Insights"]


@pytest.mark.parametrize("name", TRIED)
def test_a_page_of_the_application_answers_in_each_of_its_forms(house: Office, name: str) -> None:
    page, client = SHEETS[name], house.client(SELLER)

    answers = {form: client.get(_address(page, form)) for form in ("csv", "json", "pdf")}

    assert set(FORMS) <= set(page.forms)
    for form, answer in answers.items():
        assert answer.status_code in ({200} if page.name in SHOWN else {200, 403, 404})
        kind = TYPES[form] if answer.status_code == 200 else "application/json"
        assert answer.headers["content-type"].startswith(kind)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_page_of_the_documents_is_a_table_for_anybody(house: Office, path: str) -> None:
    rows = house.client().get(f"{path}.csv")

    assert rows.headers["content-type"].startswith(TYPES["csv"])
    assert len(list(csv.reader(StringIO(rows.text)))) > 1


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_page_of_the_documents_says_the_same_as_json(house: Office, path: str) -> None:
    told = house.client().get(f"{path}.json").json()

    assert told["title"]
    assert told["address"].endswith(path)
    assert told["parts"]


def test_a_page_of_the_documents_is_paper(house: Office) -> None:
    answer = house.client().get("/products/NONREG-DG-001.pdf")

    assert answer.headers["content-type"] == TYPES["pdf"]
    assert answer.content.startswith(b"%PDF")
    assert "NONREG-DG-001" in answer.headers["content-disposition"]


def test_a_page_without_a_picture_says_that_it_has_none(house: Office) -> None:
    answer = house.client().get("/findings.svg")

    assert answer.status_code == 404
    assert answer.json()["detail"].startswith("The page has no picture 1: it has none.")


def test_every_form_that_a_page_offers_is_there(house: Office) -> None:
    client = house.client(SELLER)
    page = client.get("/products/NONREG-DG-001").text

    offered = [f"/products/NONREG-DG-001.{form}" for form in ("csv", "json", "pdf")]

    for each in offered:
        assert f'href="..{each}"' in page
        assert client.get(each).status_code == 200


def test_a_picture_of_a_page_is_a_picture_by_its_number(house: Office) -> None:
    client = house.client(SELLER)

    second = client.get("/capabilities.svg?picture=2").text

    assert "by value streams that draw on them" in second
    assert house.client().get("/index.png").content.startswith(b"\x89PNG")


@pytest.mark.parametrize("number", ["0", "99", "x", "9" * 9])
def test_a_table_that_is_not_there_is_told_of(house: Office, number: str) -> None:
    answer = house.client().get(f"/products/NONREG-DG-001.csv?table={number}")

    assert answer.status_code == 404
    assert "The page has no table" in answer.json()["detail"]


def test_a_form_holds_no_more_than_the_page_of_whoever_asks(house: Office) -> None:
    seller = house.client(SELLER).get("/work.json").text
    engineer = house.client(ENGINEER).get("/board/NCV-03.csv")

    assert "GRID-1" not in seller
    assert engineer.status_code == house.client(ENGINEER).get("/board/NCV-03").status_code


@pytest.mark.parametrize("name", ["HEAD", "/etc", "..", "--help"])
def test_no_version_is_read_but_those_of_the_list(house: Office, name: str) -> None:
    answer = house.client().get("/differences", params={"from": name})

    assert answer.status_code == 404
    assert "none of the versions of these documents" in answer.text
