"""NCV-03.4 by its acts, on every database: packet, permits, and the application to the utility."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pytest

from penstock.app.cases.opening import opened
from penstock.app.loading import reference_company
from penstock.casework.interconnection import missing
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items import (
    ApprovedPermits,
    InterconnectionApplicationDraft,
    PermitApplications,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import PermitState
from tests.contract.places import Place
from tests.permits_walk import APPLIED, COORDINATOR, PermitsWalk
from tests.sales_walk import by
from tests.solar_sales import NOON


@pytest.fixture
def walk(place: Place) -> Iterator[PermitsWalk]:
    with opened(place.address, folder=reference_company(), create=True) as cases:
        found = PermitsWalk(replace(cases, now=lambda: NOON, bound=frozenset()))
        yield found.to_permits(NOON)


def test_permits_come_with_the_last_approval_after_a_return(walk: PermitsWalk) -> None:
    walk.do("packet", COORDINATOR)
    walk.ask("building")
    walk.ask("electrical")
    walk.send_back("building")
    assert walk.value(PermitApplications).applications[0].state is PermitState.RETURNED

    walk.ask("building")
    walk.approve("building", "B-118")
    assert not walk.cases.show(walk.id).case.has("Approved permits")
    walk.approve("electrical", "E-7")

    permits = walk.value(ApprovedPermits)
    assert [each.number for each in permits.permits] == ["B-118", "E-7"]
    held = walk.cases.show(walk.id).case.items
    assert {each.packet_sha256 for each in permits.permits} == {held["Permit packet"].sha256}
    assert permits.design_sha256 == held["System design"].sha256


def test_the_application_names_the_drawings_as_they_are_recorded(walk: PermitsWalk) -> None:
    walk.do("packet", COORDINATOR)

    walk.do("application", COORDINATOR, **APPLIED)

    project = walk.value(InterconnectionApplicationDraft).form.project
    drawing = walk.cases.content(walk.id, "One-line drawing")
    assert project.one_line_sha256 == sha256(drawing).hexdigest()
    assert missing(walk.value(InterconnectionApplicationDraft).form) == ()


def test_an_application_that_lacks_something_records_nothing(walk: PermitsWalk) -> None:
    walk.do("packet", COORDINATOR)

    with pytest.raises(ActRefusedError, match=r"service\.meter is missing"):
        walk.do("application", COORDINATOR, **{**APPLIED, "meter": ""})

    assert not walk.cases.show(walk.id).case.has("Interconnection application draft")


def test_a_design_that_was_changed_after_signing_is_not_drawn(walk: PermitsWalk) -> None:
    design = walk.cases.content(walk.id, "System design")
    changed = design.replace(b'"designer":"dora"', b'"designer":"someone else"')
    assert changed != design
    walk.cases.record(walk.id, "System design", changed, by("dora"))

    with pytest.raises(ActRefusedError, match="is void: System design is another version now"):
        walk.do("packet", COORDINATOR)
