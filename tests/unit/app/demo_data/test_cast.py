"""The people whom visitors of the demo play."""

from collections.abc import Iterator

import pytest

from penstock.app.cases import Cases
from penstock.app.cases.opening import IN_MEMORY, opened
from penstock.app.demo_data.cast import CAST, enter_cast, players
from penstock.app.loading import reference_company
from penstock.simulation.mark import Play


@pytest.fixture
def cases() -> Iterator[Cases]:
    with opened(IN_MEMORY, folder=reference_company()) as found:
        yield found


def _mark(cases: Cases) -> None:
    play = Play(
        seed=7, begins="2026-01-01", ends="2026-11-01", size="1", sha256="", begun_at=cases.now()
    )
    cases.store.records.keep(play)


def test_a_played_company_has_somebody_of_each_kind(cases: Cases) -> None:
    _mark(cases)

    enter_cast(cases)

    assert [each.roles for each in players(cases)] == [(role,) for role in CAST]
    assert all(each.person.endswith("(synthetic)") for each in players(cases))


def test_people_who_are_there_are_left_alone(cases: Cases) -> None:
    _mark(cases)
    enter_cast(cases)
    before = players(cases)

    enter_cast(cases)

    assert players(cases) == before


def test_nobody_is_entered_into_a_company_that_was_not_played(cases: Cases) -> None:
    enter_cast(cases)

    assert players(cases) == ()
