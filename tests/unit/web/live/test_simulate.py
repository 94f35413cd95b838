"""The page of what may come of a stream: asked by its address, and closed to the other side."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from penstock.measurement.flow.workload import Spell
from tests.houses import ENGINEER, SELLER, Office, office
from tests.unit.simulation.what_if.loads import load_of, stage_of

PAGE = "/insights/NCV-03/simulate"
LOAD = load_of(
    stage_of("NCV-03.1", Spell(1.0, 2.0)),
    stage_of("NCV-03.2", Spell(0.0, 4.0), Spell(0.0, 6.0)),
    lead_days=(7.0,) * 40 + (9.0,) * 60,
    days=2.0,
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Yield the browser of a seller whose stream had something to do for half a year."""
    # It would take a hundred cases from their inquiry to their end.
    with pytest.MonkeyPatch.context() as patch, office() as found:
        patch.setattr(
            "penstock.web.live.showing.insights.simulate.loaded", lambda _log, _stream: LOAD
        )
        yield found.client(SELLER)


def test_too_few_closed_cases_are_said_and_not_played(house: Office) -> None:
    answer = house.client(SELLER).get(PAGE)

    assert answer.status_code == 409
    assert "0 cases of NCV-03 were closed in the last" in answer.text


def test_a_stream_of_the_other_side_is_closed(house: Office) -> None:
    assert house.client(ENGINEER).get(PAGE).status_code == 403


def test_the_page_says_how_well_the_plays_tell_what_was_measured(client: TestClient) -> None:
    text = client.get(PAGE).text

    assert "Calibrated:" in text
    assert re.search(r'<th scope="row">\d+ \w{3} 20\d\d</th>', text)
    assert "measured were 9 and 9 in 100 cases" in text
    assert "What is taken for granted" in text


def test_the_same_address_gives_the_same_figures(client: TestClient) -> None:
    asked = f"{PAGE}.json?stage=NCV-03.2&people=2&arrivals=150&weeks=13&seed=9"

    found = client.get(asked).json()

    assert found == client.get(asked).json()
    assert found["question"]["change"] == {
        "stage_id": "NCV-03.2",
        "people": 2,
        "work_percent": 100,
        "arrivals_percent": 150,
    }
    assert len(found["weeks"]) == 13
    assert found["weeks"] != client.get(asked.replace("seed=9", "seed=8")).json()["weeks"]


def test_the_picture_and_its_table_are_files(client: TestClient) -> None:
    svg, csv = client.get(f"{PAGE}.svg?show=lead"), client.get(f"{PAGE}.csv?show=lead")

    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert "Lead time" in svg.text
    assert csv.text.splitlines()[0] == "Week that ends,P10,P50,P90,Unchanged P50"


def test_people_are_asked_for_where_a_stage_is_chosen(client: TestClient) -> None:
    text = client.get(f"{PAGE}?stage=NCV-03.1").text

    assert re.search(r'<option value="4" selected>4, as measured</option>', text)
    assert 'name="people"' not in client.get(PAGE).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("stage=NCV-03.9", "No case has left NCV-03.9"),
        ("work=33", "“work” is “33” in the address"),
        ("seed=-1", "it has to be 0 to 999999"),
        ("weeks=1000", "it has to be one of 13, 26, 52"),
        ("show=pie", "it is “way” or “lead”"),
        ("arrivals=٣", "in the address"),
    ],
)
def test_what_cannot_be_changed_is_said(client: TestClient, asked: str, said: str) -> None:
    answer = client.get(f"{PAGE}?{asked}")

    assert answer.status_code == 400
    assert said in answer.text
