"""The overview: what is somebody's own to do, and the architecture for who is not signed in."""

from penstock.app.cases.queues import open_tasks
from penstock.delivery.ports import Wanted
from tests.houses import ENGINEER, PERSONNEL, SELLER, Office


def test_who_is_not_signed_in_finds_the_architecture(house: Office) -> None:
    text = house.client().get("/").text

    assert "Map of all value streams" in text
    assert "What you are doing" not in text


def test_a_side_counts_its_own_open_cases_alone(house: Office) -> None:
    seller, engineer = (house.client(each).get("/").text for each in (SELLER, ENGINEER))

    assert '<a href="/cases?stream=NCV-03&amp;status=open"><b>3</b>' in seller
    assert "RCV-03" not in seller
    assert '<a href="/cases?stream=RCV-03&amp;status=open"><b>1</b>' in engineer
    assert "NCV-03" not in engineer


def test_a_role_that_works_no_stage_has_nothing_to_do(house: Office) -> None:
    cases = house.cases

    assert open_tasks(cases, ["General Counsel"], Wanted(status="open")) == ()


def test_an_overview_of_few_things_says_what_will_be_there(house: Office) -> None:
    text = house.client(PERSONNEL).get("/").text

    assert "You have claimed nothing." in text
    assert "Nothing that you may see is late." in text
