"""What the log of cases says of interconnection requests."""

from datetime import timedelta

from penstock.app.interconnection.from_cases import entries_of_cases
from penstock.app.interconnection.procedure_files import InCases
from penstock.architecture.documents import Folder
from penstock.architecture.reading import read
from penstock.delivery import commands as do
from penstock.governance.interconnection.requests import Milestone
from tests.unit.delivery.clocked import Office
from tests.unit.delivery.working import NOON

HOUR = timedelta(hours=1)
# The office's customer; here it is a unit of the other side.
UNITS = """# Units

| Organization Unit | Parent | Side |
| --- | --- | --- |
| C-7 |  | Non-Regulated |
"""
COMPANY = read(Folder.from_texts({"units.md": UNITS})).architecture
NOBODY = read(Folder.from_texts({})).architecture
IN_CASES = InCases(
    stream_id="NCV-03",
    reached={
        Milestone.COMPLETE: "NCV-03.1 started",
        Milestone.STUDIED: "NCV-03.1 passed",
        Milestone.PERMITTED: "closed",
    },
)


def test_milestones_are_reached_when_their_events_first_happen() -> None:
    office = Office()
    office.open()
    office.later(hours=1).finish_first_stage()
    office.later(hours=1).hand_in(do.Reopen(stage_id="NCV-03.1", reason="other roof"))

    (entry,) = entries_of_cases(office.store, IN_CASES, NOBODY).values()

    assert entry.request.reached == {
        Milestone.RECEIVED: NOON,
        Milestone.COMPLETE: NOON + HOUR,
        Milestone.STUDIED: NOON + HOUR,
    }
    assert entry.request.withdrawn is None


def test_a_cancelled_case_is_a_request_that_was_withdrawn() -> None:
    office = Office()
    office.open()
    office.later(hours=5).hand_in(do.Cancel(reason="sold the house"))

    (entry,) = entries_of_cases(office.store, IN_CASES, NOBODY).values()

    assert entry.request.withdrawn == NOON + 5 * HOUR
    assert not entry.customer.is_affiliate


def test_a_customer_that_is_a_unit_of_the_other_side_is_an_affiliate() -> None:
    office = Office()
    office.open()

    (entry,) = entries_of_cases(office.store, IN_CASES, COMPANY).values()

    assert (entry.customer.name, entry.customer.is_affiliate) == ("C-7", True)
