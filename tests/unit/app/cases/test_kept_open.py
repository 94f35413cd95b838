from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from penstock.app.cases import Cases, NoSuchCaseError
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.guarding.asker import Asker
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.app.loading import reference_company
from penstock.delivery.ports import Wanted
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from tests.unit.app.cases.bench import cases as plain_cases
from tests.unit.app.guarding.office import ENGINEER, PEOPLE, SELLER, by


def _appoint(cases: Cases) -> None:
    since = cases.now() - timedelta(days=9)
    begun = tuple(Holding(person=person, role=role, since=since) for person, role in PEOPLE.items())
    cases.store.people.change(Change(begun=begun), by="HR", reason="joined")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[KeptOpen]:
    """A database with a case of each side, and people who belong to one of them."""
    here = KeptOpen(
        database=f"sqlite:///{tmp_path / 'here.db'}", folder=reference_company(), create=True
    )
    with closing(here):
        here.cases().open("NCV-03", by("a", "one"), case_id="SOL-1", customer="Rivera")
        here.cases().open("RCV-03", by("a", "two"), case_id="GRID-1", customer="Rivera")
        _appoint(here.cases())
        yield here


def test_several_people_at_once_see_each_their_own_side(kept: KeptOpen) -> None:
    def seen(person: str) -> list[str]:
        return [each.case_id for each in kept.cases_for(Asker(person=person)).find(Wanted())]

    with ThreadPoolExecutor(4) as several:
        found = list(several.map(seen, [SELLER, ENGINEER] * 6))

    assert found == [["SOL-1"], ["GRID-1"]] * 6


def test_what_decides_is_made_once_however_many_come(kept: KeptOpen) -> None:
    doors = [kept.cases_for(Asker(person=person)).door for person in (SELLER, ENGINEER, SELLER)]

    assert len({id(each.guard.boundary) for each in doors if each}) == 1


def test_whoever_comes_without_an_appointment_finds_nothing(kept: KeptOpen) -> None:
    with pytest.raises(NoSuchCaseError):
        kept.cases_for(Asker(person="Nobody")).case("SOL-1")


def test_cases_before_which_nobody_stands_are_shown_to_no_person() -> None:
    held = KeptOpen(database="memory:")
    held.hold(plain_cases())

    with pytest.raises(UnaskedError, match="let Sal in"):
        held.cases_for(Asker(person=SELLER))
