"""The burn-down of promises: counted for whoever looks, business day by business day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from penstock.app.cases import By
from tests.houses import ENGINEER, SELLER, SERVICE, Office, office

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
PAGE = "/insights/SMV-03/burn-down"


@pytest.fixture(scope="module")
def promised() -> Iterator[Office]:
    """Yield an office with two cases for which five business days are promised."""
    with office() as found:
        for number in (1, 2):
            by = By(actor="begin", key=f"agg-{number}")
            found.cases.open("SMV-03", by, case_id=f"AGG-{number}")
        yield found


def test_a_promise_runs_out_at_the_end_of_the_day_that_it_is_due(promised: Office) -> None:
    (promise,) = promised.cases.explain("AGG-1").deadlines
    found = promised.client(SERVICE).get(f"{PAGE}.json").json()

    gone = [each["day"] for each in found["days"] if each["in_time"] == 0]
    assert (found["open"], found["late"], found["in_time"]) == (2, 0, 2)
    due = datetime.fromisoformat(promise.due)
    assert abs((datetime.fromisoformat(f"{gone[0]}T23:00+00:00") - due).days) <= 1
    assert [each["in_time"] for each in found["days"]] == [2] * 4 + [0] * 11


def test_days_are_business_days(promised: Office) -> None:
    found = promised.client(SERVICE).get(f"{PAGE}.json").json()["days"]

    assert all(datetime.fromisoformat(each["day"]).weekday() < 5 for each in found)
    assert len(found) == 15


def test_the_page_shows_picture_finding_and_table(promised: Office) -> None:
    text = promised.client(SERVICE).get(PAGE).text

    assert "Of 2 open cases none is late already, and 2 more run out of time within" in text
    assert "Business day by business day" in text


def test_where_nothing_is_promised_the_page_says_what_would_be_and_has_no_table_of_noughts(
    promised: Office,
) -> None:
    text = promised.client(SELLER).get("/insights/NCV-03/burn-down").text

    assert "A clock runs where the documents state a service level for a stage" in text
    assert 'href="/service-levels"' in text
    assert "Business day by business day" not in text


def test_a_stage_is_counted_by_itself(promised: Office) -> None:
    client = promised.client(SERVICE)

    assert client.get(f"{PAGE}.json?stage=SMV-03.1").json()["open"] == 2
    assert client.get(f"{PAGE}.json?stage=SMV-03.2").json()["open"] == 0
    assert client.get(f"{PAGE}?stage=NCV-03.1").status_code == 400


def test_the_same_is_a_table_and_a_picture(promised: Office) -> None:
    client = promised.client(SERVICE)

    rows = client.get(f"{PAGE}.csv").text.splitlines()
    svg = client.get(f"{PAGE}.svg")

    assert rows[:2] == ["At the end of,Still in time,Run out", "now,2,0"]
    assert svg.headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize(("person", "stream"), [(ENGINEER, "NCV-03"), (SELLER, "RCV-03")])
def test_what_the_other_side_has_promised_is_closed(
    house: Office, person: str, stream: str
) -> None:
    assert house.client(person).get(f"/insights/{stream}/burn-down").status_code == 403


def test_a_day_that_is_over_is_shown_as_it_was(promised: Office) -> None:
    now = promised.cases.now().astimezone(LOS_ANGELES)
    yesterday = now.date() - timedelta(days=1)

    answer = promised.client(SERVICE).get(f"{PAGE}.json?at={yesterday}")

    assert answer.json()["open"] == 0
