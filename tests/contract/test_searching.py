"""Searching cases by their ids and customers: what is found, for whom, and how little is read."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import text

from penstock.delivery import commands as do
from penstock.delivery.ports import Store, View
from penstock.delivery.searching import Sought, is_found, words_of
from penstock.kernel.sides import Side
from penstock.kernel.words import asked_words
from penstock.store.searching import search
from tests.contract.places import Place, by_hand
from tests.contract.test_indexes import plan
from tests.unit.delivery.clocked import CLOCKED, Office

AES, GRID = Side.NON_REGULATED, Side.REGULATED
NAMES = {
    "SOL-1040": (AES, "Ana Núñez Rivera"),
    "SOL-2": (AES, "Ben Rivera"),
    "SOL-3": (AES, "Rivka 100% _Solar_"),
    "GRID-1040": (GRID, "Ana Riviera"),
    "GRID-2": (GRID, ""),
}


@pytest.fixture
def named(store: Store) -> Store:
    """Return a store that holds cases of two sides, with customers."""
    for case_id, (side, customer) in NAMES.items():
        model = replace(CLOCKED, stream_id=f"S-{side}", side=side)
        with store.transaction() as transaction:
            transaction.keep_model(model)
        product = model.products[0] if model.products else ""
        command = do.Open(case_id=case_id, product=product, customer=customer)
        Office(store, model=model).hand_in(command, case_id=case_id)
    return store


def found(view: View, typed: str, limit: int = 50) -> list[str]:
    return [each.case_id for each in view.search(Sought(words=asked_words(typed), limit=limit))]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("SOL-1040", ["SOL-1040"]),
        ("sol-", ["SOL-1040", "SOL-2", "SOL-3"]),
        ("1040", ["GRID-1040", "SOL-1040"]),
        ("nunez", ["SOL-1040"]),
        ("NÚÑ", ["SOL-1040"]),
        ("riv", ["SOL-1040", "SOL-2", "GRID-1040", "SOL-3"]),
        ("rivera ana", ["SOL-1040"]),
        ("ana riv", ["GRID-1040", "SOL-1040"]),
        ("ivera", []),
        ("100%", ["SOL-3"]),
        ("rivka _solar", ["SOL-3"]),
        ("rivka %", ["SOL-3"]),
        ("", []),
        ("%", []),
    ],
)
def test_a_case_is_found_by_the_beginnings_of_its_words(
    named: Store, typed: str, ids: list[str]
) -> None:
    assert sorted(found(named, typed)) == sorted(ids)


def test_what_is_called_just_so_comes_first(named: Store) -> None:
    assert found(named, "sol-2")[0] == "SOL-2"
    assert found(named, "rivera", limit=2) == ["SOL-1040", "SOL-2"]


def test_a_case_that_changes_is_found_still_and_once(named: Store) -> None:
    model = replace(CLOCKED, stream_id=f"S-{AES}", side=AES)
    Office(named, model=model).hand_in(do.Hold(reason="rain"), case_id="SOL-2", key="rain")

    assert found(named, "ben") == ["SOL-2"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(typed=some.text("ansolriv-0124 ", max_size=9), side=some.sampled_from([AES, GRID]))
def test_who_sees_one_side_finds_what_they_would_if_the_other_had_no_cases(
    named: Store, typed: str, side: Side
) -> None:
    sought = Sought(words=asked_words(typed), limit=50)

    seen = named.seen_by(side).search(sought)

    own = [each for each, (of, _) in NAMES.items() if of is side]
    cases = [case for each in own if (case := named.case(each))]
    expected = {each.case_id for each in cases if is_found(words_of(each), sought)}
    assert {each.case_id for each in seen} == expected
    assert len(seen) == len(expected)


def test_a_search_of_one_side_asks_for_no_row_of_the_other() -> None:
    statement = search(Sought(words=("riv",)), AES.sees)

    asked = statement.compile().params.values()

    assert GRID not in asked
    assert {AES, Side.ENTERPRISE} <= set(asked)


def test_a_search_is_answered_from_an_index(place: Place) -> None:
    with place.opened(), by_hand(place) as connection:
        found = plan(connection, search(Sought(words=("riv", "an")), AES.sees), {})

    assert "case_word" in found
    assert not [line for line in found.splitlines() if "SCAN case_" in line]
    assert "Seq Scan" not in found


def test_of_tens_of_thousands_of_cases_of_the_other_side_none_is_read(sqlite: Place) -> None:
    rows = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000) "
    fill = f"insert into case_word {rows} select 'regulated', 'rivera', 'G-' || i, ' rivera' from n"
    with sqlite.opened(), by_hand(sqlite) as connection:
        connection.execute(text(fill))
        driver = connection.connection.driver_connection
        assert driver is not None
        steps: list[None] = []
        driver.set_progress_handler(lambda: steps.append(None), 1)

        connection.execute(search(Sought(words=("riv",)), AES.sees)).all()

    assert len(steps) < 1_000, len(steps)


def test_a_rare_word_beside_a_frequent_and_longer_one_finds_its_case(sqlite: Place) -> None:
    rows = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000) "
    fill = f"insert into case_word {rows} select 'regulated', 'rivera', 'G-' || i, ' rivera' from n"
    sought = Sought(words=("rivera", "z9"))
    with sqlite.opened() as store:
        model = replace(CLOCKED, stream_id="S-regulated", side=GRID)
        with store.transaction() as transaction:
            transaction.keep_model(model)
        command = do.Open(case_id="Z9", product=model.products[0], customer="Rivera")
        with by_hand(sqlite) as connection:
            connection.execute(text(fill))
        Office(store, model=model).hand_in(command, case_id="Z9")

        assert [each.case_id for each in store.search(sought)] == ["Z9"]
