"""Whatever the regulated side holds, a session of AES without consents sees the same bytes."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.app.cases import By, Cases
from penstock.app.cases.counting import crowds
from penstock.app.cases.showing import as_json
from penstock.delivery import commands as do
from penstock.delivery.ports import Wanted
from penstock.kernel.sides import Side
from penstock.store.opening import open_store
from tests.unit.app.guarding.office import SELLER, Office, by

World = list[dict[str, Any]]
PAIRS = int(os.environ.get("PENSTOCK_SESSION_PAIRS", "20"))
CUSTOMERS = ("Rivera", "Okafor", "Zoë Ünal")
ITEMS = {"RCV-03": "Raw meter data", "AOV-04": "Meter data", "RCV-05": "Regulatory rules"}

# What the regulated side holds: cases with customers, contents, holds and links between them.
CASE = st.fixed_dictionaries(
    {
        "stream": st.sampled_from(sorted(ITEMS)),
        "customer": st.sampled_from(CUSTOMERS),
        "premise": st.sampled_from(("12 Elm St", "14 Elm St")),
        "account": st.sampled_from(("A-77", "A-78")),
        "content": st.binary(max_size=8),
        "held": st.booleans(),
        "cancelled": st.booleans(),
    }
)
WORLDS = st.lists(CASE, max_size=6)


def _regulated(office: Office, world: World) -> None:
    """Work the cases of the regulated side."""
    cases = office.behind()
    for number, said in enumerate(world):
        case_id, stream = f"GRID-{number}", str(said["stream"])
        about = {name: str(said[name]) for name in ("customer", "premise", "account")}
        cases.open(stream, by("g", f"{number}/open"), case_id=case_id, **about)
        cases.record(case_id, ITEMS[stream], said["content"], by("g", f"{number}/record"))
        if number and not world[0]["cancelled"] and not said["held"]:
            cases.link(case_id, "GRID-0", by("g", f"{number}/link"))
        if said["held"]:
            cases.act(case_id, do.Hold(reason="outage"), by("g", f"{number}/hold"))
        elif said["cancelled"] and number:
            cases.act(case_id, do.Cancel(reason="moved"), by("g", f"{number}/cancel"))


def _own(office: Office) -> None:
    """Work the cases of AES, the same in every session."""
    cases = office.behind()
    for case_id, customer in (("SOL-1", "Rivera"), ("SOL-2", "Okafor")):
        cases.open("NCV-03", by("a", case_id), case_id=case_id, customer=customer)
    cases.open("ESV-01", by("a", "plan"), case_id="PLAN-1")


def _acts(cases: Cases) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what somebody of AES does in a day, prying included."""
    for case_id in ("SOL-1", "PLAN-1", "GRID-0", "GRID-3", "GRID-99", "GRID", "grid-0"):
        yield f"show {case_id}", partial(_show, cases, case_id)
        yield f"explain {case_id}", partial(cases.explain, case_id)
        for item in ITEMS.values():
            yield f"read {item} of {case_id}", partial(cases.content, case_id, item)
        yield f"hold {case_id}", partial(_hold, cases, case_id)
    for wanted in (
        Wanted(),
        Wanted(limit=1),
        Wanted(after="GRID-0"),
        Wanted(stream_id="RCV-03"),
        Wanted(stream_id="NCV-03", status="open"),
        Wanted(status="held"),
        Wanted(waiting_for="GRID-0"),
        Wanted(role="Billing Specialist"),
        Wanted(assignee="Gus"),
        Wanted(by_due=True),
    ):
        yield f"find {wanted}", partial(cases.find, wanted)
    yield "counts", lambda: crowds(cases)
    yield "counts of a stream", lambda: crowds(cases, stream="RCV-03")
    yield "open there", lambda: cases.open("RCV-03", by(SELLER, "there"), case_id="NEW-1")
    yield "open here", lambda: cases.open("NCV-03", by(SELLER, "here"))
    for chosen in ("GRID-0", "GRID-9", "RCV-03-1001", "NCV-03-GRID-0"):
        key = f"choose {chosen}"
        yield key, partial(cases.open, "NCV-03", by(SELLER, key), case_id=chosen)
        ask = by(SELLER, f"ask for {chosen}")
        yield f"ask for {chosen}", partial(_ask, cases, ask, chosen)
    yield "link", lambda: cases.link("SOL-2", "GRID-0", by(SELLER, "link"))
    yield "ask", lambda: cases.link_new("SOL-2", "AOV-04", by(SELLER, "ask"))
    yield "after asking", partial(_show, cases, "SOL-2")
    yield "counts at last", lambda: crowds(cases)


def _show(cases: Cases, case_id: str) -> str:
    return as_json(cases.show(case_id))


def _ask(cases: Cases, ask: By, chosen: str) -> str:
    return cases.link_new("SOL-2", "AOV-04", ask, other_id=chosen)


def _hold(cases: Cases, case_id: str) -> str:
    return cases.act(case_id, do.Hold(reason="mine"), by(SELLER, f"hold/{case_id}"))


def _session(office: Office, world: World, hat: Side | None) -> list[str]:
    """Return all that somebody of AES sees in a day, errors included."""
    _own(office)
    _regulated(office, world)
    seen = []
    for name, act in _acts(office.cases(SELLER, hat=hat)):
        try:
            seen.append(f"{name}: {act()}")
        except Exception as error:  # what is said counts, whatever it is
            seen.append(f"{name}: {type(error).__name__}: {error}")
    return seen


@settings(
    max_examples=PAIRS, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
@given(WORLDS, WORLDS, st.sampled_from((None, Side.NON_REGULATED)))
def test_two_sessions_over_different_regulated_data_see_the_same_bytes(
    one: World, other: World, hat: Side | None
) -> None:
    assert _session(Office(), one, hat) == _session(Office(), other, hat)


FULL: World = [
    {
        "stream": stream,
        "customer": "Rivera",
        "premise": "12 Elm St",
        "account": "A-77",
        "content": b"kWh",
        "held": stream == "AOV-04",
        "cancelled": stream == "RCV-05",
    }
    for stream in ("RCV-03", "AOV-04", "RCV-05", "RCV-03")
]


@pytest.mark.parametrize("hat", [None, Side.NON_REGULATED])
def test_the_same_holds_of_a_file(tmp_path: Path, hat: Side | None) -> None:
    seen = []
    for name, world in (("empty", []), ("full", FULL)):
        store = open_store(f"sqlite:///{tmp_path / name}.db")
        try:
            seen.append(_session(Office(store=store), world, hat))  # type: ignore[arg-type]
        finally:
            store.close()

    assert seen[0] == seen[1]


def test_a_session_that_could_see_the_regulated_side_would_be_noticed() -> None:
    def seen(world: World) -> list[str]:
        office = Office()
        _own(office)
        _regulated(office, world)
        return [str(each) for each in office.behind().find(Wanted())]

    assert seen([]) != seen(FULL)
