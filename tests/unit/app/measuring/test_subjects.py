"""Where shapes lead: to lists that `penstock flow --cases` knows by the same words."""

from urllib.parse import parse_qs, urlsplit

import pytest

from penstock.app.measuring.subjects import leading_to
from penstock.measurement.flow.behind import Ended, Group, Moved, Visited, group_of
from penstock.measurement.pictures.subjects import Shown, Subject


@pytest.mark.parametrize(
    ("subject", "group"),
    [
        (Subject(Shown.STAGE, "NCV-03.2"), Visited("NCV-03.2")),
        (Subject(Shown.MOVE, "NCV-03.2", "NCV-03.3"), Moved("NCV-03.2", "NCV-03.3")),
        (Subject(Shown.MOVE, "", "NCV-03.1"), Moved("", "NCV-03.1")),
        (Subject(Shown.CLOSED, "NCV-03.7"), Ended("NCV-03.7", is_closed=True)),
        (Subject(Shown.CANCELLED, "Weigh & roof"), Ended("Weigh & roof", is_closed=False)),
    ],
)
def test_a_shape_leads_to_the_group_that_it_stands_for(subject: Subject, group: Group) -> None:
    for base in ("/flow", "https://penstock.example/flow?theme=dark"):
        address = leading_to(base)(subject)

        assert address is not None
        (words,) = parse_qs(urlsplit(address).query)["cases"]
        assert group_of(words) == group


def test_a_dot_leads_to_its_case() -> None:
    assert leading_to("/flow")(Subject(Shown.CASE, "SOL-1")) == "/flow?case=SOL-1"


def test_a_month_of_a_chart_leads_nowhere() -> None:
    assert leading_to("/flow")(Subject(Shown.PERIOD, "2026-05")) is None
