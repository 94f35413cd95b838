"""The list of cases: what each side sees, narrowed by the address, page by page, as a file."""

import pytest

from tests.houses import ENGINEER, SELLER, SERVICE, Office


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        (SELLER, ["SOL-1", "SOL-2", "SOL-3"]),
        (ENGINEER, ["GRID-1"]),
        (SERVICE, ["GRID-1", "SOL-1", "SOL-2", "SOL-3"]),
    ],
)
def test_everybody_finds_the_cases_of_their_side_alone(
    house: Office, person: str, seen: list[str]
) -> None:
    client = house.client(person)

    found = client.get("/cases.json").json()["cases"]

    assert [each["case_id"] for each in found] == seen
    assert [line.split(",")[0] for line in client.get("/cases.csv").text.splitlines()[1:]] == seen
    assert [each for each in ("GRID-1", "SOL-1") if each in client.get("/cases").text] == [
        each for each in ("GRID-1", "SOL-1") if each in seen
    ]


def test_what_is_chosen_stands_in_the_address_and_in_the_fields(house: Office) -> None:
    text = house.client(SELLER).get("/cases?stream=NCV-03&status=open").text

    assert '<option value="NCV-03" selected>' in text
    assert '<option value="open" selected>' in text
    assert 'href="/cases.csv?stream=NCV-03&amp;status=open"' in text


def test_a_name_that_the_documents_do_not_have_is_a_sentence(house: Office) -> None:
    answer = house.client(SELLER).get("/cases?stream=NCV-99")

    assert answer.status_code == 404
    assert "NCV-99" in answer.text


def test_a_search_for_cases_of_the_other_side_finds_what_there_never_was(house: Office) -> None:
    other = house.client(SELLER).get("/cases?after=GRID-1&stream=RCV-03").text
    never = house.client(SELLER).get("/cases?after=GRID-9&stream=RCV-03").text

    assert other.replace("GRID-1", "GRID-9") == never
