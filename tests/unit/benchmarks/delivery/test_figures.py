"""Ratios are those of single rounds; the goals stand beside them."""

import pytest

from benchmarks.common.goals import Figure
from benchmarks.delivery.figures import on_postgresql, on_sqlite
from benchmarks.delivery.rounds import Samples

SQLITE = on_sqlite(row_bytes=250)
POSTGRESQL = on_postgresql(row_bytes=250)


def samples(rates: dict[str, list[float]]) -> Samples:
    """Return rounds in which everybody else did a hundred."""
    kept = Samples()
    for each in (*SQLITE.all, *POSTGRESQL.all):
        kept.per_s[each.name] = rates.get(each.name, [100.0, 100.0, 100.0])
        kept.said[each.name] = [{"p50_ms": 3.0, "p99_ms": 9.0}] * 3
    return kept


def named(figures: list[Figure], name: str) -> Figure:
    (found,) = (figure for figure in figures if figure.name == name)
    return found


def test_a_ratio_is_the_median_of_the_rounds_own_ratios() -> None:
    # The disk was slow in the second round, for both.
    rates = {SQLITE.one.name: [70.0, 6.0, 50.0], SQLITE.raw.name: [100.0, 10.0, 100.0]}

    figures = list(SQLITE.figures(samples(rates)))

    ratio = named(figures, f"{SQLITE.one.name} ÷ {SQLITE.raw.name}")
    assert ratio.value == pytest.approx(0.6)
    assert (ratio.at_least, ratio.met) == (0.6, True)


def test_a_peer_is_taken_at_its_fastest() -> None:
    slow, fast = POSTGRESQL.dbos
    rates = {fast.name: [50.0] * 3, slow.name: [10.0] * 3, POSTGRESQL.single.name: [150.0] * 3}

    figures = list(POSTGRESQL.figures(samples(rates)))

    ratio = named(figures, f"{POSTGRESQL.single.name} ÷ {fast.name}")
    assert ratio.value == pytest.approx(3.0)
    assert ratio.met is False


def test_cases_are_compared_too_where_a_peers_case_has_fewer_transitions() -> None:
    figures = list(SQLITE.figures(samples({SQLITE.one.name: [300.0] * 3})))

    cases = named(figures, "  the same in cases, 15 transitions against 8")
    assert cases.value == pytest.approx(1.6)


def test_what_clients_may_wait_depends_on_what_the_disk_takes() -> None:
    figures = list(SQLITE.figures(samples({SQLITE.raw.name: [500.0] * 3})))

    waited = named(figures, f"{SQLITE.many.name}, p99")
    assert (waited.value, waited.at_most) == (9.0, 19.0)
