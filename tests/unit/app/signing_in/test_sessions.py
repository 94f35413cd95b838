from penstock.governance.identity.sessions import IDLE
from tests.unit.app.signing_in.front_door import ENGINEER, SELLER, FrontDoor


def test_the_sessions_of_somebody_are_listed_until_they_are_over() -> None:
    door = FrontDoor()
    door.keeper.let_in(SELLER, by="passkey")
    door.later(minutes=30).keeper.let_in(SELLER, by="password")
    door.keeper.let_in(ENGINEER, by="password")

    listed = [each.by for each in door.signing_in.sessions.of_person(SELLER)]
    door.time += IDLE / 2
    later = [each.by for each in door.signing_in.sessions.of_person(SELLER)]

    assert (listed, later) == (["password", "passkey"], ["password"])


def test_ending_what_is_elsewhere_leaves_this_session_and_those_of_others() -> None:
    door = FrontDoor()
    elsewhere, here = (door.keeper.let_in(SELLER, by="password").session_id for _ in range(2))
    other = door.keeper.let_in(ENGINEER, by="password").session_id

    ended = door.signing_in.sessions.end_others(SELLER, here)

    known = [door.keeper.visitor(each) is not None for each in (elsewhere, here, other)]
    assert (ended, known) == (1, [False, True, True])
    assert door.entries()[-1].detail == "1 elsewhere"
