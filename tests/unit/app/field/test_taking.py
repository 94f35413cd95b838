"""What comes from the field: once, in whatever order, and nothing of it lost."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from penstock.app.cases import By, DamagedContentError, NoSuchCaseError
from penstock.app.cases.tidying import cleared
from penstock.app.field import Fieldwork, Holding, Intake, SentReport, Taken, TakenState, What
from penstock.app.field.members import NoSuchCrewError
from penstock.app.field.taking import WithoutKeyError
from penstock.app.guarding.asker import Asker
from penstock.casework.checklist.held import Outcome
from penstock.casework.checklist.reports import StepState
from penstock.delivery import commands as do
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.stage_acts import ActRefusedError
from penstock.governance.conduct.records import NoSuchRecordError
from tests.field_work import CREW, GITA, IVAN, JOB, LENA, OMAR, OTHER_CREW, Site, site
from tests.solar_installation import PHOTO


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Site]:
    with site(f"sqlite:///{tmp_path / 'cases.db'}") as found:
        found.book()
        yield found


def _field(place: Site, person: str = IVAN) -> Fieldwork:
    return Fieldwork(cases=place.kept.cases_for(Asker(person=person)), person=person)


def _said(**said: object) -> bytes:
    return json.dumps({"step": "array", **said}).encode()


def _read(value: str) -> bytes:
    return _said(readings=[{"name": "bonding", "value": value}])


REPORT = SentReport(case_id=JOB, key="k-1", what=What.REPORT, said=_read("0.05"), crew=CREW, seen=0)
SHOT = SentReport(
    case_id=JOB,
    key="k-2",
    what=What.PHOTO,
    said=_said(shows="the array from above"),
    photo=PHOTO,
    crew=CREW,
    seen=0,
)


def _take(place: Site, sent: SentReport, person: str = IVAN) -> Taken:
    return Intake(field=_field(place, person)).take(sent)


def test_an_item_that_is_sent_again_counts_once(place: Site) -> None:
    answers = [_take(place, each) for each in (REPORT, SHOT, REPORT, SHOT)]

    assert {each.state for each in answers} == {TakenState.SENT}
    assert len(place.report().reports) == 2


def test_what_somebody_reports_twice_on_two_phones_counts_once(place: Site) -> None:
    _take(place, SHOT)

    again = _take(place, replace(SHOT, key="other"))

    assert again.sentence == "You have reported this already."
    assert len(place.report().reports) == 1


def test_another_item_under_a_key_that_was_used_is_not_taken_for_the_first(place: Site) -> None:
    _take(place, REPORT)

    with pytest.raises(KeyUsedError):
        _take(place, replace(REPORT, said=_read("0.07")))


def test_two_installers_add_to_the_same_step(place: Site) -> None:
    _take(place, REPORT)
    _take(place, replace(SHOT, key="lena-1"), LENA)
    signed = replace(REPORT, key="lena-2", said=_said(signed_by="Lena"))
    _take(place, signed, LENA)

    (step,) = [each for each in _field(place).job(JOB).steps if each.step.id == "array"]
    assert step.lacking == ("No serial number of PV-400 is written down.",)
    assert step.state is StepState.INCOMPLETE


def test_two_readings_that_differ_wait_for_a_person_and_neither_is_lost(place: Site) -> None:
    _take(place, REPORT)

    taken = _take(place, replace(REPORT, key="l", said=_read("0.09")), LENA)

    assert taken.state is TakenState.HELD
    (held,) = Holding(cases=_field(place, OMAR).cases, person=OMAR).theirs()
    assert held.problem == "ivan read 0.05 for “bonding”, and here it is 0.09"
    assert (held.reported_by, held.role) == (LENA, "VP, Operations & Delivery - AES")
    assert len(place.report().reports) == 1


def test_who_has_seen_the_other_reading_corrects_it(place: Site) -> None:
    _take(place, REPORT)

    taken = _take(place, replace(REPORT, key="l", said=_read("0.09"), seen=1), LENA)

    assert taken.state is TakenState.SENT


def test_a_photo_of_a_job_that_went_to_another_crew_is_kept_once_and_taken_by_a_person(
    place: Site,
) -> None:
    place.unbook()
    place.book(OTHER_CREW)

    assert _take(place, SHOT).state is TakenState.HELD
    assert _take(place, SHOT).state is TakenState.HELD

    holding = _field(place, OMAR).holding
    (held,) = holding.theirs()
    assert held.problem == f"the job is not with crew {CREW} any more"
    assert holding.photo("FIELD-1") == PHOTO
    assert holding.take("field-1").outcome is Outcome.TAKEN
    (report,) = place.report().reports
    assert report.photos[0].shows == "the array from above"
    assert holding.theirs() == ()


def test_what_comes_after_the_case_was_held_waits_and_can_be_put_aside(place: Site) -> None:
    place.cases.act(JOB, do.Hold(reason="a storm"), By(actor="begin", key="hold"))

    assert _take(place, REPORT).state is TakenState.HELD

    holding = _field(place, OMAR).holding
    assert holding.report("FIELD-1").problem == "the case is held: a storm"
    holding.put_aside("FIELD-1", reason="measured anew")
    (held,) = _field(place).holding.of_case(JOB)
    assert (held.outcome, held.reason) == (Outcome.PUT_ASIDE, "measured anew")


def test_what_does_not_fit_is_refused_and_the_office_may_be_asked_to_decide(place: Site) -> None:
    serial = [{"part_number": "PV-400", "serial_number": "S-9"}]
    unknown = replace(REPORT, said=_said(serials=serial))

    with pytest.raises(ActRefusedError, match="S-9 of PV-400 never came"):
        _take(place, unknown)

    asked = _take(place, replace(unknown, key="k-9", is_handed_over=True))
    assert asked.state is TakenState.HELD


def test_a_file_that_is_no_photo_is_refused(place: Site) -> None:
    with pytest.raises(ActRefusedError, match="This file is no photo"):
        _take(place, replace(SHOT, photo=b"MZ\x90"))


def test_an_item_without_a_key_is_not_taken(place: Site) -> None:
    with pytest.raises(WithoutKeyError):
        _take(place, replace(REPORT, key=""))


def test_a_job_of_the_other_side_is_as_one_that_never_was(place: Site) -> None:
    with pytest.raises(NoSuchCaseError):
        _take(place, REPORT, GITA)
    assert _field(place, GITA).holding.theirs() == ()


def test_only_who_answers_for_the_stage_decides(place: Site) -> None:
    place.unbook()
    _take(place, SHOT)

    with pytest.raises(NoSuchRecordError):
        _field(place, LENA).holding.take("FIELD-1")


def test_a_photo_that_waits_for_a_person_is_no_leftover(place: Site) -> None:
    place.unbook()
    _take(place, SHOT)
    nobodys = place.cases.blobs.put(b"nobody refers to this")

    cleared(place.cases, before=place.cases.now() + timedelta(days=99))

    assert _field(place, OMAR).holding.photo("FIELD-1") == PHOTO
    with pytest.raises(DamagedContentError):
        place.cases.blobs.get(nobodys)


def test_the_day_of_a_crew_is_what_is_booked_for_it(place: Site) -> None:
    field = _field(place)
    assert field.outings() == ()

    field.join(CREW)

    (outing,) = _field(place).outings()
    assert (outing.job.case_id, outing.job.photos_lacking) == (JOB, 3)
    assert _field(place, LENA).outings() == ()


def test_nobody_goes_out_with_a_crew_that_is_not_there(place: Site) -> None:
    with pytest.raises(NoSuchCrewError, match="There is no crew “roof-9”"):
        _field(place).join("roof-9")
