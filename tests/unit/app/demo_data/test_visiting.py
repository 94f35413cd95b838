"""Visits of the demo: whoever plays an installer has a day's work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from penstock.app.cases import Cases
from penstock.app.cases.opening import IN_MEMORY, opened
from penstock.app.demo_data.cast import CAST, enter_cast, players
from penstock.app.demo_data.playing import Player
from penstock.app.demo_data.scripting import script_for
from penstock.app.demo_data.visiting import prepare_visits
from penstock.app.field.fieldwork import Fieldwork
from penstock.app.loading import reference_company

INSTALLER = "Solution Installer"


@pytest.fixture(scope="module")
def cases() -> Iterator[Cases]:
    with opened(IN_MEMORY, folder=reference_company()) as found:
        script = script_for(found, reference_company(), months=2, size=0.2)
        Player(cases=found, script=script).run()
        yield found


def test_homes_of_a_play_are_prepared_and_an_installer_goes_there(cases: Cases) -> None:
    prepared = prepare_visits(cases, reference_company())
    enter_cast(cases)

    person = next(each.person for each in players(cases) if INSTALLER in each.roles)
    outings = Fieldwork(cases=cases, person=person).outings()
    assert prepared
    assert outings
    assert all(each.job.steps or each.job.because for each in outings)
    assert INSTALLER in CAST


def test_documents_without_visits_prepare_none(cases: Cases, tmp_path: Path) -> None:
    assert prepare_visits(cases, tmp_path) == 0
