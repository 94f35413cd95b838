"""The search: what is found, in which order, and that nobody learns of the other side by it."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from penstock.app.cases import By
from tests.houses import ENGINEER, SELLER, SERVICE, Office, office


def found(house: Office, person: str, typed: str) -> list[tuple[str, str]]:
    """Return kind and id, or else name, of what somebody finds."""
    answer = house.client(person).get("/search.json", params={"q": typed})
    rows = answer.json()["found"]
    return [(each["kind"], each["identifier"] or each["name"]) for each in rows]


def test_a_case_is_found_by_its_id_and_by_its_customer(house: Office) -> None:
    assert found(house, SELLER, "sol-2")[0] == ("Case", "SOL-2")
    assert ("Case", "SOL-2") in found(house, SELLER, "rivera")
    assert ("Customer", "Rivera 2") in found(house, SELLER, "rivera 2")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("NCV-03", ("Value stream", "NCV-03")),
        ("NCV-03.4", ("Stage", "NCV-03.4")),
        ("begin a", ("Command", "Begin a case")),
        ("tokens", ("Command", "My tokens")),
        ("boards", ("Page", "Boards")),
    ],
)
def test_streams_stages_pages_and_commands_are_found(
    house: Office, typed: str, first: tuple[str, str]
) -> None:
    assert found(house, SELLER, typed)[0] == first


def test_who_is_not_signed_in_finds_the_architecture_alone(house: Office) -> None:
    assert ("Value stream", "NCV-03") in found(house, "", "NCV-03")
    assert not [each for each in found(house, "", "sol-1") if each[0] in {"Case", "Customer"}]
    assert found(house, "", "my tokens") == []


def test_without_words_the_search_shows_what_somebody_can_do(house: Office) -> None:
    assert ("Command", "Begin a case") in found(house, SELLER, "")


def test_without_scripts_the_search_is_a_page(house: Office) -> None:
    page = house.client(SELLER).get("/search", params={"q": "rivera 2"}).text

    assert 'href="/cases/SOL-2"' in page
    assert "2 results." in page


def test_what_is_not_found_is_told_with_what_to_do(house: Office) -> None:
    page = house.client(SELLER).get("/search", params={"q": "<zebra>"}).text

    assert "Nothing that you may know of is called so." in page
    assert "<zebra>" not in page


@pytest.fixture(scope="module")
def without() -> Iterator[Office]:
    """Yield a house in which AES has the cases it has elsewhere, and the grid has none."""
    with office() as found:
        yield found


@pytest.fixture(scope="module")
def crowded() -> Iterator[Office]:
    """Yield one in which the grid has cases and customers that are called as those of AES."""
    with office() as found:
        for number in range(1, 40):
            by = By(actor="begin", key=f"grid-{number}")
            found.cases.open("RCV-03", by, case_id=f"SOLAR-{number}", customer=f"Rivera {number}")
        yield found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(typed=some.text("sol-rivea123gd OA", max_size=8))
def test_nothing_that_is_found_counted_or_ordered_tells_of_the_other_side(
    without: Office, crowded: Office, typed: str
) -> None:
    alone = without.client(SELLER).get("/search", params={"q": typed}).text
    beside = crowded.client(SELLER).get("/search", params={"q": typed}).text

    def told(page: str) -> str:
        return page[page.index("<main") :]

    assert told(beside) == told(alone)
    assert found(crowded, SELLER, typed) == found(without, SELLER, typed)


def test_the_law_above_could_fail(crowded: Office) -> None:
    assert ("Case", "SOLAR-7") in found(crowded, ENGINEER, "solar-7")
    assert ("Case", "SOLAR-7") in found(crowded, SERVICE, "solar-7")
    assert ("Case", "SOLAR-7") not in found(crowded, SELLER, "solar-7")
