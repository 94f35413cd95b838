"""Whom a log knows is what was committed, and nobody's key that was destroyed."""

import pytest

from penstock.governance.audit.people import Person
from penstock.store.audit.memory import MemoryPages
from penstock.store.audit.people import People
from tests.unit.governance.audit.logs import SECRET

NAMES = frozenset({"ada", "C-7"})


@pytest.fixture
def pages() -> MemoryPages:
    return MemoryPages()


def met(people: People, pages: MemoryPages, *, erasures: int = 0) -> int:
    """Settle people in a transaction, and return how many were new to it."""
    with pages.writing() as writing:
        return people.settled(NAMES, writing, erasures)


def test_nobody_relies_on_people_before_they_are_committed(pages: MemoryPages) -> None:
    people = People(SECRET)

    new = met(people, pages)

    assert new == 2
    assert people.remembered(NAMES) is None
    assert people.present(NAMES).keys() == NAMES
    people.kept()
    assert people.remembered(NAMES) == (0, people.present(NAMES))


def test_people_whom_nobody_kept_get_other_keys_the_next_time(pages: MemoryPages) -> None:
    people = People(SECRET)
    with pages.writing() as writing:
        people.settled(NAMES, writing, 0)
        before = dict(people.present(NAMES))
    people.forget()
    empty = MemoryPages()

    met(people, empty)

    assert set(map(_pseudonym, before.values())).isdisjoint(
        map(_pseudonym, people.present(NAMES).values())
    )


def _pseudonym(person: Person) -> str:
    return person.pseudonym


def test_people_whom_another_program_kept_are_taken_from_their_cards(pages: MemoryPages) -> None:
    one, other = People(SECRET), People(SECRET)
    met(one, pages)
    one.kept()

    new = met(other, pages)

    assert new == 0
    assert other.remembered(NAMES) == one.remembered(NAMES)


def test_a_key_that_was_destroyed_elsewhere_is_forgotten(pages: MemoryPages) -> None:
    people = People(SECRET)
    met(people, pages)
    people.kept()
    before = people.present(NAMES)["C-7"]
    with pages.writing() as writing:
        writing.destroy(before.pseudonym)

    new = met(people, pages, erasures=1)

    assert new == 1
    assert people.present(NAMES)["C-7"] != before
