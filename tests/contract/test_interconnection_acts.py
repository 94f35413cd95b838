"""AOV-04's procedure by its acts, on every database, over the reference company's own network."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from penstock.app.cases.opening import opened
from penstock.app.loading import reference_company
from penstock.delivery.case import Status
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.aov_04_interconnection.items import (
    CompletenessNotice,
    InterconnectionAgreement,
    PermissionToOperateNotice,
    Route,
    ScreeningResult,
    StudyResult,
)
from tests.applications import COMPLETE, FINISHED, of_a_shop
from tests.contract.places import Place
from tests.interconnection_walk import ENGINEER, InterconnectionWalk
from tests.solar_sales import NOON

REASON = "Relay settings were looked at: they hold."


@pytest.fixture
def walk(place: Place) -> Iterator[InterconnectionWalk]:
    with opened(place.address, folder=reference_company(), create=True) as cases:
        yield InterconnectionWalk(replace(cases, now=lambda: NOON, bound=frozenset()), "Q-7")


def test_a_home_goes_from_application_to_permission(walk: InterconnectionWalk) -> None:
    walk.apply(COMPLETE, NOON).through("look", "screen", "study", "tender")
    terms = walk.value(InterconnectionAgreement).terms
    done = replace(
        FINISHED,
        settings=terms.settings,
        completed_on=date(2026, 11, 20),
        inspection=replace(FINISHED.inspection, inspected_on=date(2026, 11, 21)),
    )

    walk.certify(done, NOON).through("permit")

    assert walk.value(ScreeningResult).route is Route.AGREEMENT
    assert walk.value(PermissionToOperateNotice).operate_from == date(2026, 11, 21)
    assert walk.cases.case("Q-7").status is Status.CLOSED


def test_screens_leave_their_pictures_in_the_case(walk: InterconnectionWalk) -> None:
    walk.apply(COMPLETE, NOON).through("look", "screen")

    for paper in ("Voltage profile", "Feeder heat map"):
        assert walk.cases.content("Q-7", paper).startswith(b"<svg ")


def test_an_agreement_waits_for_the_engineers_review(walk: InterconnectionWalk) -> None:
    walk.apply(of_a_shop(kw="100"), NOON).through("look", "screen", "study")

    with pytest.raises(ActRefusedError, match="has not decided yet"):
        walk.do("tender", ENGINEER)


def test_a_review_in_its_stage_opens_the_way_to_the_agreement(walk: InterconnectionWalk) -> None:
    walk.apply(of_a_shop(kw="100"), NOON).through("look", "screen")
    walk.do("study", ENGINEER)

    walk.do("review", ENGINEER, is_approved=True, because=REASON)

    walk.worked_by_hand(ENGINEER)
    walk.through("tender")
    study = walk.value(StudyResult)
    assert study.review is not None
    assert (study.review.engineer, study.review.because) == (ENGINEER, REASON)
    assert REASON in " ".join(walk.value(InterconnectionAgreement).basis)


def test_a_corrected_application_is_looked_at_anew(walk: InterconnectionWalk) -> None:
    walk.apply(replace(COMPLETE, in_service_on=None), NOON)
    walk.do("look", ENGINEER)
    (deficiency,) = walk.value(CompletenessNotice).deficiencies
    assert deficiency.due_on == date(2026, 12, 7)

    walk.apply_again(COMPLETE, NOON)
    walk.do("look", ENGINEER)

    assert walk.value(CompletenessNotice).is_complete


def test_a_stage_is_not_done_before_its_time(walk: InterconnectionWalk) -> None:
    walk.apply(COMPLETE, NOON)

    with pytest.raises(RefusedError):
        walk.do("tender", ENGINEER)
