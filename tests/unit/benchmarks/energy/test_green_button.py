"""The benchmark of Green Button files measures what it says."""

from benchmarks.energy import green_button


def test_a_week_is_read_as_it_was_written_and_its_rate_is_told() -> None:
    found = {figure.name.strip(): figure for figure in green_button.figures(7, peer=False)}

    assert found["files read otherwise than written"].value == 0
    assert found["672 readings of a Green Button file, read"].value > 0


def test_a_year_loses_no_energy_on_the_way() -> None:
    found = {figure.name.strip(): figure for figure in green_button.figures(peer=False)}

    assert found["energy lost on the way, kWh"].met
