from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from penstock.governance.interconnection.procedure import Procedure, Step, Track, dates, late
from penstock.governance.interconnection.requests import Milestone, QueueError
from penstock.governance.service_levels.levels import ServiceLevel
from tests.unit.governance.interconnection.applying import NOW, PROCEDURE, START, request
from tests.unit.governance.service_levels.timing import OFFICE, local


@pytest.mark.parametrize(
    ("kw", "certified", "name"),
    [
        ("10", True, "10 kW inverter process"),
        ("10.01", True, "study process"),
        ("3", False, "study process"),
        (None, True, "study process"),
    ],
)
def test_the_project_alone_decides_the_track(kw: str | None, certified: bool, name: str) -> None:
    project = replace(
        request("1", 0).project,
        capacity_kw=Decimal(kw) if kw else None,
        is_certified=certified,
    )

    assert PROCEDURE.track(project).name == name


def test_each_milestone_is_due_so_long_after_the_one_before_it() -> None:
    asked = request("1", 0, 2, kw="900")

    found = dates(asked, PROCEDURE, OFFICE)

    assert found[Milestone.COMPLETE] == local(OFFICE, "2026-01-19T17:00")
    assert Milestone.AGREEMENT_TENDERED not in found


def test_what_was_reached_late_and_what_is_overdue_are_told() -> None:
    slow = request("1", 0, 60, kw="900")
    quick = request("2", 0, 1, 20, 21, 30, kw="900")
    given_up = request("3", 0, withdrawn=3, kw="900")

    found = [late(each, PROCEDURE, OFFICE, at=NOW) for each in (slow, quick, given_up)]

    assert found == [(Milestone.COMPLETE, Milestone.STUDIED), (), ()]
    assert late(slow, PROCEDURE, OFFICE, at=START + timedelta(days=5)) == ()


def test_a_procedure_that_leaves_projects_out_or_turns_back_is_refused() -> None:
    back = Step(
        after=Milestone.STUDIED,
        milestone=Milestone.COMPLETE,
        within=ServiceLevel.parse("1 hour"),
    )
    track = Track(name="fast", up_to_kw=Decimal(5), steps=(back,))
    with pytest.raises(QueueError) as raised:
        Procedure(tracks=(track, track))

    for part in ("two tracks have one name", "take every project", "before “system impact"):
        assert part in str(raised.value)
