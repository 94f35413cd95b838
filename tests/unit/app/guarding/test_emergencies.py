"""What people read in an emergency, what is on record of it, and who looks back at it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest

from penstock.app.cases.blobs import PIECE_BYTES
from penstock.app.cases.door import NoEmergencyError
from penstock.app.cases.naming import NoSuchCaseError
from penstock.delivery.refusals import RefusedError
from penstock.governance.audit.entry import Kind, Verdict
from penstock.governance.audit.ports import AuditError
from penstock.governance.conduct.emergencies import Declared
from penstock.governance.conduct.postings import Posting, PostingKind
from penstock.governance.conduct.records import NoSuchRecordError
from tests.unit.app.cases.bench import NOON
from tests.unit.app.guarding.office import AUDITOR, ENGINEER, SELLER, SERVICE, Office, by

USAGE = "Validated consumption data (VEE)"
HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> list[datetime]:
    """Return the moment it is, which a test may change."""
    return [NOON]


@pytest.fixture
def office(clock: list[datetime]) -> Office:
    """Return an office with a case that AES may not see."""
    office = Office(now=lambda: clock[0])
    cases = office.behind()
    cases.open("RCV-03", by("p", "2"), case_id="BILL-1", customer="Rivera")
    cases.record("BILL-1", USAGE, b"kWh 1 2 3", by("p", "3"))
    return office


def _declare(office: Office, *, second: str = SERVICE) -> None:
    emergencies = office.cases(ENGINEER).emergencies
    emergencies.declare("Ice storm", by=ENGINEER, lasts=HOUR, second=second)


def _read(office: Office, person: str = SELLER, *, case_id: str = "BILL-1") -> bytes:
    target = BytesIO()
    office.cases(person, emergency="EMG-1").content_to(case_id, USAGE, target)
    return target.getvalue()


def _postings(office: Office) -> list[tuple[str, str]]:
    return [(each.kind, each.origin) for each in office.store.records.latest(Posting)]


def test_o7_two_people_open_what_is_closed(office: Office) -> None:
    with pytest.raises(NoSuchCaseError):
        office.cases(SELLER).content("BILL-1", USAGE)
    _declare(office)

    assert _read(office) == b"kWh 1 2 3"


def test_o7_each_reading_is_on_record_with_the_emergency(office: Office) -> None:
    _declare(office)
    _read(office)

    *_, entry, _use, _review = office.entries()
    assert (entry.kind, entry.rule, entry.verdict) == (Kind.OVERRIDE, "emergency", Verdict.ALLOWED)
    assert entry.actor == SELLER
    assert entry.detail == f"EMG-1: Ice storm (declared by {ENGINEER}, confirmed by {SERVICE})"


def test_o7_the_first_reading_opens_one_review(office: Office, clock: list[datetime]) -> None:
    _declare(office)
    assert _postings(office) == []
    clock[0] += HOUR / 2
    _read(office)
    _read(office)
    _read(office, AUDITOR)

    (review,) = office.store.records.latest(Posting)
    assert (review.kind, review.origin) == (PostingKind.EMERGENCY_REVIEW, "EMG-1")
    assert review.opened_at == NOON + HOUR / 2
    assert office.store.records.latest(Declared)[0].used_by == (SELLER, AUDITOR)


def test_o7_a_review_is_by_somebody_else_and_closes_the_emergency(office: Office) -> None:
    _declare(office)
    _read(office)

    office.cases(AUDITOR).emergencies.review("EMG-1", by=AUDITOR, finding="in order")

    (review,) = office.store.records.latest(Posting)
    assert (review.done_by, review.where) == (AUDITOR, "in order")
    with pytest.raises(NoEmergencyError, match=r"emergency-not-now"):
        _read(office)


@pytest.mark.parametrize("later", [HOUR, 2 * HOUR])
def test_o7_what_is_over_is_denied_by_that_rule(
    office: Office, clock: list[datetime], later: timedelta
) -> None:
    _declare(office)
    clock[0] += later

    with pytest.raises(NoEmergencyError) as denied:
        _read(office)

    assert denied.value.rule == "emergency-not-now"
    assert office.entries()[-1].rule == "emergency-not-now"


def test_o7_one_person_is_denied_by_that_rule(office: Office) -> None:
    _declare(office, second="")

    with pytest.raises(NoEmergencyError) as denied:
        _read(office)

    assert denied.value.rule == "emergency-one-person"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"reason": ""}, "emergency-no-reason"),
        ({"confirmed_by": ENGINEER}, "emergency-one-person"),
        ({"end": NOON + 25 * HOUR}, "emergency-too-long"),
    ],
)
def test_o7_what_somebody_wrote_past_the_program_is_denied_by_its_rule(
    office: Office, change: dict[str, str | datetime], rule: str
) -> None:
    _declare(office)
    (emergency,) = office.store.records.latest(Declared)
    forged = replace(emergency, version=emergency.version + 1, **change)  # type: ignore[arg-type]
    office.store.records.keep(forged)

    with pytest.raises(NoEmergencyError) as denied:
        _read(office)

    assert denied.value.rule == rule


@pytest.mark.parametrize("case_id", ["BILL-1", "NONE-1"])
def test_o7_d12_a_denied_emergency_does_not_tell_which_cases_there_are(
    office: Office, case_id: str
) -> None:
    _declare(office, second="")

    with pytest.raises(NoEmergencyError, match=r"^EMG-1 opens nothing \(emergency-one-person\)"):
        _read(office, case_id=case_id)


def test_o7_a_stranger_reads_nothing_in_an_emergency(office: Office) -> None:
    _declare(office)

    with pytest.raises(NoEmergencyError, match="hat-not-theirs"):
        _read(office, "Nobody")


class _Slow(BytesIO):
    """Takes what is read, and an hour for it."""

    def __init__(self, clock: list[datetime]) -> None:
        super().__init__()
        self.clock = clock

    def write(self, piece: object) -> int:
        self.clock[0] += HOUR
        return super().write(piece)  # type: ignore[arg-type]


def test_o7_a_reading_under_way_stops_when_the_emergency_ends(
    office: Office, clock: list[datetime]
) -> None:
    office.behind().record("BILL-1", "Approved rates", b"x" * 3 * PIECE_BYTES, by("p", "4"))
    _declare(office)
    target = _Slow(clock)

    with pytest.raises(RefusedError, match="may not be shown to Sal any more"):
        office.cases(SELLER, emergency="EMG-1").content_to("BILL-1", "Approved rates", target)

    assert len(target.getvalue()) == PIECE_BYTES


def test_o7_an_emergency_that_nobody_declared_is_a_sentence(office: Office) -> None:
    with pytest.raises(NoSuchRecordError, match="There is no emergency EMG-1"):
        _read(office)


def test_o7_a1_what_cannot_be_recorded_is_not_read(office: Office) -> None:
    _declare(office)
    kept = office.log

    class Full:
        def __getattr__(self, name: str) -> object:
            return getattr(kept, name)

        def append(self, _entries: object) -> Iterator[int]:
            raise AuditError("disk full")

    office.log = Full()  # type: ignore[assignment]

    with pytest.raises(AuditError):
        _read(office)
    assert _postings(office) == []
