"""Effective shares: worked examples, and the laws that hold for any pools."""

import tomllib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from penstock.governance.allocation.given_shares import UnreadDriverError, given_shares
from penstock.governance.allocation.methods import Driver, Method, Pool, Principle, Procedure
from penstock.governance.allocation.readings import Reading, Readings
from penstock.governance.allocation.shares import (
    ClosedLoopError,
    effective_shares,
    passing_shares,
)

CASES = Path(__file__).parents[3] / "reference" / "allocation"
POOLS = ("P", "Q", "R", "S")
RECEIVERS = ("X", "Y", "Z")
Used = dict[str, dict[str, str]]


def _method(pools: Used, procedure: Procedure, order: tuple[str, ...]) -> Method:
    return Method(
        version="1",
        effective=date(2026, 1, 1),
        procedure=procedure,
        order=order,
        owner="Controller",
        approved_by=("CFO",),
        reason="A case.",
        drivers={each: Driver(id=each, name=each, unit="hours", source="case") for each in pools},
        pools={
            each: Pool(
                id=each,
                name=each,
                principle=Principle.COST_CAUSATION,
                weights={each: Fraction(1)},
            )
            for each in pools
        },
        document="case.toml",
        sha256="",
    )


def _readings(used: Used) -> Readings:
    by_driver = {
        driver: {to: Reading(Fraction(text), text, 1) for to, text in row.items()}
        for driver, row in used.items()
    }
    return Readings(document="case.toml", sha256="", by_driver=by_driver)


def _given(used: Used, procedure: Procedure, order: tuple[str, ...] = ()) -> Any:
    return given_shares(_method(used, procedure, order), _readings(used))


@dataclass(frozen=True)
class Case:
    """A worked example."""

    name: str
    said: dict[str, Any]

    @property
    def costs(self) -> dict[str, Fraction]:
        return {pool: Fraction(text) for pool, text in self.said["costs"].items()}

    def given(self, procedure: Procedure) -> Any:
        return _given(self.said["used"], procedure, tuple(self.said.get("order", ())))


def _cases() -> list[Case]:
    found = sorted(CASES.glob("*/case.toml"))
    return [Case(each.parent.name, tomllib.loads(each.read_text("utf-8"))) for each in found]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_reciprocated_costs_are_those_of_the_worked_example(case: Case) -> None:
    passing = passing_shares(case.given(Procedure.RECIPROCAL))

    for pool, wanted in case.said["reciprocated"].items():
        through = sum(cost * passing[of].get(pool, 0) for of, cost in case.costs.items())
        assert abs(through - Fraction(wanted)) <= Fraction(case.said["tolerance"])


@pytest.mark.parametrize(
    ("case", "procedure"),
    [
        pytest.param(case, Procedure(procedure), id=f"{case.name} {procedure}")
        for case in _cases()
        for procedure in case.said["charged"]
    ],
)
def test_charges_are_those_of_the_worked_example(case: Case, procedure: Procedure) -> None:
    shares = effective_shares(case.given(procedure))

    charged = {
        receiver: sum(cost * shares[pool].get(receiver, 0) for pool, cost in case.costs.items())
        for receiver in case.said["charged"][procedure]
    }
    for receiver, wanted in case.said["charged"][procedure].items():
        assert abs(charged[receiver] - Fraction(wanted)) <= Fraction(case.said["tolerance"])
    assert sum(charged.values()) == sum(case.costs.values())


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_printed_answers_of_a_worked_example_conserve_the_total(case: Case) -> None:
    for printed in case.said["charged"].values():
        total = sum(Fraction(text) for text in printed.values())
        assert abs(total - Fraction(sum(case.costs.values()))) <= Fraction(case.said["tolerance"])


_AMOUNT = st.integers(0, 30).map(str)
USED = st.fixed_dictionaries(
    {pool: st.fixed_dictionaries(dict.fromkeys((*POOLS, *RECEIVERS), _AMOUNT)) for pool in POOLS}
)


def _shares(used: Used, procedure: Procedure, order: tuple[str, ...] = ()) -> Any:
    try:
        return effective_shares(_given(used, procedure, order))
    except (UnreadDriverError, ClosedLoopError):
        reject()


@given(USED, st.sampled_from(Procedure))
def test_each_row_sums_to_exactly_one(used: Used, procedure: Procedure) -> None:
    shares = _shares(used, procedure, POOLS)

    assert {pool: sum(row.values()) for pool, row in shares.items()} == dict.fromkeys(POOLS, 1)


@given(USED)
def test_shares_solve_their_equation(used: Used) -> None:
    shares = _shares(used, Procedure.RECIPROCAL)

    for pool, row in _given(used, Procedure.RECIPROCAL).items():
        for receiver in RECEIVERS:
            from_pools = sum(row.get(to, 0) * shares[to].get(receiver, 0) for to in POOLS)
            assert shares[pool].get(receiver, 0) == row.get(receiver, 0) + from_pools


@given(USED, st.permutations([*POOLS, *RECEIVERS]))
def test_the_order_of_a_file_changes_nothing(used: Used, order: list[str]) -> None:
    pools = [each for each in order if each in POOLS]
    permuted = {pool: {to: used[pool][to] for to in order} for pool in pools}

    assert _shares(permuted, Procedure.RECIPROCAL) == _shares(used, Procedure.RECIPROCAL)


@given(USED)
def test_where_no_pool_serves_another_all_procedures_agree(used: Used) -> None:
    apart = {pool: {to: used[pool][to] for to in RECEIVERS} for pool in POOLS}

    direct = _shares(apart, Procedure.DIRECT)

    assert _shares(apart, Procedure.STEP_DOWN, POOLS) == direct
    assert _shares(apart, Procedure.RECIPROCAL) == direct


@given(USED)
def test_where_pools_serve_only_later_ones_step_down_is_reciprocal(used: Used) -> None:
    forward = {
        pool: {to: used[pool][to] for to in (*POOLS[place + 1 :], *RECEIVERS)}
        for place, pool in enumerate(POOLS)
    }

    stepped = _shares(forward, Procedure.STEP_DOWN, POOLS)

    assert stepped == _shares(forward, Procedure.RECIPROCAL)


@given(USED)
def test_what_passes_through_pools_comes_out_at_receivers(used: Used) -> None:
    rows = _given_or_assume(used)
    shares, passing = effective_shares(rows), passing_shares(rows)

    for pool in POOLS:
        for receiver in RECEIVERS:
            out = sum(passing[pool].get(by, 0) * rows[by].get(receiver, 0) for by in POOLS)
            assert out == shares[pool].get(receiver, 0)


def _given_or_assume(used: Used) -> Any:
    _shares(used, Procedure.RECIPROCAL)
    return _given(used, Procedure.RECIPROCAL)


def test_pools_that_only_serve_each_other_are_refused_by_their_loop() -> None:
    used = {"P": {"Q": "1"}, "Q": {"R": "1", "P": "2"}, "R": {"P": "1"}, "S": {"P": "1", "X": "1"}}

    with pytest.raises(ClosedLoopError, match=r"The cost of P -> Q -> P goes round for ever"):
        effective_shares(_given(used, Procedure.RECIPROCAL))


def test_a_pool_that_serves_pools_alone_has_nobody_to_charge_directly() -> None:
    used = {"P": {"Q": "1"}, "Q": {"X": "1"}}

    with pytest.raises(UnreadDriverError, match="pool P is shared by P, which has no reading"):
        _given(used, Procedure.DIRECT)


def test_a_pool_does_not_charge_itself() -> None:
    used = {"P": {"P": "900", "X": "1", "Y": "3"}}

    found = _given(used, Procedure.RECIPROCAL)

    assert found == effective_shares(found) == {"P": {"X": Fraction(1, 4), "Y": Fraction(3, 4)}}
