from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from penstock.casework.checklist.agreeing import disagreements, is_known
from penstock.casework.checklist.reports import PartSerial, Reading, StepReport, TakenPhoto
from penstock.casework.checklist.saying import StepDone

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
LENAS = StepReport(
    step="array",
    reported_at=NOON,
    reported_by="lena",
    readings=(Reading(name="bonding", value=Decimal("0.05")),),
    serials=(PartSerial(part_number="PV-400", serial_number="S-1"),),
    signed_by="Lena",
)


def _read(value: str) -> StepDone:
    return StepDone(step="array", readings=(Reading(name="bonding", value=Decimal(value)),))


def test_what_two_people_report_of_a_step_adds_up() -> None:
    said = StepDone(step="array", shows="the array", note="windy", signed_by="Ivan")

    assert disagreements(said, [LENAS], by="ivan") == ()


def test_the_same_reading_twice_is_no_disagreement() -> None:
    assert disagreements(_read("0.050"), [LENAS], by="ivan") == ()


def test_two_readings_of_one_name_are_for_a_person_to_decide() -> None:
    (words,) = disagreements(_read("0.2"), [LENAS], by="ivan")

    assert words == "lena read 0.05 for “bonding”, and here it is 0.2"


def test_who_reports_anew_what_they_read_corrects_themselves() -> None:
    assert disagreements(_read("0.2"), [LENAS], by="lena") == ()


def test_another_step_is_another_matter() -> None:
    assert disagreements(_read("0.2"), [replace(LENAS, step="labels")], by="ivan") == ()


def test_a_step_is_either_right_or_has_to_be_done_again() -> None:
    failed = StepDone(step="array", failed_because="a clamp is loose")
    signed = StepDone(step="array", signed_by="Ivan")
    theirs = replace(LENAS, signed_by="", failed_because="it rattles")

    assert "done, signed by Lena" in disagreements(failed, [LENAS], by="ivan")[0]
    assert "done again, because it rattles" in disagreements(signed, [theirs], by="ivan")[0]


def test_a_piece_is_built_in_once() -> None:
    said = StepDone(step="array", serials=LENAS.serials)

    assert disagreements(said, [LENAS], by="ivan") == (
        "lena has written S-1 of PV-400 down already",
    )


def test_who_reports_twice_is_known_by_all_that_they_say_and_show() -> None:
    said = StepDone(step="array", shows="the array", note="windy")
    photo = TakenPhoto(shows="the array", sha256="a" * 64)
    told = StepReport(
        step="array", reported_at=NOON, reported_by="ivan", photos=(photo,), note="windy"
    )

    assert is_known(said, [told], by="ivan", sha256="a" * 64)
    assert not is_known(said, [told], by="ivan", sha256="b" * 64)
    assert not is_known(said, [told], by="ivan")
    assert not is_known(said, [told], by="lena", sha256="a" * 64)
