"""Calendars are data: checked when they are made, the same after a journey through JSON."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from penstock.governance.service_levels.calendars import Calendar, CalendarError, Hours, weekly
from penstock.governance.service_levels.public_holidays import freeze
from tests.unit.governance.service_levels.timing import OFFICE, calendars


@given(calendars())
def test_a_calendar_comes_back_from_json_as_it_was(calendar: Calendar) -> None:
    assert Calendar.from_json(calendar.to_json()) == calendar


@given(calendars())
def test_the_fingerprint_depends_on_what_a_calendar_says_alone(calendar: Calendar) -> None:
    again = Calendar.from_json(calendar.to_json())
    other = replace(calendar, holidays=calendar.holidays ^ {date(2026, 5, 5)})

    assert again.fingerprint == calendar.fingerprint != other.fingerprint


def test_the_canonical_form_of_a_calendar_stays_as_it_is() -> None:
    # Cases of years keep this fingerprint; another form would be another calendar to them.
    assert OFFICE.fingerprint.startswith("eba22bb301ee")


def test_a_calendar_that_cannot_be_is_refused_with_every_reason() -> None:
    with pytest.raises(CalendarError) as refused:
        replace(
            OFFICE,
            version=0,
            zone="America/Springfield",
            week=((),) * 7,
            holidays=frozenset({date(1999, 1, 1)}),
        )

    assert str(refused.value) == (
        "Calendar office cannot be: versions count from 1, not 0; no time zone is called "
        "“America/Springfield”; take an IANA name such as America/New_York; no day of the week has "
        "hours, so that nothing would ever be due; holiday 1999-01-01 lies outside 2025 to 2027."
    )


@pytest.mark.parametrize(
    "hours", [["13:00-17:00", "08:00-12:00"], ["08:00-12:30", "12:00-17:00"], ["17:00-08:00"]]
)
def test_hours_out_of_order_are_refused(hours: list[str]) -> None:
    with pytest.raises(CalendarError, match="on tuesday ends before it begins, or overlaps"):
        replace(OFFICE, week=weekly({"tuesday": hours}))


@pytest.mark.parametrize("text", ["nine to five", "9-17", "09:00", "09:75-17:00", "09:00-"])
def test_what_are_no_hours_is_said(text: str) -> None:
    with pytest.raises(CalendarError, match=r"are no hours; write them like 09:00-17:00"):
        Hours.parse(text)


def test_an_unknown_weekday_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CalendarError, match=r"No weekday: mon\. Known: monday, tuesday"):
        weekly({"mon": ["09:00-17:00"]})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "cannot be read"),
        ("no calendar", "cannot be read"),
        ('{"id": "office"}', "does not say its 'version'"),
    ],
)
def test_a_text_that_is_no_calendar_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(CalendarError, match=reason):
        Calendar.from_json(text)


@pytest.mark.parametrize(
    ("written", "instead", "reason"),
    [
        ("2026-07-03", "2026-13-03", "“2026-13-03” is no holiday's date; write it like 2026-12-25"),
        ('"version":1', '"version":1.5', "The calendar's version is 1.5; write a whole number"),
        ('"monday":[', '"monday":"9-5","noday":[', "No weekday: noday"),
        (
            '"saturday":[]',
            '"saturday":"09:00-12:00"',
            r'of saturday are a list; write \["09:00-12:00"',
        ),
    ],
)
def test_what_a_calendar_says_wrongly_is_named(written: str, instead: str, reason: str) -> None:
    text = OFFICE.to_json()
    assert written in text

    with pytest.raises(CalendarError, match=reason):
        Calendar.from_json(text.replace(written, instead))


def test_public_holidays_are_frozen_for_the_years_alone() -> None:
    frozen = freeze(
        "office", version=2, zone=OFFICE.zone, week=OFFICE.week, place="US", years=range(2026, 2028)
    )

    # New Year's Day of 2028 is a Saturday, observed on the Friday before.
    assert {date(2026, 7, 3), date(2027, 12, 31)} <= frozen.holidays
    assert {day.year for day in frozen.holidays} == {2026, 2027}


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    national, bavarian = (
        freeze(
            "o", version=1, zone="Europe/Berlin", week=OFFICE.week, place=p, years=range(2026, 2027)
        )
        for p in ("DE", "DE-BY")
    )

    assert date(2026, 1, 6) in bavarian.holidays - national.holidays


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("ATLANTIS", "No holidays are known for “ATLANTIS”"),
        ("DE-ZZ", "DE has no part “ZZ”. Known:"),
    ],
)
def test_a_place_without_known_holidays_is_refused(place: str, reason: str) -> None:
    with pytest.raises(CalendarError, match=reason):
        freeze("o", version=1, zone="UTC", week=OFFICE.week, place=place, years=range(2026, 2027))


def test_no_years_are_refused() -> None:
    with pytest.raises(CalendarError, match="are no years one after the other"):
        freeze("o", version=1, zone="UTC", week=OFFICE.week, place="US", years=range(2026, 2026))
