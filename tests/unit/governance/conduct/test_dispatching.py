"""Dispatch uses no ownership attribute."""

from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.conduct.dispatching import (
    Dispatch,
    DispatchableResource,
    GridNeed,
    OwnedResource,
    dispatched,
    favours,
    without_owners,
)

KW = st.integers(0, 50).map(Decimal)
RESOURCES = st.lists(
    st.builds(
        OwnedResource,
        resource=st.builds(
            DispatchableResource,
            id=st.integers(0, 99).map(str),
            location=st.sampled_from(["F-1", "F-2"]),
            available_kw=KW,
            cost_per_kwh=st.integers(0, 5).map(Decimal),
        ),
        owner=st.sampled_from(["AES", "Rivera", "Chen"]),
    ),
    max_size=6,
    unique_by=lambda each: each.resource.id,
)
NEEDS = st.builds(GridNeed, location=st.just("F-1"), kw=KW)


def _fair(need: GridNeed, resources: Sequence[OwnedResource]) -> Dispatch:
    return dispatched(need, without_owners(resources))


def _loyal(need: GridNeed, resources: Sequence[OwnedResource]) -> Dispatch:
    dear = [
        each.resource
        if each.owner == "AES"
        else replace(each.resource, cost_per_kwh=each.resource.cost_per_kwh + 1)
        for each in resources
    ]
    return dispatched(need, dear)


@given(NEEDS, RESOURCES, st.randoms())
def test_o4_another_owner_changes_no_dispatch(
    need: GridNeed, resources: list[OwnedResource], chance: Random
) -> None:
    owners = chance.sample([each.owner for each in resources], len(resources))
    changed = [replace(each, owner=owner) for each, owner in zip(resources, owners, strict=True)]

    assert _fair(need, changed) == _fair(need, resources)
    assert list(favours(_fair, need, resources)) == []


def test_o4_dispatch_is_told_of_no_owner() -> None:
    assert {each.name for each in fields(DispatchableResource)} == {
        "id",
        "location",
        "available_kw",
        "cost_per_kwh",
    }


def test_o4_a_dispatcher_that_prefers_aes_is_found() -> None:
    resources = [
        OwnedResource(
            resource=DispatchableResource(
                id=name, location="F-1", available_kw=Decimal(5), cost_per_kwh=Decimal(1)
            ),
            owner=owner,
        )
        for name, owner in (("1", "Rivera"), ("2", "AES"))
    ]

    assert list(favours(_loyal, GridNeed(location="F-1", kw=Decimal(5)), resources)) == ["1", "2"]


@given(NEEDS, RESOURCES)
def test_the_cheapest_at_the_place_give_what_is_needed_or_all_there_is(
    need: GridNeed, resources: list[OwnedResource]
) -> None:
    there = [each.resource for each in resources if each.resource.location == need.location]

    given_kw = _fair(need, resources)

    assert sum(given_kw.values()) == min(need.kw, sum(each.available_kw for each in there))
    dearest = max((r.cost_per_kwh for r in there if r.id in given_kw), default=Decimal(0))
    assert all(
        given_kw[each.id] == each.available_kw
        for each in there
        if each.cost_per_kwh < dearest and each.available_kw
    )
