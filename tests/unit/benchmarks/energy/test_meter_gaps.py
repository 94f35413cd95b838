"""The benchmark of gaps tells how often estimates are as sure as they say."""

from benchmarks.energy import meter_gaps


def test_estimates_of_every_home_are_as_sure_as_they_say() -> None:
    found = [figure for figure in meter_gaps.figures(gaps=8) if "within" in figure.name]

    assert len(found) >= len(meter_gaps.HOURS)
    assert [figure.name for figure in found if figure.value < 80] == []
