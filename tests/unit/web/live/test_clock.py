"""Moments on pages: by the clock of the company."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from penstock.app.cases import By
from penstock.web.live.clock import WallClock
from tests.houses import SELLER, SERVICE, office

LOS_ANGELES = WallClock(ZoneInfo("America/Los_Angeles"))
MORNING = datetime(2026, 11, 20, 2, 30, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (LOS_ANGELES.moment(MORNING), "19 Nov 2026, 18:30 PST"),
        (LOS_ANGELES.exact(MORNING), "19 Nov 2026, 18:30:15 PST"),
        (LOS_ANGELES.hour(MORNING), "18:30 PST"),
        (LOS_ANGELES.day(MORNING), "19 Nov 2026"),
    ],
)
def test_people_read_what_the_clock_of_the_company_tells(told: str, words: str) -> None:
    assert told == f'<time datetime="2026-11-20T02:30:15+00:00">{words}</time>'


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first, second = (datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in (8, 9))

    told = LOS_ANGELES.hour(first), LOS_ANGELES.hour(second)

    assert [each[each.index(">") + 1 :] for each in told] == [
        "01:30 PDT</time>",
        "01:30 PST</time>",
    ]


def test_the_history_of_a_case_is_told_by_it() -> None:
    with office() as house:
        opened = house.cases.show("SOL-1").log[0].stamp.at
        page = house.client(SELLER).get("/cases/SOL-1").text

    assert LOS_ANGELES.moment(opened) in page
    assert f"{opened:%H:%M} UTC" not in page


def test_when_a_stage_is_due_is_told_by_it_in_the_history() -> None:
    with office() as house:
        house.cases.open("SMV-03", By(actor="begin", key="agg"), case_id="AGG-1")
        page = house.client(SERVICE).get("/cases/AGG-1").text

    assert re.search(r"may take [^<]*: due \d+ \w{3} \d{4}, \d\d:\d\d P[SD]T<", page)
    assert not re.search(r"\d\d:\d\dZ", page)
