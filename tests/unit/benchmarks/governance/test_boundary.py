"""What is measured of the boundary is right in small numbers, too."""

from benchmarks.governance import boundary


def test_a_few_crossings_and_near_misses_are_decided_rightly() -> None:
    assert {figure.value for figure in boundary.rightness(count=600, near=300)} == {0}


def test_decisions_are_timed_one_by_one_and_at_once() -> None:
    single, batch = boundary.speed(consents=100, decisions=50)

    assert min(single.value, batch.value) > 0
    assert (single.at_least, batch.at_least) == (5_000, 10_000)
