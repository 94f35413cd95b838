"""Whom a log knows is what was committed, and nobody's key that was destroyed."""

import pytest

from penstock.governance.audit.people import Person
from penstock.store.audit.memory import MemoryPages
from penstock.store.audit.people import People, Settled
from tests.unit.governance.audit.logs import SECRET

NAMES = frozenset({"ada", "C-7"})


@pytest.fixture
def pages() -> MemoryPages:
    return MemoryPages()


def met(people: People, pages: MemoryPages, *, erasures: int = 0) -> Settled:
    """Settle people in a transaction."""
    with pages.writing() as writing:
        return people.settled(NAMES, writing, erasures)


def test_nobody_relies_on_people_before_they_are_committed(pages: MemoryPages) -> None:
    people = People(SECRET)

    settled = met(people, pages)

    assert settled.new.keys() == settled.people.keys() == NAMES
    assert people.remembered(NAMES) is None
    people.kept(settled)
    assert people.remembered(NAMES) == (0, settled.people)


def test_people_whom_nobody_kept_get_other_keys_the_next_time(pages: MemoryPages) -> None:
    people = People(SECRET)
    before = met(people, pages).people
    people.forget()
    empty = MemoryPages()

    after = met(people, empty).people

    assert set(map(_pseudonym, before.values())).isdisjoint(map(_pseudonym, after.values()))


def _pseudonym(person: Person) -> str:
    return person.pseudonym


def test_people_whom_another_program_kept_are_taken_from_their_cards(pages: MemoryPages) -> None:
    one, other = People(SECRET), People(SECRET)
    one.kept(met(one, pages))

    settled = met(other, pages)
    other.kept(settled)

    assert settled.new == {}
    assert other.remembered(NAMES) == one.remembered(NAMES)


def test_a_key_that_was_destroyed_elsewhere_is_forgotten(pages: MemoryPages) -> None:
    people = People(SECRET)
    people.kept(met(people, pages))
    before = met(people, pages).people["C-7"]
    with pages.writing() as writing:
        writing.destroy(before.pseudonym)

    settled = met(people, pages, erasures=1)

    assert settled.new.keys() == {"C-7"}
    assert settled.people["C-7"] != before


def test_a_transaction_from_before_an_erasure_makes_nobody_known_after_it(
    pages: MemoryPages,
) -> None:
    people = People(SECRET)
    late = met(people, pages)
    met(people, pages, erasures=1)

    people.kept(late)

    assert people.remembered(NAMES) is None
