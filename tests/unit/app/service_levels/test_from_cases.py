"""What the log of cases says as requests: holds are pauses, visits of a stage are requests."""

from datetime import timedelta

from penstock.app.service_levels.from_cases import requests_of_cases
from penstock.architecture.documents import Folder
from penstock.architecture.reading import read
from penstock.delivery import commands as do
from penstock.governance.service_levels.agreements import Agreement
from penstock.governance.service_levels.requests import Pause, Request
from tests.unit.delivery.clocked import Office
from tests.unit.delivery.working import NOON
from tests.unit.governance.service_levels.promising import AES, WAITS, agreement

HOUR = timedelta(hours=1)
# The office's customer is a unit within the regulated division.
UNITS = """# Units

| Organization Unit | Parent | Side |
| --- | --- | --- |
| Regulated Operations Division |  | Regulated |
| C-7 | Regulated Operations Division | Regulated |
"""
COMPANY = read(Folder.from_texts({"units.md": UNITS})).architecture
OF_STAGE = agreement(counts="NCV-03.1")
OF_CASE = agreement(counts="NCV-03")


def _requests(office: Office, promised: Agreement) -> list[Request]:
    return list(requests_of_cases(office.store, [promised, AES], COMPANY))


def test_a_case_is_a_request_of_the_unit_above_its_customer_and_its_holds_are_pauses() -> None:
    office = Office()
    office.open()
    office.later(hours=1).hand_in(do.Hold(reason=f"  {WAITS.upper()}"))
    office.later(hours=2).hand_in(do.Resume(reason="answered"))
    office.later(hours=1).hand_in(do.Hold(reason="storm"))
    office.later(hours=1).hand_in(do.Cancel(reason="no longer needed"))

    found = _requests(office, OF_CASE)

    assert found == [
        Request(
            id="SOL-1",
            agreement_id=OF_CASE.id,
            opened=NOON,
            closed=NOON + 5 * HOUR,
            pauses=(
                Pause(start=NOON + HOUR, end=NOON + 3 * HOUR, reason=WAITS),
                Pause(start=NOON + 4 * HOUR, end=NOON + 5 * HOUR, reason="storm"),
            ),
        )
    ]


def test_each_visit_of_a_stage_is_a_request() -> None:
    office = Office()
    office.open()
    office.later(hours=1).finish_first_stage()
    office.later(hours=1).hand_in(do.Reopen(stage_id="NCV-03.1", reason="other roof"))
    office.later(hours=1).hand_in(do.Hold(reason=WAITS))

    found = _requests(office, OF_STAGE)

    assert [(each.id, each.opened, each.closed) for each in found] == [
        ("SOL-1", NOON, NOON + HOUR),
        ("SOL-1/2", NOON + 2 * HOUR, None),
    ]
    assert found[1].pauses == (Pause(start=NOON + 3 * HOUR, end=None, reason=WAITS),)


def test_a_case_for_nobody_in_the_company_is_no_request() -> None:
    office = Office()
    office.open()

    elsewhere = agreement(counts="NCV-03", consumer="Another Division")

    assert _requests(office, elsewhere) == []
