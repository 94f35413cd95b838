"""What customers ask on their page, what becomes of it, and appointments."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from penstock.app.customer.requests import NOBODY, Came, RepliedError, Topic, requests_in
from penstock.casework.appointment.jobs import Appointment, Visit
from penstock.casework.appointment.travel import Location
from penstock.streams.ncv_03_solar_storage.items import CrewAppointment
from tests.solar_cases import at
from tests.solar_sales import NOON
from tests.unit.web.customers.homes import Home, home

BEGINS = datetime(2026, 12, 1, 13, tzinfo=UTC)


@pytest.fixture
def own() -> Iterator[Home]:
    with home() as found:
        found.case.open()
        yield found


def _later(own: Home, by: timedelta) -> None:
    own.case.cases = at(own.case.cases, NOON + by)
    own.hold()


def _appointed(own: Home, begins: datetime = BEGINS) -> str:
    """Let a crew be planned; return what the forms of the page call the appointment."""
    visit = Visit(day=begins.date(), start=begins, end=begins + timedelta(hours=6))
    made = Appointment(
        job=own.case.id,
        crew="CREW-1",
        location=Location(latitude=35.0, longitude=-80.0),
        visits=(visit,),
        minutes=360,
    )
    own.case.record(CrewAppointment(appointment=made, travel="test"))
    return begins.isoformat()


def test_a_question_is_a_task_with_a_day_and_its_answer_stands_on_the_page(own: Home) -> None:
    status, where = own.send("questions", topic="question", text="Does hail break it?")

    assert (status, where) == (303, f"{own.made.path}/questions?done=asked")
    (asked,) = requests_in(own.case.cases).waiting()
    assert (asked.topic, asked.role) == (Topic.QUESTION, "Sales Consultant - AES")
    assert "your sales consultant answers by 24 Nov 2026." in own.look("/questions")

    requests_in(own.case.cases).reply(asked.id, own.case.id, by="sally", reply="No.")

    assert 'Answered:</b> <span class="wrote">No.</span>' in own.look("/questions")
    assert requests_in(own.case.cases).waiting() == ()


def test_the_name_of_whoever_answered_is_not_told(own: Home) -> None:
    own.send("questions", topic="question", text="Who are you?")
    requests_in(own.case.cases).reply("ASK-1", own.case.id, by="sally", reply="Your consultant.")

    assert "sally" not in own.look("/questions")


def test_a_complaint_goes_to_whoever_answers_for_sales(own: Home) -> None:
    own.send("questions", topic="complaint", text="Nobody calls back.")

    (asked,) = requests_in(own.case.cases).waiting()
    assert asked.role == "VP, Sales & Marketing - AES"


def test_the_same_form_sent_twice_is_one_question(own: Home) -> None:
    own.send("questions", text="Once?")
    own.send("questions", text="Once?")
    own.send("questions", text="Twice?", key="two")

    assert [each.id for each in requests_in(own.case.cases).waiting()] == ["ASK-1", "ASK-2"]


def test_what_was_answered_is_not_answered_again(own: Home) -> None:
    own.send("questions", text="Once?")
    requests = requests_in(own.case.cases)
    requests.reply("ASK-1", own.case.id, by="sally", reply="Yes.")

    with pytest.raises(RepliedError, match="answered by sally"):
        requests.reply("ASK-1", own.case.id, by="bob", reply="No.")


@pytest.mark.parametrize("text", ["", "  ", "x" * 4001])
def test_a_question_has_words_and_not_too_many(own: Home, text: str) -> None:
    status, said = own.send("questions", text=text)

    assert status == 422
    assert "Not done:" in said
    assert requests_in(own.case.cases).waiting() == ()


def test_what_a_customer_writes_is_text_and_nothing_else(own: Home) -> None:
    own.send("questions", text="<script>alert(1)</script>")

    assert "<script>alert" not in own.client.get(f"{own.made.path}/questions").text


def test_an_appointment_is_told_by_the_clock_of_the_site_and_confirmed(own: Home) -> None:
    subject = _appointed(own)
    assert "Tuesday, 1 Dec 2026</b>, from 08:00 to 14:00 EST" in own.look()
    assert "martes, 1 dic 2026</b>, de 08:00 a 14:00 EST" in own.look(language="es")

    own.send("confirm", subject=subject)

    assert re.search(r"You said on \d+ \w+ \d+ that this suits you\.", own.look())
    assert requests_in(own.case.cases).waiting() == ()


def test_another_day_is_asked_for_and_the_old_one_stands_until_then(own: Home) -> None:
    subject = _appointed(own)

    assert own.send("move", subject=subject, text="")[0] == 422
    own.send("move", subject=subject, text="Fridays after noon")

    (asked,) = requests_in(own.case.cases).waiting()
    assert (asked.role, asked.text) == ("Project Coordinator - AES", "Fridays after noon")
    assert "Until we answer, this one stands." in own.look()
    assert "This suits me" not in own.look()


def test_an_appointment_that_was_moved_meanwhile_is_not_confirmed(own: Home) -> None:
    before = _appointed(own)
    _appointed(own, BEGINS + timedelta(days=1))

    status, said = own.send("confirm", subject=before)

    assert status == 422
    assert "The appointment has changed since you loaded this page." in said
    assert "This suits me" in own.look()


def test_a_link_that_is_over_asks_for_a_new_one_once_a_day_and_shows_nothing(own: Home) -> None:
    _later(own, timedelta(days=31))
    answer = own.client.get(own.made.path)

    assert answer.status_code == 404
    assert "Send me a new link" in answer.text
    assert "Ada" not in answer.text

    first = own.client.post(f"{own.made.path}/new-link", data={})
    own.client.post(f"{own.made.path}/new-link", data={})

    assert "your sales consultant sends you a new link by" in first.text
    (asked,) = requests_in(own.case.cases).waiting()
    assert (asked.topic, asked.person) == (Topic.LINK, "Ada Roof")


def test_nobody_asks_for_a_link_by_guessing(own: Home) -> None:
    _later(own, timedelta(days=31))
    number = own.made.path.partition("/my/")[2].partition(".")[0]

    assert own.client.post(f"/my/{number}.guessed/new-link", data={}).status_code == 404
    assert requests_in(own.case.cases).waiting() == ()


def test_a_link_that_was_taken_back_offers_no_new_one(own: Home) -> None:
    own.links.revoke(own.case.id, own.made.link.id, by="sally", reason="lost")
    answer = own.client.get(own.made.path)

    assert answer.status_code == 404
    assert "Send me a new link" not in answer.text
    assert own.client.post(f"{own.made.path}/new-link", data={}).status_code == 404


def test_a_request_without_a_calendar_is_due_all_the_same(own: Home) -> None:
    requests = replace(requests_in(own.case.cases), calendar=lambda: None)

    asked = requests.ask(Came.by(own.made.link), Topic.QUESTION, NOBODY, key="one", text="When?")

    assert asked.due == NOON + timedelta(days=2)
