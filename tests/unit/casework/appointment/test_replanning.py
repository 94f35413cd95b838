from penstock.casework.appointment.crews import Absence
from penstock.casework.appointment.jobs import Window
from penstock.casework.appointment.planning import plan
from penstock.casework.appointment.replanning import hit_by, replanned
from tests.unit.casework.appointment.crews import TRAVEL, crew, days, job, moment

ILL = Absence(crew="crew-1", window=Window(start=moment(23, 0), end=moment(24, 0)), because="ill")
WEEK = Window(start=moment(23, 0), end=moment(26, 0))


def test_when_a_crew_is_ill_its_own_appointments_alone_are_moved() -> None:
    crews = [crew(1), crew(2)]
    booked = plan(
        [job(f"J{each}", 200) for each in range(8)], days(*crews, window=WEEK), TRAVEL
    ).appointments
    hit = hit_by(ILL, booked)
    assert hit

    found = replanned(
        [each.as_job() for each in hit], booked, days(*crews, window=WEEK, absences=(ILL,)), TRAVEL
    )

    assert {each.before for each in found.moves} == set(hit)
    assert found.is_least
    assert found.without_time == ()
    for move in found.moves:
        assert move.after is not None
        assert not hit_by(ILL, [move.after])


def test_one_other_appointment_makes_room_when_nothing_else_does() -> None:
    able, other = crew(1), crew(2, skills=())
    window = Window(start=moment(23, 0), end=moment(24, 0))
    before = plan([job("easy", 400, km=1)], days(able, window=window), TRAVEL).appointments
    special = job("special", 400, km=1, skills=("electrical",))
    booked = (*before, *plan([special], days(crew(3), window=window), TRAVEL).appointments)

    found = replanned([special], booked, days(able, other, window=window), TRAVEL)

    assert {each.before.job: each.after.crew for each in found.moves if each.after} == {
        "special": "crew-1",
        "easy": "crew-2",
    }
    assert (found.had_to, found.is_least) == (1, False)


def test_who_finds_no_other_time_is_said_and_nobody_else_is_moved() -> None:
    crews = days(crew(1), window=Window(start=moment(23, 0), end=moment(24, 0)))
    booked = plan([job("A", 200), job("B", 200)], crews, TRAVEL).appointments
    (moving,) = [each for each in booked if each.job == "A"]
    tomorrow = Window(start=moment(24, 0), end=moment(25, 0))

    found = replanned([moving.as_job(windows=(tomorrow,))], booked, crews, TRAVEL)

    assert [each.job for each in found.without_time] == ["A"]
    assert len(found.moves) == 1


def test_a_customer_who_wants_another_day_moves_alone() -> None:
    crews = days(crew(1), window=WEEK)
    booked = plan([job("A", 200), job("B", 200)], crews, TRAVEL).appointments
    (moving,) = [each for each in booked if each.job == "A"]
    tuesday = Window(start=moment(24, 0), end=moment(25, 0))

    (move,) = replanned([moving.as_job(windows=(tuesday,))], booked, crews, TRAVEL).moves

    assert move.after is not None
    assert move.after.start >= tuesday.start
